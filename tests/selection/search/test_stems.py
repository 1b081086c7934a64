from __future__ import annotations

import pytest

from bot.selection.search.stems import singulars, stems


class TestStems:
    """Forms of one word share a spelling."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("fietsen", "fiets"),
            ("hoezen", "hoes"),
            ("draadloze", "draadloos"),
            ("kettingen", "ketting"),
            ("headphones", "headphone"),
            ("shelves", "shelf"),
        ],
    )
    def test_forms_of_a_word_meet(self, one: str, other: str) -> None:
        """A plural or an inflected form has a spelling in common with its ground form, Dutch or English."""
        assert set(stems(one)) & set(stems(other))

    @pytest.mark.parametrize(("one", "other"), [("laptop", "tablet"), ("muis", "muur"), ("tas", "tafel")])
    def test_other_words_do_not(self, one: str, other: str) -> None:
        """Different words share nothing."""
        assert not set(stems(one)) & set(stems(other))

    def test_a_number_has_no_forms(self) -> None:
        """What holds a digit is only itself."""
        assert stems("16gb") == ("16gb",)

    def test_knows_the_singular(self) -> None:
        """A plural head of a compound leads to the word that is sold."""
        assert "hoes" in singulars("hoezen")
        assert "ketting" in singulars("kettingen")
