"""Energy labels: letters in order, and bounds of them."""

from __future__ import annotations

import pytest

from bot.language.grades import at_least, is_graded
from tests.language.shop import vocabulary


def labels(text: str) -> list[tuple[object, bool]]:
    """The letters heard in a text, and whether better ones will do."""
    found = [e.value for e in vocabulary().find(text) if e.kind == "value" and isinstance(e.value, dict)]
    return [(v["value"], bool(v.get("or_better"))) for v in found]


class TestWithGrades:
    @pytest.mark.parametrize(
        ("text", "letter"),
        [
            ("minimaal label B", "B"),
            ("minstens energielabel C", "C"),
            ("energielabel A of beter", "A"),
            ("label b of hoger", "B"),
            ("B-label of beter", "B"),
            ("energy label B or better", "B"),
            ("zuiniger dan label C", "B"),
        ],
    )
    def test_hears_the_least_that_is_asked(self, text: str, letter: str) -> None:
        """The words of the bound belong to the letter and are no wish of their own."""
        assert labels(text) == [(letter, True)]
        assert [e.kind for e in vocabulary().find(text)] == ["value"]

    @pytest.mark.parametrize(
        ("text", "letters"),
        [
            ("A-label", "A"),
            ("label A of B", "AB"),
            ("label A, B of C", "ABC"),
            ("energy label A and a timer", "A"),
            ("wasmachine met a label", "A"),
            ("a washer with a label", ""),
        ],
    )
    def test_hears_letters_side_by_side(self, text: str, letters: str) -> None:
        """A letter needs the label beside it, or a letter that has; an article is none."""
        assert labels(text) == [(letter, False) for letter in letters]


class TestAtLeast:
    def test_counts_from_the_best(self) -> None:
        """A is the best there is."""
        assert at_least("c") == ("A", "B", "C")
        assert at_least("A") == ("A",)


class TestIsGraded:
    def test_knows_the_column_of_the_label(self) -> None:
        """By its name in any feed."""
        assert is_graded("energielabel")
        assert not is_graded("colour")
