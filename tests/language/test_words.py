"""Words: tokens know their place, and folding keeps it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.language.words import fold, words


class TestWords:
    def test_tells_where_each_word_stands(self) -> None:
        """Offsets cut the same word out of the text again."""
        text = "Tv's van € 1.299,- of  55-inch?"
        found = words(text)

        assert [text[w.start : w.end] for w in found] == [w.text for w in found]
        assert "1.299,-" in {w.text for w in found}

    def test_finds_none_in_blank_text(self) -> None:
        """White space is no word."""
        assert words("  ") == []


class TestFold:
    @given(st.text(max_size=40))
    def test_keeps_the_length(self, text: str) -> None:
        """Offsets found in folded text hold in the text itself."""
        assert len(fold(text)) == len(text)

    def test_makes_spellings_meet(self) -> None:
        """Case, accents and typographic signs do not matter."""
        assert fold("Één \u2019s 27\u2033 \u2013") == "een 's 27\" -"
