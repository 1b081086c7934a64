"""Delivery: where is my order."""

from __future__ import annotations

from actions.base import Reply, SalesAction, Say
from actions.general import OFFER_HUMAN
from actions.shopper import Shopper


class OrderStatus(SalesAction):
    """Says honestly that orders cannot be looked up here yet, and offers a person who can."""

    action_name = "action_order_status"

    async def sell(self, shopper: Shopper) -> Reply:  # noqa: ARG002  # nothing is looked up yet
        """Offer a person."""
        return Reply((Say("utter_order_status"),), pending=OFFER_HUMAN)
