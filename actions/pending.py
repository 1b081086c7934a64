"""What was asked last and which action takes the answer to it, however the answer is understood."""

from __future__ import annotations

from actions.shopper import Shopper
from bot.handoff.contact import contact_in
from bot.handoff.wording import wants_callback
from bot.language.care import is_no, is_partly, is_yes
from bot.language.claims import claim_in

ORDER_FORM = "order_form"
CALLBACK_FORM = "callback_form"
ALL_RECEIVED = "all_received"
"""What `Shopper.pending` is after the question whether everything came."""
CONFIRM_REQUEST = "confirm_request"
"""The same after a request for staff was listed back."""
HUMAN_CALLED = "human_called"
"""The same after a colleague was called: a no calls it off."""
NOTHING_ASKED = {"order_number": None, "postcode": None, "proof": None}
"""The slots of the order form when it asks nothing."""
_YES_OR_NO = frozenset({"affirm", "deny"})
_ABOUT_ORDERS = frozenset(
    {
        "order_status", "delivery_problem", "change_order", "return_request", "warranty_repair", "product_usage_help",
        "complaint", "request_human", "give_feedback", "repurchase", "dispose_old", "ask_privacy",
    }
)  # fmt: skip
"""Intents that have their own answer to a message with an order number."""
_ANSWERED_BY = {
    ALL_RECEIVED: "action_order_received",
    CONFIRM_REQUEST: "action_confirm_request",
    HUMAN_CALLED: "action_answer_waiting",
}


def asked_before(shopper: Shopper) -> str:
    """Name of the action that takes this message as the answer to what was asked last; empty when it is none.

    An order number with a postcode always asks for that order, whatever it was taken to be.
    """
    if shopper.let_go and not shopper.loop and contact_in(shopper.text):
        return "action_request_callback"
    if shopper.pending not in _ANSWERED_BY:
        return "action_order_status" if _brings_order(shopper) else ""
    partly = shopper.pending == ALL_RECEIVED and is_partly(shopper.text)
    answered = shopper.intent in _YES_OR_NO or is_yes(shopper.text) or is_no(shopper.text)
    answered |= shopper.pending == HUMAN_CALLED and wants_callback(shopper.text)
    return _ANSWERED_BY[shopper.pending] if partly or answered else ""


def _brings_order(shopper: Shopper) -> bool:
    """Whether the message only names an order, outside the form that asks for it."""
    if shopper.loop or shopper.slots.get("proof") or shopper.intent in _ABOUT_ORDERS:
        return False
    number, postcode = claim_in(shopper.text, shopper.entities, asked=True)
    return bool(number and (postcode or shopper.entity("order_number")))
