"""Customer care: a person who calls or writes back."""

from __future__ import annotations

import time

from actions.base import Reply, SalesAction, Say
from actions.shopper import Shopper
from bot.handoff.contact import contact_in
from bot.handoff.ports import CallbackRequest

ASKED_FOR = "asked_for_person"


class RequestCallback(SalesAction):
    """The call-back is noted for the desk, once, and confirmed to the shopper."""

    action_name = "action_request_callback"

    async def sell(self, shopper: Shopper) -> Reply:
        """Note the request under the message's key, so that a replayed turn notes it once."""
        contact = contact_in(shopper.text)
        cleared = {"callback_contact": None}
        if contact is None:
            return Reply((Say("utter_callback_cancelled"),), slots=cleared)
        request = CallbackRequest(
            conversation=shopper.conversation,
            asked_ms=int(time.time() * 1000),
            contact=contact.value,
            contact_kind=contact.kind,
            reason=ASKED_FOR,
            language=shopper.language,
            last_words=shopper.text_before,
        )
        noted = await self.services.handoffs.request_callback(request, key=shopper.key)
        said = Say("utter_callback_confirmed", {"contact": noted.contact}, callback=ASKED_FOR)
        return Reply((said,), slots=cleared)
