"""Corrections: what is taken back in the same breath."""

from __future__ import annotations

import pytest

from bot.language.corrections import corrected_by
from bot.language.recognise import everything, recognise
from tests.language.shop import vocabulary


def meant(text: str) -> list[object]:
    """Values of what is left."""
    return [
        e.value["value"] if isinstance(e.value, dict) and "value" in e.value else e.value
        for e in recognise(text, vocabulary())
    ]


class TestWithoutCorrected:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("een laptop, nee wacht, een monitor", ["monitor"]),
            ("apple, ik bedoel samsung", ["Samsung"]),
            ("a laptop, i mean a monitor", ["monitor"]),
            ("max 500, of nee, max 600", [600.0]),
        ],
    )
    def test_leaves_what_came_in_its_place(self, text: str, expected: list[object]) -> None:
        """Of one sort only the last counts."""
        assert meant(text) == expected

    @pytest.mark.parametrize(
        "text", ["een laptop, ik bedoel max 600", "toch liever een laptop", "een laptop of een monitor"]
    )
    def test_leaves_what_is_of_another_sort(self, text: str) -> None:
        """A price corrects no category, and "of" corrects nothing."""
        assert "laptop" in meant(text)


class TestCorrectedBy:
    def test_is_what_comes_after(self) -> None:
        """And nothing when nothing is taken back."""
        assert corrected_by("om te gamen, nee sorry, voor kantoor").strip(" ,") == "voor kantoor"
        assert corrected_by("om te gamen") == ""

    def test_what_it_is_for_is_taken_back_too(self) -> None:
        """Of two uses the last one counts."""
        found = everything("een laptop voor kantoor, ik bedoel voor studie", vocabulary())

        assert [e.kind for e in found if e.kind == "use"] == ["use"]
