"""Messages that another action takes than the one of their intent."""

from __future__ import annotations

from actions.shopper import Shopper
from bot.selection.household import household

MAY_BE_HOUSEHOLD = frozenset(
    {
        "affirm", "ask_delivery_terms", "ask_privacy", "change_order", "delivery_problem", "deny", "dispose_old",
        "give_feedback", "goodbye", "greet", "nlu_fallback", "order_status", "out_of_scope", "product_usage_help",
        "repurchase", "smalltalk", "thank",
    }
)  # fmt: skip
"""Intents for which a message may be taken that tells who lives there."""
EXPLAINED = "utter_explained"
BARE = 5
"""Words in the longest message that only picks something."""
PICKED = frozenset({"attribute", "measure", "value", "wish"})
"""Kinds of entities that pick something when they are all that is said."""


def meant_for_choice(shopper: Shopper) -> str:
    """Name of the action that takes what sounds like something else as part of the choice; empty when it is not.

    "In het weekend zijn de kinderen bij mij" sounds like many things, an order under way among them; and a bare
    "pocketvering" after its explanation picks it.
    """
    few = len(shopper.text.split()) <= BARE and "?" not in shopper.text
    if few and EXPLAINED in shopper.answered and any(e.kind in PICKED for e in shopper.entities):
        return "action_find_products"
    lives = household(shopper.text) if shopper.selection.shown and not shopper.loop else None
    # A family is mentioned in many a sentence; a number of people, or living alone, hardly.
    told = lives is not None and lives.sort != "family" and shopper.intent in MAY_BE_HOUSEHOLD
    return "action_find_products" if told and not shopper.entity("order_number") else ""
