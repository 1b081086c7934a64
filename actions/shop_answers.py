"""What the shop answers to its own questions, for messages that nothing else answers."""

from __future__ import annotations

from actions.base import Reply, SalesAction, Say
from actions.shopper import Shopper


def shop_answer(action: SalesAction, shopper: Shopper) -> Reply | None:
    """The shop's own answer; None when this is not one of its questions."""
    found = action.services.terms.faq.find(shopper.text)
    return Reply((Say("utter_shop_answer", {"answer": found.answer[shopper.language]}),)) if found else None
