"""A doubtful intent, read with what was on show before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.context import in_context
from actions.shopper import Shopper
from tests.actions.conftest import Talk


def _doubtful(shopper: Shopper, *ranked: tuple[str, float]) -> str:
    """The intent of a ranking in this context."""
    return in_context(replace(shopper, intent=ranked[0][0], confidence=ranked[0][1], ranked=ranked)).intent


class TestInContext:
    async def test_a_doubtful_order_loses_from_products_on_show(self, talk: Talk) -> None:
        """Nobody who looks at bicycles asks for a parcel with "welke komt het verst"."""
        await talk.need("elektrische fiets")
        shopper = talk.shopper("welke komt het verst")

        assert _doubtful(shopper, ("order_status", 0.7), ("compare_products", 0.2)) == "compare_products"

    async def test_its_own_words_keep_it(self, talk: Talk) -> None:
        """Who says "bestelling" means one."""
        await talk.need("elektrische fiets")
        shopper = talk.shopper("waar blijft mijn bestelling")

        assert _doubtful(shopper, ("order_status", 0.7), ("compare_products", 0.2)) == "order_status"

    async def test_what_is_sure_stays(self, talk: Talk) -> None:
        """A farewell is one, whatever is on show."""
        await talk.need("elektrische fiets")

        assert _doubtful(talk.shopper("doei"), ("goodbye", 0.97), ("thank", 0.01)) == "goodbye"

    def test_without_anything_on_show_nothing_changes(self, talk: Talk) -> None:
        """The head knows best what opens a conversation."""
        shopper = talk.shopper("welke komt het verst")

        assert _doubtful(shopper, ("order_status", 0.5), ("compare_products", 0.4)) == "order_status"

    @pytest.mark.parametrize(("text", "meant"), [("dan die tussen de 100 en 250", "refine_choice")])
    async def test_an_amount_puts_nothing_side_by_side(self, talk: Talk, text: str, meant: str) -> None:
        """A price is a wish."""
        await talk.need("koffiemachine")

        assert _doubtful(talk.shopper(text), ("compare_products", 0.4), ("refine_choice", 0.3)) == meant

    def test_after_an_order_why_is_about_the_order(self, talk: Talk) -> None:
        """And not about products that were never shown."""
        shopper = replace(talk.shopper("waarom"), order_number="KW-1", answered=frozenset({"utter_order_shipped"}))

        assert _doubtful(shopper, ("ask_recommendation_reason", 0.5), ("order_status", 0.2)) == "order_status"
