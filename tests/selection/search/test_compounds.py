from __future__ import annotations

import pytest

from bot.selection.search.compounds import parts

KNOWN = {"laptop", "hoes", "hond", "mand", "bril", "koker", "station", "hal", "bescherm", "fiets", "slot", "lap", "top"}


class TestParts:
    """Compounds parted by the words of the catalogue."""

    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("laptophoes", ("laptop", "hoes")),
            ("laptophoezen", ("laptop", "hoes")),
            ("hondenmand", ("hond", "mand")),
            ("brillenkoker", ("bril", "koker")),
            ("stationshal", ("station", "hal")),
            ("laptopbeschermhoes", ("laptop", "bescherm", "hoes")),
            ("e-bike", ("e", "bike")),
            ("accu's", ("accu", "s")),
        ],
    )
    def test_parts_a_compound(self, word: str, expected: tuple[str, ...]) -> None:
        """Modifier, link and head; the head may be a plural; signs part a word anyway."""
        assert parts(word, KNOWN) == expected

    @pytest.mark.parametrize("word", ["laptop", "wasdroger", "laptoptafel", "bureauhoes", "", "hoes", "x" * 5_000])
    def test_leaves_other_words_whole(self, word: str) -> None:
        """A word of which a part is unknown, a short one and a very long one stay whole."""
        assert parts(word, KNOWN) == ()
