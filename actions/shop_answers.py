"""What the shop answers to its own questions."""

from __future__ import annotations

from actions.base import SalesAction
from actions.reply import Reply, Say
from actions.shop_questions import SHOP_ANSWER, asked_of_shop
from actions.shopper import Shopper


class ShopAnswer(SalesAction):
    """A question about the shop itself is answered with what the shop wrote."""

    action_name = SHOP_ANSWER

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer it; when it is none after all, by the terms."""
        contact = shopper.intent == "request_human"
        return shop_answer(self, shopper, alone=contact) or Reply(handed_to="action_delivery_terms")


def shop_answer(action: SalesAction, shopper: Shopper, *, alone: bool = True) -> Reply | None:
    """The shop's own answer; None when this is not one of its questions.

    `alone`: nothing else answers the message; else it must ask the same almost to the word.
    """
    services = action.services
    found = asked_of_shop(services.terms.faq, services.near, shopper.text, alone=alone)
    return Reply((Say("utter_shop_answer", {"answer": found.answer[shopper.language]}),)) if found else None
