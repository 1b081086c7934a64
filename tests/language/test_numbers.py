"""Numbers: words and digits of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numbers import digits, dutch, number_at


class TestDigits:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1.299,50", 1299.5),
            ("1,299.50", 1299.5),
            ("1.299", 1299),
            ("1,5", 1.5),
            ("2.5", 2.5),
            ("0.500", 0.5),
            ("27", 27),
        ],
    )
    def test_reads_dutch_and_english_separators(self, text: str, value: float) -> None:
        """A dot before three digits parts thousands, a comma before one or two parts cents."""
        assert digits(text) == value

    @given(st.integers(0, 999_999))
    def test_reads_thousands_as_the_dutch_write_them(self, value: int) -> None:
        """Every whole number, written with dots."""
        assert digits(f"{value:,}".replace(",", ".")) == value


class TestDutch:
    @pytest.mark.parametrize(
        ("word", "value"),
        [
            ("vierentwintig", 24),
            ("zevenentwintig", 27),
            ("eenentwintig", 21),
            ("tweehonderdvijftig", 250),
            ("zestienhonderd", 1600),
            ("duizendtweehonderd", 1200),
            ("anderhalf", 1.5),
        ],
    )
    def test_reads_numbers_in_one_word(self, word: str, value: float) -> None:
        """Units before tens, as Dutch has it."""
        assert dutch(word) == value

    @pytest.mark.parametrize("word", ["laptop", "enige", "tienermeisje", "een"])
    def test_reads_nothing_in_other_words(self, word: str) -> None:
        """An article is no number by itself."""
        assert dutch(word) is None


class TestNumberAt:
    def test_multiplies_and_adds_as_spoken(self) -> None:
        """Two hundred and fifty is one number of four words."""
        number = number_at(["two", "hundred", "and", "fifty", "euro"], 0)

        assert number is not None
        assert (number.value, number.taken) == (250, 4)

    def test_knows_slang_for_money(self) -> None:
        """Three meier are three hundred euro, a bare back is none."""
        meier = number_at(["3", "meier"], 0)

        assert meier is not None
        assert (meier.value, meier.money) == (300, True)
        assert number_at(["ruggen"], 0) is None
