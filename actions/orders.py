"""Orders: told only to whoever proved that an order is theirs, by its number and postcode."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from datetime import date
from typing import Any

from actions.base import SalesAction
from actions.happened import OrderProven
from actions.pending import NOTHING_ASKED, OFFER_HUMAN, ORDER_FORM
from actions.reply import Reply, Say
from actions.shopper import Shopper
from bot.language.claims import claim_in
from bot.shop.dates import day
from bot.shop.orders import telling
from bot.shop.orders.numbers import same_number
from bot.shop.orders.ports import Order
from bot.shop.orders.proof import Claim, Refusal

NOT_FOUND = "utter_order_not_found"
"""What is said after a wrong proof, whatever was wrong with it."""
TWICE = "_twice"
"""Ends the names of what is said when it went wrong once more."""
MOST_PROVEN = 5
"""Orders that a conversation remembers."""


class AboutOrder(SalesAction):
    """An action about one order: the proof is asked when it was not given yet."""

    @abstractmethod
    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Answer, now that the order is known to be the shopper's."""

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer about the order that the message names, else the one talked about; or ask which it is."""
        return await self.asked(shopper)

    async def asked(self, shopper: Shopper, *says: Say) -> Reply:
        """The answer, with `says` before the question for number and postcode when that has to be asked."""
        bare = claim_in(shopper.text, shopper.entities, asked=True)
        number, postcode = bare if all(bare) else claim_in(shopper.text, shopper.entities, asked=False)
        number = number or bare[0]
        if self.services.orders is None:
            return Reply((*says, Say("utter_no_orders")), pending=OFFER_HUMAN)
        if (postcode and number) or await self.known(shopper, number):
            return await self.claimed(shopper, number, postcode)
        how = "upset" if shopper.upset else ""
        named = shopper.entity("category")
        kind = named.value if named else None
        asking = {"for": self.action_name, "text": shopper.text, "how": how, "read": shopper.key, "kind": kind}
        slots = {"order_number": number or None, "postcode": postcode or None, "proof": asking}
        return Reply(says, slots=slots, followup=ORDER_FORM)

    async def claimed(self, shopper: Shopper, number: str, postcode: str) -> Reply:
        """The answer about an order proven before, else after the proof."""
        if order := await self.known(shopper, number):
            return await self._told(shopper, order)
        return await self._proved(shopper, number, postcode)

    async def known(self, shopper: Shopper, number: str) -> Order | None:
        """The order of this number, or the one talked about last, that this conversation proved; else None."""
        proven = [p for p in shopper.slots.get("proven") or () if not number or same_number(number, p)]
        return await self.services.orders.proven(proven[-1]) if proven and self.services.orders else None

    async def _proved(self, shopper: Shopper, number: str, postcode: str) -> Reply:
        if self.services.orders is None:
            return Reply((Say("utter_no_orders"),), pending=OFFER_HUMAN)
        told = await self.services.orders.prove(Claim(number, postcode, shopper.conversation, shopper.key))
        if told is Refusal.TOO_MANY:
            said = Say("utter_order_locked")
            return Reply((said,), pending=OFFER_HUMAN, slots=NOTHING_ASKED, closes_form=shopper.loop == ORDER_FORM)
        if told is Refusal.WRONG:
            return self._refused(shopper, number, postcode)
        reply = await self._told(shopper, told)
        return replace(reply, happened=(OrderProven(told.number), *reply.happened))

    def _refused(self, shopper: Shopper, number: str, postcode: str) -> Reply:
        """Ask both again: which of the two is wrong is told to nobody; either may be corrected alone."""
        before = dict(shopper.slots.get("proof") or {})
        again = NOT_FOUND in shopper.answered or NOT_FOUND + TWICE in shopper.answered
        how = "refused" + TWICE if again else "refused"
        asking = {
            "for": self.action_name,
            "text": before.get("text", shopper.text),
            "how": how,
            "tried": [number, postcode],
        }
        return Reply(slots={**NOTHING_ASKED, "proof": asking}, followup=ORDER_FORM)

    async def _told(self, shopper: Shopper, order: Order) -> Reply:
        others = [p for p in shopper.slots.get("proven") or () if p != order.number]
        proven = [*others, order.number][-MOST_PROVEN:]
        knowing = replace(shopper, order_number=order.number, slots={**shopper.slots, "proven": proven})
        reply = await self.about(knowing, order)
        closes = shopper.loop == ORDER_FORM and reply.followup != ORDER_FORM
        return replace(reply, slots={"proven": proven, **NOTHING_ASKED, **reply.slots}, closes_form=closes)

    def today(self) -> date:
        """The day it is in the shop."""
        return day(self.services.clock())

    def drawn(self, order: Order, language: str) -> dict[str, Any]:
        """The order as the widget draws it."""
        return telling.block(order, self.services.catalogue, language, today=self.today())
