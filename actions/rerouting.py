"""Messages that another action takes than the one of their intent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from actions.explaining import EXPLAINED
from actions.laying_aside import names_only_a_kind
from actions.pending import OFFER_HUMAN, told_of_order
from actions.reading import BARE_WORD, REFINE_CHOICE
from actions.shelf import Shelf
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from bot.language.bare import bare_word, language_asked
from bot.language.entities import Entity
from bot.language.requests import asks_for_others
from bot.selection.answering import (
    goes_onward,
    keeps_budget,
    names_the_other,
    needs_said,
    orders,
    takes_closest,
    undoes,
    waves,
)
from bot.selection.household import household
from bot.selection.ideas import leads
from bot.selection.phrases import asked_meaning, asks, is_owned
from bot.selection.wishes import price_wishes, wishes

FIND_PRODUCTS = "action_find_products"
OF_THE_CHOICE = frozenset(
    {
        "add_to_cart", "ask_product_detail", "ask_recommendation_reason", "choose_product", "compare_products",
        "refine_choice", "request_human", "repurchase", "state_need",
    }
)  # fmt: skip
"""Intents whose action reads the wishes in a message itself."""
ORDER_QUESTION = "action_order_question"
ASKING = frozenset({"again", "what", "which", "why"})
"""Bare words that ask something."""
_AGREEING = frozenset({"good", "yes"})
MAY_BE_HOUSEHOLD = frozenset(
    {
        "affirm", "ask_delivery_terms", "ask_privacy", "change_order", "delivery_problem", "deny", "dispose_old",
        "give_feedback", "goodbye", "greet", "nlu_fallback", "order_status", "out_of_scope", "product_usage_help",
        "repurchase", "smalltalk", "thank",
    }
)  # fmt: skip
"""Intents for which a message may be taken that tells who lives there."""
TAKEN = (
    "utter_answered", "utter_shortlist", "utter_still", "utter_household", "utter_critique", "utter_cheaper",
    "utter_instead", "utter_nothing_", "utter_roomier", "utter_allowed", "utter_given_way",
)  # fmt: skip
"""How responses begin that take a wish into account."""
BARE = 5
"""Words in the longest message that only picks something."""
PICKED = frozenset({"attribute", "measure", "value", "wish"})
"""Kinds of entities that pick something when they are all that is said."""


def meant_for_choice(shopper: Shopper, shelf: Shelf) -> str:
    """Name of the action that takes what sounds like something else as part of the choice; empty when it is not.

    "In het weekend zijn de kinderen bij mij" sounds like many things, an order under way among them; and a bare
    "pocketvering" after its explanation picks it.
    """
    if shopper.selection.shown and not shopper.loop and (meant := _meant_by_phrase(shopper)):
        return meant
    if shopper.fills_form:
        return ""
    if not shopper.loop and not shopper.pending and names_only_a_kind(shopper):
        return FIND_PRODUCTS
    if _is_full_of_wishes(shopper, shelf):
        return FIND_PRODUCTS
    few = len(shopper.text.split()) <= BARE and "?" not in shopper.text and not asked_meaning(shopper.text)
    if few and EXPLAINED in shopper.answered and any(e.kind in PICKED for e in shopper.entities):
        return FIND_PRODUCTS
    lives = None if shopper.loop else household(shopper.text)
    # A family is mentioned in many a sentence; a number of people, or living alone, hardly.
    told = lives is not None and lives.sort != "family" and shopper.intent in MAY_BE_HOUSEHOLD
    return FIND_PRODUCTS if told and not shopper.entity("order_number") else ""


def _is_full_of_wishes(shopper: Shopper, shelf: Shelf) -> bool:
    """Whether a message that sounds like no choice wishes two things of a kind of product, or bounds one.

    "wasmachine 9 kg 1400 toeren label A" sounds like a word to explain, "en minstens 10 jaar garantie" like a repair.
    """
    named = shopper.entity("category")
    category = shelf.category(str(named.value) if named else shopper.selection.category)
    beside = shopper.intent in OF_THE_CHOICE or shopper.loop or shopper.text.startswith("/")
    if (
        category is None
        or beside
        or "?" in shopper.text
        or asked_meaning(shopper.text)
        or shopper.entity("order_number")
    ):
        return False
    if named and shopper.intent in MAY_BE_HOUSEHOLD and needs_said(shopper.text, category):
        return not is_owned(shopper.text, named.start)
    wished = {c.attribute for c in wishes(shopper.entities, category)}
    bounded = [e for e in shopper.entities if e.kind == "measure" and _is_bounded(e)]
    return len(wished) > 1 or bool(shopper.selection.shown and wished and bounded)


def _is_bounded(measure: Entity) -> bool:
    said = cast(Mapping[str, Any], measure.value)
    return said.get("low") is not None or said.get("high") is not None


def _meant_by_phrase(shopper: Shopper) -> str:
    """Name of the action for a whole message that is a set phrase about what is on show; empty when it is none."""
    if orders(shopper.text) and not shopper.pending:
        return "action_choose_product"
    if names_the_other(shopper.text) and len(shopper.text.split()) <= BARE and not shopper.pending:
        return "action_choose_product"
    if not shopper.selection.category or shopper.pending:
        return ""
    if keeps_budget(shopper.text) and len(shopper.text.split()) <= BARE:
        return REFINE_CHOICE
    if takes_closest(shopper.text) and "?" not in shopper.text:
        return "action_inspire"
    undone = undoes(shopper.text) and any(said.startswith(TAKEN) for said in shopper.answered)
    idle = waves(shopper.text) and not shopper.selection.question
    return REFINE_CHOICE if idle or undone or goes_onward(shopper.text) else ""


def meant_by_bare_word(shopper: Shopper) -> str:
    """Name of the action that takes a word that says nothing by itself; empty when it says more or its intent will do.

    However it was understood: to the head "hoezo?" is a greeting and "terug" a return.
    """
    if shopper.text.startswith("/") or shopper.fills_form:
        return ""
    if language_asked(shopper.text) and all(e.kind == "product_ref" for e in shopper.entities):
        return BARE_WORD
    word = bare_word(shopper.text)
    if word is None or (word == "again" and not shopper.said):
        return ""
    if shopper.loop:
        return BARE_WORD if word in ASKING else ""
    if shopper.pending:
        return BARE_WORD if shopper.pending == OFFER_HUMAN else ""
    if told_of_order(shopper) and word not in _AGREEING:
        return ORDER_QUESTION if word in ASKING - {"again"} else BARE_WORD if word == "again" else ""
    if _is_for_its_action(word, shopper):
        return ""
    return "" if word in ("no", "drop") and shopper.selection.chosen else BARE_WORD


def _is_for_its_action(word: str, shopper: Shopper) -> bool:
    """Whether the action of the intent knows it: "doe die maar" takes what was just explained, else a product."""
    if word == "take":
        return shopper.intent == "choose_product" and EXPLAINED not in shopper.answered
    return word == "yes" and not shopper.selection.question and bool(shopper.selection.shown)


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
