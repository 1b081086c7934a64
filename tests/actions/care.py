"""A shopper with an order: a conversation that remembers its slots and comes through the form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from actions.base import SalesAction
from actions.order_form import OrderFormFilled, filled
from actions.pending import NOTHING_ASKED, ORDER_FORM
from actions.reply import Reply
from actions.shopper import Shopper
from bot.shop.orders.opening import open_order_desk
from bot.shop.terms import Privacy, read_terms
from tests.actions.conftest import Talk

SHOP = Path(__file__).parents[2] / "data" / "shop"
NOW_MS = int(datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp() * 1000)
"""A Sunday morning: the demo's orders are told from here."""


@dataclass
class CareTalk(Talk):
    """A `Talk` with an order form."""

    slots: dict[str, Any] = field(default_factory=dict)
    intent: str = ""
    upset: bool = False
    said: int = 0

    def shopper(self, text: str) -> Shopper:
        """The shopper as an action sees it."""
        self.said += 1
        known = next(reversed(self.slots.get("proven") or []), "")
        seen = super().shopper(text)
        return replace(
            seen, slots=dict(self.slots), intent=self.intent, upset=self.upset, order_number=known, key=f"c:{self.said}"
        )

    async def say(self, text: str, action: type[SalesAction], intent: str = "") -> Reply:
        """Say something that leads to `action`; what it remembers is kept."""
        self.intent = intent
        reply = await super().say(text, action)
        self.slots.update(reply.slots)
        self.loop = ORDER_FORM if reply.followup == ORDER_FORM else ""
        return reply

    async def answer_form(self, text: str, intent: str = "nlu_fallback") -> Reply | None:
        """Answer the form; the reply once it is complete, None while it asks on."""
        self.intent = intent
        asked = next((name for name in ("order_number", "postcode") if not self.slots.get(name)), "")
        self.slots.update(filled(self.shopper(text), asked))
        if not all(self.slots.get(name) for name in ("order_number", "postcode")):
            return None
        self.loop = ""
        return await self.say(text, OrderFormFilled, intent)

    def forgets_the_proof(self) -> bool:
        """Whether nothing that was typed is kept."""
        return all(self.slots.get(name) is None for name in NOTHING_ASKED)


def with_orders(talk: Talk) -> CareTalk:
    """The same conversation in the demo shop with its orders and terms, on that morning."""
    shop = replace(
        talk.services,
        orders=open_order_desk(SHOP / "orders.yml", "memory:", clock=lambda: NOW_MS),
        terms=replace(read_terms(SHOP / "terms.yml"), privacy=Privacy(90, 90)),
        cart_url="/basket?add={id}",
        clock=lambda: NOW_MS,
    )
    return CareTalk(shop, talk.vocabulary)


def names(reply: Reply | None) -> list[str]:
    """The responses of a reply."""
    return [say.response for say in reply.says] if reply else []
