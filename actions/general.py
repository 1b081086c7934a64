"""What belongs to no phase: greeting, yes and no, and what was not understood."""

from __future__ import annotations

from collections.abc import Mapping

from actions.base import SalesAction, Services
from actions.guessing import missed
from actions.pending import CALLBACK_FORM, OFFER_HUMAN
from actions.people import REQUEST_HUMAN, contact_missed
from actions.reading import BRIEF, chips_of, question_block
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.saying import AGAIN
from actions.searching import sought
from actions.second import agrees
from actions.shelf import Shelf
from actions.shop_answers import shop_answer
from actions.shopper import ASK_GIFT_BUDGET, FALLBACK, Shopper
from bot.language.kinds import category_of_values
from bot.language.requests import asks_for_advice, asks_for_stock, does_not_matter, unknown_thing, unknown_values
from bot.selection.answering import takes_closest
from bot.selection.household import household
from bot.selection.phrases import asked_concept, asked_meaning, asks, is_owned, wants_feature

OFFER_PAGE = "offer_page"
"""What `Shopper.pending` is after the offer to tell of the product on the page."""
CHOOSE_PRODUCT = "action_choose_product"
PRODUCT_DETAIL = "action_product_detail"
COMPARE_PRODUCTS = "action_compare_products"
RECOMMENDATION_REASON = "action_recommendation_reason"
INSPIRE = "action_inspire"
EXPLAIN = "action_explain"
AFFIRM, DENY = "action_affirm", "action_deny"
THANKED = frozenset({"utter_thank", "utter_thank" + AGAIN})
SURELY = 0.9
"""Confidence from which a calm message is abuse."""
CLEAR = frozenset({"brand", "price_max", "price_min", "price_around", "measure", "value", "wish"})
"""Kinds of entities that are a wish in whatever sentence they stand."""


class Affirm(SalesAction):
    """A yes answers what was asked last, or what is on show."""

    action_name = AFFIRM

    async def sell(self, shopper: Shopper) -> Reply:
        """Do what was offered, or say what can be done with what is on show."""
        if meant := _meant_after_all(shopper):
            return meant
        if shopper.pending == OFFER_HUMAN and (agrees(shopper) or shopper.confidence >= SURELY):
            return Reply(handed_to=REQUEST_HUMAN)
        if shopper.pending == OFFER_HUMAN:  # "dat had ik al gedaan" calls nobody
            return Reply((Say("utter_offer_human"),), pending=OFFER_HUMAN)
        if shopper.pending == OFFER_PAGE:
            return Reply(handed_to=PRODUCT_DETAIL)
        if shopper.pending == ASK_GIFT_BUDGET:
            return Reply((Say("utter_ask_budget"),), pending=shopper.pending)
        if shopper.selection.category and not shopper.selection.shown:
            return Reply(handed_to=FIND_PRODUCTS)
        which = after_closing(shopper) or answer_which(shopper, self.services.shelf)
        return which or Reply((Say(_on_show(shopper, "utter_shown_yes")),))


class Deny(SalesAction):
    """A no declines what was asked last, or what is on show."""

    action_name = DENY

    async def sell(self, shopper: Shopper) -> Reply:
        """Leave what was offered, or ask what should be otherwise."""
        if meant := _meant_after_all(shopper):
            return meant
        if shopper.pending == OFFER_HUMAN:
            return Reply((Say("utter_try_again"),))
        if shopper.pending == OFFER_PAGE:
            return Reply((Say("utter_nothing_pending"),))
        if not THANKED.isdisjoint(shopper.answered) or asks("no_thanks", shopper.text):
            return Reply((Say("utter_done"),))
        if not shopper.selection.category and asks("undecided", shopper.text):
            return Reply(handed_to=INSPIRE)
        left_open = does_not_matter(shopper.text)
        return Reply((Say(_on_show(shopper, "utter_shown_yes" if left_open else "utter_shown_no")),))


class NotUnderstood(SalesAction):
    """The first time the bot asks to say it differently; the second time it offers a person."""

    action_name = "action_not_understood"

    async def sell(self, shopper: Shopper) -> Reply:
        """Ask again, or offer a person."""
        if shopper.loop == CALLBACK_FORM:
            return contact_missed(shopper)
        kind = shopper.entity("category")
        calm = not shopper.upset or "?" in shopper.text
        wanted = kind is not None and calm and not is_owned(shopper.text, kind.start)
        named = shopper.selection.category and unknown_values(shopper.text, shopper.entities)
        if wanted or named or any(e.kind in CLEAR for e in shopper.entities):
            return Reply(handed_to=FIND_PRODUCTS)
        answer = meant_for_sale(shopper, self.services) or shop_answer(self, shopper)
        answer = answer or answer_which(shopper, self.services.shelf) or by_words(shopper, self.services)
        return answer or missed(shopper, "utter_not_understood")


class OutOfScope(SalesAction):
    """What is not the shop's business is said to be so, once; the second time in a row it offers a person."""

    action_name = "action_out_of_scope"

    async def sell(self, shopper: Shopper) -> Reply:
        """Say what the bot is for, or offer a person; a product of the shop's own is its business."""
        if any(isinstance(e.value, Mapping) and "id" in e.value for e in shopper.entities):
            return Reply(handed_to=PRODUCT_DETAIL)
        answer = meant_for_sale(shopper, self.services) or shop_answer(self, shopper)
        return answer or by_words(shopper, self.services) or missed(shopper, "utter_out_of_scope")


class Abuse(SalesAction):
    """Abuse is answered calmly: one boundary, and a person on offer."""

    action_name = "action_abuse"

    async def sell(self, shopper: Shopper) -> Reply:
        """Stay calm; a wish that comes with it is served as any other."""
        if shopper.selection.shown and any(e.kind in CLEAR for e in shopper.entities):
            return Reply(handed_to=FIND_PRODUCTS)
        if shopper.confidence < SURELY and not shopper.upset:
            return missed(shopper, "utter_not_understood")
        return Reply((Say("utter_abuse"),), pending=OFFER_HUMAN)


def meant_for_sale(shopper: Shopper, services: Services) -> Reply | None:
    """The reply to what sounds like talk and is about the choice, a fact, a word or the range; None when it is not."""
    meant = _about_the_shown(shopper) if shopper.selection.shown else ""
    of_the_kind = shopper.selection.category and not shopper.selection.shown and shopper.entity("attribute")
    if not meant and (asked_meaning(shopper.text) or of_the_kind) and services.glossary.find(shopper.text):
        meant = EXPLAIN
    if not meant and (tells_of_household(shopper) or unknown_thing(shopper.text, shopper.entities, only_asked=True)):
        meant = FIND_PRODUCTS
    if not meant and not shopper.selection.category and category_of_values(shopper.entities):
        meant = FIND_PRODUCTS
    if not meant and (
        asks("ideas", shopper.text) or (not shopper.selection.category and asks("undecided", shopper.text))
    ):
        meant = INSPIRE
    return Reply(handed_to=meant) if meant else answered_budget(shopper) or asked_advice(shopper)


def by_words(shopper: Shopper, services: Services) -> Reply | None:
    """The reply to what words find among the products, however the sentence is understood; None when they find none."""
    return Reply(handed_to=FIND_PRODUCTS) if sought(services.shelf, shopper) else None


def _about_the_shown(shopper: Shopper) -> str:
    """Name of the action that a message about what is on show is for; empty when it is not about that."""
    kinds = {e.kind for e in shopper.entities}
    best = any(isinstance(e.value, Mapping) and "best" in e.value for e in shopper.entities)
    feature = "attribute" in kinds and wants_feature(shopper.text)
    if best or feature or kinds & CLEAR or asks("more", shopper.text) or asks("restart", shopper.text):
        return FIND_PRODUCTS
    return (
        PRODUCT_DETAIL
        if kinds & {"attribute", "product_ref"} or asked_concept(shopper.text) or asks_for_stock(shopper.text)
        else ""
    )


def tells_of_household(shopper: Shopper) -> bool:
    """Whether the message tells who lives there while a choice is being made: that is about the choice."""
    return bool(shopper.selection.category) and household(shopper.text) is not None


def answered_budget(shopper: Shopper) -> Reply | None:
    """The reply to an answer to what it may cost, however oddly it is said; None when that was not asked."""
    if shopper.pending != ASK_GIFT_BUDGET:
        return None
    if does_not_matter(shopper.text):
        return Reply((Say("utter_no_budget"),))
    return Reply(handed_to=FIND_PRODUCTS) if any(e.kind.startswith("price_") for e in shopper.entities) else None


def asked_advice(shopper: Shopper) -> Reply | None:
    """The reply to "wat zou jij nemen?" with products on show; None when it is something else."""
    asked = shopper.selection.shown and asks_for_advice(shopper.text)
    return Reply(handed_to=FIND_PRODUCTS) if asked else None


def after_closing(shopper: Shopper) -> Reply | None:
    """What a yes means after the line that helps to choose; None when that was not said."""
    if "utter_closing" in shopper.answered:
        return Reply(handed_to=COMPARE_PRODUCTS)
    closed = {"utter_closing" + AGAIN, "utter_closing_one", "utter_closing_one" + AGAIN}
    # "Ok, wat dan wel" sounds like a yes and buys nothing.
    bought = not closed.isdisjoint(shopper.answered) and not takes_closest(shopper.text)
    return Reply(handed_to=CHOOSE_PRODUCT) if bought else None


def answer_which(shopper: Shopper, shelf: Shelf) -> Reply | None:
    """The answers to the open question once more, when the message is none of them; None when none is open."""
    chips = chips_of(shopper, shelf)
    if not chips or shopper.misunderstood or shopper.upset:
        return None
    block = question_block(shopper, shelf)
    if 0 < len(shopper.text.split()) <= BRIEF and shopper.intent == FALLBACK and not shopper.entities:
        said = Say("utter_answer_unknown", {"said": shopper.text.strip(" .!?")}, chips=chips, question=block)
    else:
        said = Say("utter_answer_which", chips=chips, question=block)
    return Reply((said,), misunderstood=1)


def _meant_after_all(shopper: Shopper) -> Reply | None:
    """The reply to a yes or no that says more: a wish ("nee, een zwarte"), or which product ("nee, de tweede")."""
    if shopper.names_a_wish():
        return Reply(handed_to=FIND_PRODUCTS)
    return Reply(handed_to=CHOOSE_PRODUCT) if shopper.selection.shown and shopper.entity("product_ref") else None


def _on_show(shopper: Shopper, response: str) -> str:
    """What to answer to a bare yes or no: about the choice, what is on show, or nothing yet."""
    if shopper.selection.chosen:
        return "utter_done"
    return response if shopper.selection.shown else "utter_nothing_pending"
