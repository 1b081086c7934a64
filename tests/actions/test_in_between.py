"""In between: feedback, the same again, and the old one."""

from __future__ import annotations

import pytest

from actions.delivery import OrderStatus
from actions.in_between import DisposeOld, GiveFeedback, Repurchase
from actions.pending import ORDER_FORM
from tests.actions.care import CareTalk, names, with_orders
from tests.actions.conftest import Talk


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper of the demo shop."""
    return with_orders(talk)


class TestFeedback:
    @pytest.mark.parametrize(
        ("text", "response"),
        [
            ("een 8", "utter_feedback_score"),
            ("7/10", "utter_feedback_score"),
            ("2 sterren", "utter_feedback_low"),
            ("een 3", "utter_feedback_low"),
            ("top geholpen", "utter_feedback_good"),
            ("het duurde lang", "utter_feedback"),
        ],
    )
    async def test_is_taken_for_what_it_is(self, care: CareTalk, text: str, response: str) -> None:
        """A seven is praise."""
        assert names(await care.say(text, GiveFeedback)) == [response]

    async def test_an_angry_shopper_hears_no_cheer(self, care: CareTalk) -> None:
        """Even with a good word in it."""
        care.upset = True

        assert names(await care.say("nou, top geregeld zeg", GiveFeedback)) == ["utter_feedback"]


class TestRepurchase:
    async def test_shows_the_products_of_the_order(self, care: CareTalk) -> None:
        """With the link to order each again."""
        await care.say("10406, 3011 AA", OrderStatus)

        said = (await care.say("nog een keer hetzelfde", Repurchase)).says[0]

        assert said.response == "utter_repurchase"
        assert [card["id"] for card in said.cards] == ["tesselar-schets-14", "klankwerf-spreeuw-studio"]

    async def test_shows_what_was_chosen_here(self, care: CareTalk) -> None:
        """Without a proof: that was this conversation."""
        care.page = {"product": "noordik-zwaluw-14"}
        await care.choose("doe maar deze")

        said = (await care.say("nog een keer hetzelfde", Repurchase)).says[0]

        assert [card["id"] for card in said.cards] == ["noordik-zwaluw-14"]

    async def test_else_the_order_is_asked(self, care: CareTalk) -> None:
        """Nothing is guessed."""
        assert (await care.say("nog een keer hetzelfde", Repurchase)).followup == ORDER_FORM


class TestDisposal:
    @pytest.mark.parametrize(
        ("text", "response"),
        [
            ("waar kan mijn oude laptop heen?", "utter_take_back_of"),
            ("nemen jullie oude apparaten mee?", "utter_take_back"),
        ],
    )
    async def test_tells_what_is_taken_back(self, care: CareTalk, text: str, response: str) -> None:
        """By the terms."""
        assert names(await care.say(text, DisposeOld)) == [response]

    async def test_with_an_order_to_come_it_becomes_a_request(self, care: CareTalk) -> None:
        """Once it is there it is too late."""
        await care.say("10401, 3512 JE", OrderStatus)
        assert names(await care.say("kunnen jullie mijn oude meenemen?", DisposeOld)) == ["utter_confirm_take_back"]

        await care.say("10406, 3011 AA", OrderStatus)
        assert names(await care.say("kunnen jullie mijn oude meenemen?", DisposeOld)) == ["utter_take_back_late"]
