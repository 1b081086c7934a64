"""Recognition: amounts and terms together, each stretch of text once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.language.recognise import recognise
from tests.language.shop import vocabulary


class TestRecognise:
    def test_hears_a_whole_need(self) -> None:
        """Category, use, wish and limit of one sentence."""
        found = recognise("ik zoek een lichte gaminglaptop tot 700 euro, geen Apple", vocabulary())

        assert [(e.kind, e.negated) for e in found] == [
            ("wish", False),
            ("value", False),
            ("category", False),
            ("price_max", False),
            ("brand", True),
        ]

    def test_prefers_the_measure(self) -> None:
        """A comparative with a number is a limit, and the screen is what is asked for."""
        assert [e.kind for e in recognise("niet zwaarder dan 1,5 kilo", vocabulary())] == ["measure"]
        assert [e.kind for e in recognise("27 inch scherm", vocabulary())] == ["measure", "category"]

    @given(st.text(st.sampled_from("laptop zwart niet 27 inch €,-de tweede geen max 16gb\"'#@.é😊"), max_size=60))
    def test_never_overlaps_whatever_is_typed(self, text: str) -> None:
        """Entities stand in order within the text."""
        found = recognise(text, vocabulary())

        assert all(0 <= e.start < e.end <= len(text) for e in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
