"""Requests for staff: what would change an order is listed back, and given to a person after an explicit yes."""

from __future__ import annotations

from typing import Any

from actions.base import SalesAction
from actions.pending import CONFIRM_REQUEST
from actions.people import REQUEST_HUMAN
from actions.reply import Reply, Say
from actions.shopper import Shopper
from bot.language.care import is_no, is_yes

DROPPED: dict[str, Any] = {"order_request": None}


def asked_to_confirm(shopper: Shopper, kind: str, say: Say) -> Reply:
    """List a request back and wait for a yes, once; `kind` is the reason that staff will read."""
    if passed_on(shopper) == kind:
        return Reply((Say("utter_request_with_staff", {"number": shopper.order_number}),))
    request = {"kind": kind, "number": shopper.order_number}
    return Reply((say,), pending=CONFIRM_REQUEST, slots={"order_request": request})


def passed_on(shopper: Shopper) -> str:
    """What staff was asked to do with the order talked about; empty when nothing was."""
    request = dict(shopper.slots.get("order_request") or {})
    # Whoever called the person off, or wants to be called back, has no request with staff.
    same = shopper.handoff and request.get("passed") and request.get("number") == shopper.order_number
    return str(request.get("kind") or "") if same else ""


class ConfirmRequest(SalesAction):
    """A yes hands the request to a person, a no drops it."""

    action_name = "action_confirm_request"

    async def sell(self, shopper: Shopper) -> Reply:
        """Hand over, or say that nothing was passed on; anything but a plain yes is no yes."""
        request = dict(shopper.slots.get("order_request") or {})
        agreed = is_yes(shopper.text) or (shopper.intent == "affirm" and not is_no(shopper.text))
        if not request or not agreed:
            return Reply((Say("utter_request_dropped"),), slots=DROPPED)
        reason = str(request.get("kind") or "change_order")
        if not self.services.hours.is_open(self.services.clock()):
            return Reply(slots=DROPPED, handed_to=REQUEST_HUMAN, reason=reason)
        said = Say("utter_request_passed", {"number": str(request.get("number") or shopper.order_number)})
        kept = {"order_request": {**request, "passed": True}}
        return Reply((said,), slots=kept, handed_to=REQUEST_HUMAN, reason=reason)
