"""What is said beside a choice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.reasoning import RecommendationReason
from actions.reply import Reply, Say
from actions.transaction import ChooseProduct
from bot.shop.memory import MemoryCatalogue
from tests.actions.care import CareTalk, with_orders
from tests.actions.conftest import Talk


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper whose slots are remembered."""
    return with_orders(talk)


def said(reply: Reply, response: str) -> Say | None:
    """What was said by a response, if anything."""
    return next((say for say in reply.says if say.response == response), None)


class TestEnough:
    async def test_the_cheaper_one_that_does_it_all_is_named_at_the_choice_once(self, care: CareTalk) -> None:
        """With what it saves, and a way to take it instead."""
        await care.need("laptop tot 2000 euro met 16 gb geheugen")
        dear = max(care.services.catalogue.products("laptop"), key=lambda p: (p.in_stock, p.price <= 2000, p.price))
        care.selection = replace(care.selection, shown=(dear.id, *care.selection.shown))

        first, again = [await care.say("doe de eerste", ChooseProduct) for _ in range(2)]
        told = said(first, "utter_enough")

        assert told
        assert told.fields["reference"] == dear.title("nl")
        assert told.chips[0]["title"] == told.fields["title"]
        assert said(again, "utter_enough") is None

    async def test_with_the_reasons_too(self, care: CareTalk) -> None:
        """Advice is not only about what is in favour of the dearer one."""
        await care.need("laptop met 16 gb geheugen")
        dear = max((p for p in care.services.catalogue.products("laptop") if p.in_stock), key=lambda p: p.price)
        care.selection = replace(care.selection, shown=(dear.id,))

        assert said(await care.say("waarom deze?", RecommendationReason), "utter_enough")

    async def test_who_wished_nothing_is_told_nothing(self, care: CareTalk) -> None:
        """Nobody knows then what is enough."""
        care.page = {"product": "noordik-zwaluw-14"}

        assert said(await care.say("doe maar deze", ChooseProduct), "utter_enough") is None


class TestAccessories:
    async def test_are_offered_after_a_choice_and_once(self, care: CareTalk) -> None:
        """Cheaper than the laptop, with their prices, each to be asked about."""
        care.page = {"product": "noordik-zwaluw-14"}

        told = said(await care.say("doe maar deze", ChooseProduct), "utter_accessories")

        assert told
        assert 1 <= len(told.chips) <= 3
        assert "€" in told.fields["titles"]
        assert said(await care.say("doe maar deze", ChooseProduct), "utter_accessories") is None

    async def test_where_the_shop_sells_none_nothing_is_said(self, care: CareTalk) -> None:
        """Nothing is made up."""
        care.page = {"product": "trommelin-start-6"}

        assert said(await care.say("doe maar deze", ChooseProduct), "utter_accessories") is None


class TestSoldOut:
    async def test_what_is_like_it_is_shown_instead(self, care: CareTalk, catalogue: MemoryCatalogue) -> None:
        """In stock, about as dear, and on show from now on."""
        shelf = care.services.shelf
        gone = next(p for c in catalogue.categories() for p in catalogue.products(c.key) if not p.in_stock)
        care.page = {"product": gone.id}

        reply = await care.say("doe maar deze", ChooseProduct)
        told = said(reply, "utter_sold_out_instead")

        assert told
        assert care.shown()
        assert [card["id"] for card in told.cards] == [p.id for p in shelf.shown(care.selection)]
        assert all(p.in_stock and abs(p.price - gone.price) <= 0.15 * gone.price + 0.01 for p in care.shown())
