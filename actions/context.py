"""Context: what is on show, or was told of an order, makes one reading of a doubtful message likelier than another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.pending import told_of_order
from actions.shopper import FALLBACK, Shopper
from bot.language.care import says
from bot.language.requests import asks_for_difference

MUCH_RARER, RARER, LIKELIER = 0.04, 0.12, 1.5
"""By what the probability of an intent is multiplied that goes ill with what was just shown, and that goes well."""
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "abuse": (),
    "ask_privacy": ("erase", "reads"),
    "change_order": ("ordered", "call_off", "address"),
    "complaint": ("ordered",),
    "delivery_problem": ("ordered", "delivers", "partly", "damaged"),
    "dispose_old": ("collect",),
    "give_feedback": ("good", "stars"),
    "goodbye": (),
    "order_status": ("ordered", "delivers"),
    "repurchase": ("ordered",),
    "return_request": ("returns", "refund"),
    "warranty_repair": ("guarantee", "damaged"),
}
"""Intents that hardly go on about products on show, and the words (`care.says`) with which they do all the same."""
_ASKS_FOR_ORDER = frozenset({"change_order", "delivery_problem", "order_status", "repurchase"})
"""Those of them that would have a number looked up: what is meant otherwise is lost on that."""
OF_PRODUCTS = frozenset(
    {
        "ask_product_detail", "ask_recommendation_reason", "choose_product", "compare_products", "refine_choice",
        "state_need",
    }
)  # fmt: skip
"""Intents that go on about products on show."""
_OF_ORDERS = frozenset({"change_order", "delivery_problem", "order_status", "return_request"})


def in_context(shopper: Shopper) -> Shopper:
    """The shopper, with the intent that is likeliest after what was just shown: each one's odds by its context.

    What is sure stays as it is: the odds shift only what is in doubt.
    """
    odds = _odds(shopper)
    beside = shopper.text.startswith("/") or shopper.loop or shopper.fills_form or shopper.intent == FALLBACK
    if not odds or beside or len(shopper.ranked) < 2:
        return shopper
    weighed = {name: share * odds.get(name, 1.0) for name, share in shopper.ranked}
    best = max(weighed, key=weighed.__getitem__)
    if best == shopper.intent:
        return shopper
    return replace(shopper, intent=best, confidence=weighed[best] / sum(weighed.values()))


def has_sign(intent: str, text: str) -> bool:
    """Whether a message has a word by which its intent is to be believed; those of choosing need none."""
    return intent not in _SIGNS or any(says(sign, text) for sign in _SIGNS[intent])


def _odds(shopper: Shopper) -> Mapping[str, float]:
    """By intent, how much likelier it is here than anywhere; those that are not named are as likely."""
    if told_of_order(shopper):
        return dict.fromkeys(OF_PRODUCTS, RARER) | dict.fromkeys(_OF_ORDERS, LIKELIER)
    if not shopper.selection.shown or shopper.slots.get("proof") or shopper.entity("order_number"):
        return {}
    unsaid = [intent for intent in _SIGNS if not has_sign(intent, shopper.text)]
    odds = dict.fromkeys(OF_PRODUCTS, LIKELIER) | dict.fromkeys(unsaid, RARER)
    odds |= {intent: MUCH_RARER for intent in unsaid if intent in _ASKS_FOR_ORDER}
    # "Dan die koffie, tussen de 100 en 250" puts nothing side by side.
    priced = any(e.kind.startswith("price_") for e in shopper.entities) and not asks_for_difference(shopper.text)
    return odds | ({"compare_products": RARER} if priced else {})
