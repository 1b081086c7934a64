"""Makers: well-known brands, whether or not the catalogue has them."""

from __future__ import annotations

import pytest

from bot.language.makers import corrected, find_makers
from bot.language.pieces import pieces


def makers(text: str) -> list[str]:
    """The brands in a text, as they are typed."""
    return [text[e.start : e.end] for e in find_makers(text, pieces(text))]


class TestFindMakers:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("iets van bose of jbl", ["bose", "jbl"]),
            ("hp laptop", ["hp"]),
            ("een tv van LG of een AEG oven", ["LG", "AEG"]),
            ("the north face jas", ["the north face"]),
            ("de'longhi", ["de'longhi"]),
            ("tommy hilfiger", ["tommy hilfiger"]),
            ("phillips scheerapparaat", ["phillips"]),
            ("addidas schoenen", ["addidas"]),
            ("a silver cross pram or a joie", ["silver cross", "joie"]),
            ("marks and spencer", ["marks and spencer"]),
        ],
    )
    def test_knows_brands_of_any_shop(self, text: str, expected: list[str]) -> None:
        """Of one word or of several, and with their usual misspellings."""
        assert makers(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("een parfum van boss", ["boss"]),
            ("horloge van Guess", ["Guess"]),
            ("de boss is boos", []),
            ("the next one please", []),
            ("i can only guess", []),
            ("mind the gap", []),
            ("dat hebt u keurig gedaan", []),
            ("over elke drempel", []),
            ("ik heet emma", []),
        ],
    )
    def test_needs_a_sign_where_a_name_is_also_a_word(self, text: str, expected: list[str]) -> None:
        """A "van" before it, or a capital."""
        assert makers(text) == expected


class TestCorrected:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("samsun", "samsung"), ("sennheisr", "sennheiser"), ("panasonik", None), ("smashing", None)],
    )
    def test_finds_the_brand_that_was_meant(self, typed: str, meant: str | None) -> None:
        """A dropped letter; no word that only looks like it."""
        found = corrected(pieces(typed)[0])

        assert (found.value if found else None) == meant
