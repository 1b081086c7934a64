"""Which of the shop's own questions a message asks: found by its words, else by what it means."""

from __future__ import annotations

from actions.shopper import Shopper
from bot.language.care import says
from bot.language.nearness import Nearness
from bot.shop.faq import Faq, Question

SHOP_ANSWER = "action_shop_answer"
_ASKED_AS = frozenset(
    {
        "ask_delivery_terms", "ask_inspiration", "ask_privacy", "checkout_help", "give_feedback", "return_request",
        "smalltalk", "state_need",
    }
)  # fmt: skip
"""Intents that the shop's own answer may come before, when it asks the same almost to the word."""


def asked_of_shop(faq: Faq, near: Nearness | None, text: str, *, alone: bool) -> Question | None:
    """The shop's question that a cleaned `text` asks; `alone`: nothing else answers it."""
    if found := faq.find(text):
        return found
    place = near.nearest(text, alone=alone) if near else None
    return None if place is None else faq.phrases[place][1]


def meant_for_shop(shopper: Shopper, faq: Faq, near: Nearness | None) -> str:
    """Name of the action that gives the shop's own answer, where that is better than the general one; else empty."""
    detail = shopper.intent == "ask_product_detail" and not shopper.selection.shown
    contact = shopper.intent == "request_human" and says("contact", shopper.text)
    asked = shopper.intent in _ASKED_AS or detail or contact
    if not asked or shopper.loop or shopper.text.startswith("/") or shopper.order_number or shopper.names_a_wish():
        return ""
    return SHOP_ANSWER if asked_of_shop(faq, near, shopper.text, alone=contact) else ""
