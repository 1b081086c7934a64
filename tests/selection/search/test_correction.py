from __future__ import annotations

import pytest

from bot.selection.search.correction import Corrector

CORRECTOR = Corrector.of({"laptop": 40, "koptelefoon": 30, "plain": 1, "pluim": 20, "hoes": 9, "vg27aq": 3, "was": 5})


class TestCorrect:
    """Misspelt words to those of the catalogue."""

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("latpop", "laptop"),
            ("laptp", "laptop"),
            ("lapttop", "laptop"),
            ("koptelevoon", "koptelefoon"),
            ("kopteleffon", "koptelefoon"),
            ("pluin", "pluim"),
        ],
    )
    def test_finds_the_word_that_was_meant(self, said: str, meant: str) -> None:
        """A letter missing, too many, wrong or swapped; two in a long word; of equals the more frequent one."""
        assert CORRECTOR.correct(said) == meant

    @pytest.mark.parametrize("said", ["", "hos", "lpatpo", "vg28aq", "stofzuiger", "l" * 10_000])
    def test_leaves_what_is_too_far_off(self, said: str) -> None:
        """Short words, two slips in a short word, type numbers and quite other words are not corrected."""
        assert CORRECTOR.correct(said) == ""

    def test_without_words_nothing_is_corrected(self) -> None:
        """An empty catalogue corrects nothing."""
        assert Corrector.of({}).correct("laptop") == ""
