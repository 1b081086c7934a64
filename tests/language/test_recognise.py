"""Recognition: amounts and terms together, each stretch of text once."""

from __future__ import annotations

import re
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.language.recognise import everything, recognise
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


class TestOwnOrders:
    def test_a_number_of_the_shops_own_orders_is_known_anywhere(self) -> None:
        """Without the word for it, and also where it looks like a price, a postcode or a phone number."""
        own = re.compile(r"(?<![\w-])(?:W\d{4}|06\d{8})(?![\w-])", re.IGNORECASE)
        found = recognise("waar blijven w4512 en 0612345678, tot 800 euro", vocabulary(), own)

        assert [(e.kind, e.value) for e in found] == [
            ("order_number", "W4512"),
            ("order_number", "0612345678"),
            ("price_max", 800.0),
        ]


class TestSpeed:
    def test_takes_a_few_milliseconds_at_most(self) -> None:
        """A long message with words that nobody knows."""
        text = "ik zoek voor mn dochter van 7 een lichte gaminglaptop of iets dergelijks van phillips, max 5 honderd"
        everything(text, vocabulary())
        started = time.process_time()
        for _ in range(50):
            everything(text, vocabulary())

        assert (time.process_time() - started) / 50 < 0.02
