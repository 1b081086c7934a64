"""The shopper who asks to be called "u" or "je": it holds for the conversation."""

from __future__ import annotations

from actions.base import SalesAction
from actions.reply import Reply, Say
from actions.shopper import Shopper
from bot.language.address_wish import wished_address


class AddressAs(SalesAction):
    """The form of address that was asked for is used from this answer on."""

    action_name = "action_address"

    async def sell(self, shopper: Shopper) -> Reply:
        """Promise it."""
        return Reply((Say(f"utter_address_{wished_address(shopper.text)}"),), pending=shopper.pending)
