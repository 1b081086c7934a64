"""Children by their age."""

from __future__ import annotations

import pytest

from bot.language.ages import children


class TestChildren:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("voor mijn dochter van 8", "dochter van 8"),
            ("zoontje van 5 jaar oud", "zoontje van 5 jaar oud"),
            ("mijn dochter van acht wil fietsen", "dochter van acht"),
            ("a bike for my 7 year old", "7 year old"),
            ("for a 6-year-old girl", "6-year-old girl"),
            ("een 9-jarige jongen", "9-jarige jongen"),
        ],
    )
    def test_are_heard_by_an_age_of_twelve_or_less(self, text: str, said: str) -> None:
        """In digits and words of both languages."""
        assert [text[start:end] for start, end in children(text)] == [said]

    @pytest.mark.parametrize(
        "text", ["mijn zoon van 15", "my laptop is 7 years old", "for my 7 year old laptop", "dochter van de buren"]
    )
    def test_are_not_things_nor_the_grown_up(self, text: str) -> None:
        """An old laptop is no child."""
        assert list(children(text)) == []


class TestTypedShort:
    def test_an_age_behind_a_short_van(self) -> None:
        """As people type on a phone."""
        assert list(children("iets voor zoontje vn 6")) == [(10, 22)]
