from __future__ import annotations

import pytest

from bot.selection.search.tokens import tokens


class TestTokens:
    """Text to the words that are indexed and searched."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Café-tafel ZWART", ["cafe-tafel", "zwart"]),
            ("16 GB", ["16gb"]),
            ("16gb", ["16gb"]),
            ("1 TB opslag", ["1000gb", "opslag"]),
            ('monitor 15,6"', ["monitor", "15.6inch"]),
            ("15.6 inch", ["15.6inch"]),
            ("VG27AQ", ["vg27aq"]),
            ("twee tassen", ["twee", "tassen"]),
            ("E‑bike", ["e-bike"]),
        ],
    )
    def test_writes_alike_what_is_the_same(self, text: str, expected: list[str]) -> None:
        """Case, accents, signs and the space before a unit make no difference."""
        assert tokens(text) == expected

    def test_leaves_stop_words_out(self) -> None:
        """What says nothing of a product is no word of it."""
        assert tokens("ik zoek een hoes voor mijn laptop, do you have the case?") == ["hoes", "laptop", "case"]

    @pytest.mark.parametrize("text", ["", "de het een", "🚲🚲", "\x00\x07\u200b", "-- ' .", "\ud800"])
    def test_has_no_words_where_there_are_none(self, text: str) -> None:
        """Nothing, only stop words, signs, control characters: no words and no exception."""
        assert tokens(text) == []
