"""Requests for staff: what would change an order is listed back, and given to a person after an explicit yes."""

from __future__ import annotations

from typing import Any

from actions.base import Reply, SalesAction, Say
from actions.pending import CONFIRM_REQUEST
from actions.people import REQUEST_HUMAN
from actions.shopper import Shopper
from bot.language.care import is_no, is_yes

DROPPED: dict[str, Any] = {"order_request": None}


def asked_to_confirm(kind: str, say: Say, *before: Say) -> Reply:
    """List a request back and wait for a yes; `kind` is the reason that staff will read."""
    return Reply((*before, say), pending=CONFIRM_REQUEST, slots={"order_request": {"kind": kind}})


class ConfirmRequest(SalesAction):
    """A yes hands the request to a person, a no drops it."""

    action_name = "action_confirm_request"

    async def sell(self, shopper: Shopper) -> Reply:
        """Hand over, or say that nothing was passed on; anything but a plain yes is no yes."""
        request = dict(shopper.slots.get("order_request") or {})
        agreed = is_yes(shopper.text) or (shopper.intent == "affirm" and not is_no(shopper.text))
        if not request or not agreed:
            return Reply((Say("utter_request_dropped"),), slots=DROPPED)
        return Reply(slots=DROPPED, handed_to=REQUEST_HUMAN, reason=str(request.get("kind") or "change_order"))
