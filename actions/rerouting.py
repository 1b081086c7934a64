"""Messages that another action takes than the one of their intent."""

from __future__ import annotations

from actions.shelf import Shelf
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from bot.language.requests import asks_for_others
from bot.selection.answering import goes_onward, orders, takes_closest, undoes, waves
from bot.selection.household import household
from bot.selection.ideas import leads
from bot.selection.phrases import asks
from bot.selection.wishes import price_wishes

MAY_BE_HOUSEHOLD = frozenset(
    {
        "affirm", "ask_delivery_terms", "ask_privacy", "change_order", "delivery_problem", "deny", "dispose_old",
        "give_feedback", "goodbye", "greet", "nlu_fallback", "order_status", "out_of_scope", "product_usage_help",
        "repurchase", "smalltalk", "thank",
    }
)  # fmt: skip
"""Intents for which a message may be taken that tells who lives there."""
EXPLAINED = "utter_explained"
TAKEN = (
    "utter_answered", "utter_shortlist", "utter_still", "utter_household", "utter_critique", "utter_cheaper",
    "utter_instead", "utter_nothing_", "utter_roomier", "utter_allowed", "utter_given_way",
)  # fmt: skip
"""How responses begin that take a wish into account."""
BARE = 5
"""Words in the longest message that only picks something."""
PICKED = frozenset({"attribute", "measure", "value", "wish"})
"""Kinds of entities that pick something when they are all that is said."""


def meant_for_choice(shopper: Shopper) -> str:
    """Name of the action that takes what sounds like something else as part of the choice; empty when it is not.

    "In het weekend zijn de kinderen bij mij" sounds like many things, an order under way among them; and a bare
    "pocketvering" after its explanation picks it.
    """
    if shopper.selection.shown and not shopper.loop and (meant := _meant_by_phrase(shopper)):
        return meant
    few = len(shopper.text.split()) <= BARE and "?" not in shopper.text
    if few and EXPLAINED in shopper.answered and any(e.kind in PICKED for e in shopper.entities):
        return "action_find_products"
    lives = household(shopper.text) if shopper.selection.shown and not shopper.loop else None
    # A family is mentioned in many a sentence; a number of people, or living alone, hardly.
    told = lives is not None and lives.sort != "family" and shopper.intent in MAY_BE_HOUSEHOLD
    return "action_find_products" if told and not shopper.entity("order_number") else ""


def _meant_by_phrase(shopper: Shopper) -> str:
    """Name of the action for a whole message that is a set phrase about what is on show; empty when it is none."""
    if orders(shopper.text) and not shopper.pending:
        return "action_choose_product"
    if not shopper.selection.category or shopper.pending:
        return ""
    if takes_closest(shopper.text) and "?" not in shopper.text:
        return "action_inspire"
    undone = undoes(shopper.text) and any(said.startswith(TAKEN) for said in shopper.answered)
    idle = waves(shopper.text) and not shopper.selection.question
    return "action_refine_choice" if idle or undone or goes_onward(shopper.text) else ""


def meant_for_ideas(shopper: Shopper, shelf: Shelf) -> str:
    """Name of the action that takes what is told after ideas: for whom, what they love, or what it may cost.

    "Hij houdt van muziek" and "tot 60" sound like many things. Empty when nothing of the kind was asked or told.
    """
    if shopper.loop or shopper.entity("category"):
        return ""
    brief = len(shopper.text.split()) <= BARE
    onward = asks_for_others(shopper.text) or goes_onward(shopper.text) or asks("more", shopper.text)
    if shopper.selection.shown and not shopper.selection.category and brief and onward:
        return "action_inspire"
    if shopper.pending != ASK_GIFT_BUDGET:
        return ""
    brief = brief and bool(price_wishes(shopper.entities))
    told = shopper.intent in MAY_BE_HOUSEHOLD and leads(shopper.text, shelf.catalogue.categories())
    return "action_inspire" if brief or told else ""
