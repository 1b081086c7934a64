"""What was asked last and which action takes the answer to it, however the answer is understood."""

from __future__ import annotations

from actions.shopper import WISHES, Shopper
from bot.handoff.contact import contact_in
from bot.handoff.wording import asks_after_wait, calls_off, wants_callback
from bot.language.care import is_no, is_partly, is_yes, says
from bot.language.claims import claim_in
from bot.selection.answering import asks_what_now
from bot.shop.orders.numbers import is_postcode
from bot.shop.terms import COUNTRIES

ORDER_FORM = "order_form"
OFFER_HUMAN = "offer_human"
"""What `Shopper.pending` is after the offer of a person."""
CALLBACK_FORM = "callback_form"
ALL_RECEIVED = "all_received"
"""What `Shopper.pending` is after the question whether everything came."""
CONFIRM_REQUEST = "confirm_request"
"""The same after a request for staff was listed back."""
HUMAN_CALLED = "human_called"
"""The same after a colleague was called: a no calls it off."""
CALLBACK_NOTED = "utter_callback_confirmed"
CALLBACK_TOLD = frozenset({CALLBACK_NOTED, "utter_callback_when"})
"""Responses after which a call-back stands noted."""
NOTHING_ASKED = {"order_number": None, "postcode": None, "proof": None}
"""The slots of the order form when it asks nothing."""
_YES_OR_NO = frozenset({"affirm", "deny"})
_ABOUT_ORDERS = frozenset(
    {
        "order_status", "delivery_problem", "change_order", "return_request", "warranty_repair", "complaint",
        "request_human", "repurchase", "dispose_old",
    }
)  # fmt: skip
"""Intents that have their own answer to a message with an order number."""
_RARELY_ABOUT_ORDERS = frozenset({"give_feedback", "ask_privacy", "product_usage_help"})
"""Intents that answer a message with an order number, unless the postcode comes along."""
_ERRANDS = frozenset(
    {"change_order", "complaint", "delivery_problem", "dispose_old", "return_request", "warranty_repair"}
)
"""Intents that want something done with an order."""
_ERRAND_LASTS = 2
"""Messages for which an errand waits for its number."""
_BARE_CLAIM = 9
"""Words in the longest message that only tells which order it is."""
_ON_ARRIVAL = frozenset({"order_status", "delivery_problem"})
_VAGUE = frozenset(
    {
        "nlu_fallback", "out_of_scope", "ask_delivery_terms", "ask_explanation", "ask_product_detail",
        "ask_recommendation_reason", "checkout_help",
    }
)  # fmt: skip
"""What a question about the order that was just told is easily taken for: "en als ik niet thuis ben?"."""
_OF_THE_SHOP = ("cost", "payment", "returns", "guarantee", "abroad", "fails", "basket")
"""What a question is about that the shop's terms answer, and no order."""
_TOLD_OF_ORDER = (
    "utter_order_", "utter_part_", "utter_problem_", "utter_confirm_", "utter_change_", "utter_return_late",
    "utter_request_",
)  # fmt: skip
"""How the names of the responses begin in which an order is told about."""
_ASKED_FOR_ORDER = {
    "utter_return_start": "action_return_request",
    "utter_take_back": "action_dispose_old",
    "utter_take_back_of": "action_dispose_old",
}
"""Responses that invite to name an order, and the action that is then meant."""
_ANSWERED_BY = {
    ALL_RECEIVED: "action_order_received",
    CONFIRM_REQUEST: "action_confirm_request",
    HUMAN_CALLED: "action_answer_waiting",
}


_COUNTRIES_TOLD = ("utter_delivers_", "utter_countries")
_PLACES = tuple(f"place_{code}" for code in COUNTRIES if code != "NL")
_REPEATED = {
    CONFIRM_REQUEST: "action_order_question",
    OFFER_HUMAN: "action_bare_word",
}
"""What was offered, and the action that puts it once more in other words."""


def asked_before(shopper: Shopper) -> str:
    """Name of the action that takes this message as the answer to what was asked last; empty when it is none.

    An order number with a postcode always asks for that order, whatever it was taken to be.
    """
    if shopper.let_go and not shopper.loop and contact_in(shopper.text):
        return "action_request_callback"
    if meant := _meant_for(shopper) or _goes_on(shopper):
        return meant
    if _brings_order(shopper):
        return open_errand(shopper) or "action_order_status"
    if _answers(shopper):
        return _ANSWERED_BY[shopper.pending]
    on_arrival = shopper.intent in _ON_ARRIVAL or shopper.intent not in _ABOUT_ORDERS
    if told_of_order(shopper) and on_arrival and not shopper.loop and is_partly(shopper.text):
        return _ANSWERED_BY[ALL_RECEIVED]
    return _of_callback(shopper) or ("action_order_question" if _asks_on(shopper) else "")


def _of_callback(shopper: Shopper) -> str:
    """Name of the action for what is said to a call-back that stands noted; empty when it is about something else."""
    if CALLBACK_NOTED in shopper.answered and asks_after_wait(shopper.text):
        return "action_answer_waiting"
    called_off = not CALLBACK_TOLD.isdisjoint(shopper.answered) and calls_off(shopper.text)
    return "action_request_human" if called_off else ""


def _meant_for(shopper: Shopper) -> str:
    """Name of the action that asked for the order which the message names; empty when none did, or it wants more."""
    if shopper.loop or shopper.fills_form or shopper.intent not in {"order_status", *_VAGUE}:
        return ""
    after = next((action for said, action in _ASKED_FOR_ORDER.items() if said in shopper.answered), "")
    number, postcode = claim_in(shopper.text, shopper.entities, asked=True)
    if after and number and postcode:
        return after
    bare = len(shopper.text.split()) <= _BARE_CLAIM and "?" not in shopper.text and not says("when", shopper.text)
    return open_errand(shopper) if bare and number and (postcode or shopper.entity("order_number")) else ""


def _goes_on(shopper: Shopper) -> str:
    """Name of the action for what only makes sense after what was just offered or told; empty when it is none."""
    if asks_what_now(shopper.text) and shopper.pending in _REPEATED:
        return _REPEATED[shopper.pending]
    of_privacy = any(said.startswith("utter_privacy") for said in shopper.answered)
    if of_privacy and says("erase", shopper.text):
        return "action_privacy"
    if _on_about_returns(shopper):
        # With an order the request that waits for its yes goes on waiting.
        return "action_return_request" if shopper.order_number else "action_delivery_terms"
    where = any(said.startswith(_COUNTRIES_TOLD) for said in shopper.answered) and not shopper.entity("category")
    return "action_delivery_terms" if where and any(says(place, shopper.text) for place in _PLACES) else ""


def _on_about_returns(shopper: Shopper) -> bool:
    """Whether a message goes on about the terms of sending back that were just told: "en kost dat geld"."""
    told = any(said.startswith("utter_returns") or said == "utter_refund_days" for said in shopper.answered)
    asked = any(says(subject, shopper.text) for subject in ("cost", "opened", "refund", "who_pays"))
    if not told or shopper.loop or shopper.names_order():
        return False
    return asked and shopper.intent not in {"return_request", "state_need", "affirm", "deny"}


def open_errand(shopper: Shopper) -> str:
    """Name of the action that a number is given for: the errand of the last messages, while no order was told."""
    if shopper.order_number:
        return ""
    last = reversed(shopper.intents[:-1][-_ERRAND_LASTS:])
    return next((f"action_{intent}" for intent in last if intent in _ERRANDS), "")


def _answers(shopper: Shopper) -> bool:
    """Whether the message answers what was asked last."""
    if shopper.pending not in _ANSWERED_BY:
        return False
    if shopper.pending == HUMAN_CALLED and (wants_callback(shopper.text) or asks_after_wait(shopper.text)):
        return True
    if shopper.pending == ALL_RECEIVED and is_partly(shopper.text):
        return shopper.intent in _ON_ARRIVAL or shopper.intent not in _ABOUT_ORDERS
    return shopper.intent in _YES_OR_NO or is_yes(shopper.text) or is_no(shopper.text)


def _asks_on(shopper: Shopper) -> bool:
    """Whether a vague message goes on about the order that was just told."""
    told = told_of_order(shopper)
    denied = "utter_order_refunded" in shopper.answered and shopper.intent == "deny" and not is_no(shopper.text)
    until = says("until", shopper.text) and shopper.intent not in _ABOUT_ORDERS - {"order_status"}
    if not told or shopper.loop or shopper.text.startswith("/") or not (denied or until or shopper.intent in _VAGUE):
        return False
    sought = any(e.kind in WISHES - {"attribute"} for e in shopper.entities) or bool(shopper.selection.shown)
    wish = shopper.names_a_wish() and sought
    return not (wish or any(says(subject, shopper.text) for subject in _OF_THE_SHOP))


def told_of_order(shopper: Shopper) -> bool:
    """Whether an order was told about in the last answer."""
    return bool(shopper.order_number) and any(name.startswith(_TOLD_OF_ORDER) for name in shopper.answered)


def _brings_order(shopper: Shopper) -> bool:
    """Whether the message only names an order, or the postcode of one, outside the form that asks for it."""
    if shopper.loop or shopper.slots.get("proof") or shopper.intent in _ABOUT_ORDERS:
        return False
    number, postcode = claim_in(shopper.text, shopper.entities, asked=True)
    if shopper.intent in _RARELY_ABOUT_ORDERS:
        return bool(number and postcode)
    alone = not shopper.order_number and is_postcode(shopper.text) and not shopper.text.strip().isdigit()
    return alone or bool(number and (postcode or shopper.entity("order_number")))
