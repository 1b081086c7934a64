"""Cleaning: what comes out is safe for everything behind it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clean import SENTENCE_CHARS, clean, sentence

ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("/\\\u2215\u2044\u29f8\uff0f \t\u200b\u202e\u0000\ud800\ufdfaaé\u0301👍\u200d \ufdfd"),
    max_size=20,
)


class TestClean:
    @given(ANY_TEXT, st.integers(1, 50))
    def test_never_lets_a_payload_through(self, text: str, max_chars: int) -> None:
        """Whatever is typed, it starts with no slash, encodes, fits, and cleaning again changes nothing."""
        cleaned = clean(text, max_chars=max_chars)

        assert not cleaned.startswith("/")
        assert cleaned.encode("utf-8").decode() == cleaned
        assert len(cleaned) <= max_chars
        assert clean(cleaned, max_chars=max_chars) == cleaned

    @pytest.mark.parametrize(
        "text",
        ["/restart", " / / restart", "\uff0frestart", "\u200b/restart", "\u2215restart", "/\u202e/ restart"],
    )
    def test_strips_slashes_however_they_are_hidden(self, text: str) -> None:
        """Full width, zero width, direction marks and spaces hide nothing."""
        assert clean(text, max_chars=100) == "restart"

    def test_keeps_the_text_itself(self) -> None:
        """Accents, euro signs, fractions of a page address and emoji stay."""
        assert clean("Één  laptop\nvan € 449,- 👍 a/b", max_chars=100) == "Één laptop van € 449,- 👍 a/b"

    def test_writes_equal_text_equally(self) -> None:
        """Full-width and ligature forms become plain letters."""
        assert clean("\uff4c\uff41\uff50\uff54\uff4f\uff50 \ufb01ets", max_chars=100) == "laptop fiets"

    def test_leaves_nothing_of_what_crashes_an_encoder(self) -> None:
        """The one character that expands to eighteen is written out and capped."""
        cleaned = clean("\ufdfa" * 50, max_chars=100)

        assert "\ufdfa" not in cleaned
        assert len(cleaned) <= 100

    def test_breaks_what_is_no_word_any_more(self) -> None:
        """A tokeniser takes a second over two thousand signs without a space; words and addresses stay whole."""
        assert max(map(len, clean("€(" * 1000, max_chars=2000).split())) <= 64
        assert clean("https://shop.example/laptops?merk=lichtland&scherm=14", max_chars=2000).count(" ") == 0


class TestSentence:
    @given(ANY_TEXT | st.text(st.characters(), max_size=900))
    def test_holds_nothing_that_harms_an_encoder(self, text: str) -> None:
        """It fits, encodes, holds no end of a string and none of the signs that stand for many others."""
        seen = sentence(text)

        assert len(seen) <= SENTENCE_CHARS
        assert "\0" not in seen.encode("utf-8").decode()
        assert unicodedata.is_normalized("NFKC", seen)

    def test_ends_with_a_whole_word(self) -> None:
        """Of a long text the first words, of one word the first letters, of a short text all."""
        long = "waar blijft mijn bestelling " * 20

        assert long.startswith(sentence(long) + " ")
        assert SENTENCE_CHARS - 15 < len(sentence(long)) <= SENTENCE_CHARS
        assert sentence("x" * 900) == "x" * SENTENCE_CHARS
        assert sentence("  hoi\ndaar ") == "hoi daar"
