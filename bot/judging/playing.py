"""Dialogues through the real gateway, and everything that came of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.conversation.ports import ConversationLog
from bot.judging.dialogues import Dialogue
from bot.judging.labels import labelled, plain
from bot.judging.observing import Observer
from bot.shop.ports import Catalogue, Product
from bot.terminal.conversation import Conversation, Frame, Refused
from journey_tracker.journey import PhaseStay, Touchpoint
from journey_tracker.ports import Filter, JourneyStore
from journey_tracker.reports import row

_T = TypeVar("_T")
OUTSIDE = ("type", "seq", "re", "at", "id")
"""Fields of a message that are not what is said."""
CATCH_UP_SECONDS = 10.0
ANSWER_SECONDS = 120.0
"""Far more than any turn takes: who waits longer, waits for ever."""


class TrackerBehind(Exception):
    """The tracker did not record a dialogue in time."""

    def __init__(self, conversation: str) -> None:
        """Say which and how long was waited."""
        super().__init__(f"no touchpoint of conversation {conversation} within {CATCH_UP_SECONDS} s; see the log above")


class NoAnswer(Exception):
    """The assistant did not come to the end of a turn."""

    def __init__(self, dialogue: str, said: str) -> None:
        """Say to what and how long was waited."""
        super().__init__(f"dialogue {dialogue}: no answer to {said!r:.80} within {ANSWER_SECONDS} s; see the log above")


@dataclass(slots=True)
class Ear:
    """Hears one conversation."""

    messages: list[Frame] = field(default_factory=list)

    def shown(self, message: Frame) -> None:
        """Keep it."""
        self.messages.append(message)

    def lost(self) -> None:
        """The line comes back by itself."""

    def refused(self, reason: str) -> None:
        """It is asked again by itself."""

    def begun_again(self) -> None:
        """Nothing that was heard counts any more."""
        self.messages.clear()


@dataclass(frozen=True, slots=True)
class Player:
    """Plays dialogues in a shop that runs in this process."""

    url: str
    log: ConversationLog
    store: JourneyStore
    catalogue: Catalogue

    async def play(self, dialogues: Sequence[Dialogue]) -> AsyncIterator[dict[str, Any]]:
        """What docs/judging.md describes, of each dialogue; one after the other, as `ms` is that of one shopper.

        Raises `NoAnswer` and `TrackerBehind`.
        """
        for dialogue in dialogues:
            yield await self._one(dialogue)

    async def _one(self, dialogue: Dialogue) -> dict[str, Any]:
        ear = Ear()
        conversation = Conversation(self.url, dialogue.language, ear)
        async with conversation.open():
            name = await _in_time(conversation.name(), dialogue.id, "")
            observer = Observer(self.log, self.store.model, name)
            turns: list[dict[str, Any]] = []
            for said in dialogue.says:
                turn = self._turn(conversation, observer, ear, said, turns[-1] if turns else {})
                turns.append(await _in_time(turn, dialogue.id, said))
        return {"id": dialogue.id, "turns": turns, "touchpoint": await self._touchpoint(name, ear)}

    async def _turn(
        self, conversation: Conversation, observer: Observer, ear: Ear, said: str, before: Mapping[str, Any]
    ) -> dict[str, Any]:
        started, heard = time.perf_counter(), len(ear.messages)
        try:
            await conversation.say(said)
        except Refused as refusal:
            return _refused(said, str(refusal), before)
        seconds = time.perf_counter() - started
        new = ear.messages[heard:]
        seq = max((m["seq"] for m in new if m["role"] == "shopper"), default=0)
        replies = [_block(m) for m in new if m["role"] != "shopper"]
        noticed = await observer.turn(seq)
        return {
            "user": said,
            "replies": replies,
            **noticed,
            "entities": plain(labelled(noticed["entities"])),
            "shown": self._shown(replies),
            "basket": _basket(replies, before),
            "orders_touched": [reply["order"]["number"] for reply in replies if reply.get("order")],
            "ms": round(seconds * 1000, 1),
        }

    def _shown(self, replies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        ids = [card["id"] for reply in replies for card in _products_of(reply)]
        found = (self.catalogue.product(product_id) for product_id in dict.fromkeys(ids))
        return [_facts(product) for product in found if product]

    async def _touchpoint(self, conversation: str, ear: Ear) -> dict[str, Any] | None:
        """The touchpoint once the tracker has every message; None when nothing was taken."""
        said = sum(m["role"] == "shopper" for m in ear.messages)
        if not said:
            return None
        try:
            async with asyncio.timeout(CATCH_UP_SECONDS):
                found = await self._recorded(conversation, said)
        except TimeoutError as error:
            raise TrackerBehind(conversation) from error
        return {**row(found), "stays": [_stay(stay) for stay in found.stays]}

    async def _recorded(self, conversation: str, said: int) -> Touchpoint:
        while True:
            page = await asyncio.to_thread(self.store.touchpoints, Filter(conversation=conversation))
            if page.touchpoints and page.touchpoints[0].shopper_messages >= said:
                return page.touchpoints[0]
            await asyncio.sleep(0.02)


async def _in_time(answer: Awaitable[_T], dialogue: str, said: str) -> _T:
    try:
        return await asyncio.wait_for(answer, ANSWER_SECONDS)
    except TimeoutError as error:
        raise NoAnswer(dialogue, said) from error


def _refused(said: str, reason: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The turn of a message that the gateway did not take, as an empty one: nothing changed."""
    kept = {"language": "", "phase": "none", "constraints": [], "basket": [], "handoff": ""}
    nothing = {"replies": [], "intent": "", "confidence": 0.0, "entities": {}, "shown": []}
    nothing |= {"sentiment": "", "sentiment_score": 0.0}
    unchanged = {name: before.get(name, empty) for name, empty in kept.items()}
    return {"user": said, **nothing, **unchanged, "orders_touched": [], "ms": 0.0, "refused": reason}


def _block(message: Frame) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name not in OUTSIDE}


def _products_of(reply: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*reply.get("cards", ()), *(reply.get("table") or {}).get("products", ())]


def _basket(replies: Sequence[Mapping[str, Any]], before: Mapping[str, Any]) -> list[str]:
    """Ids of the products whose link into the basket was given so far."""
    linked = [card["id"] for reply in replies for card in reply.get("cards", ()) if card.get("cart_url")]
    return list(dict.fromkeys([*before.get("basket", ()), *linked]))


def _facts(product: Product) -> dict[str, Any]:
    own = {"id": product.id, "title": product.titles, "category": product.category, "brand": product.brand}
    return {**own, "price": product.price, "in_stock": product.in_stock, **product.facts}


def _stay(stay: PhaseStay) -> dict[str, Any]:
    return {
        "phase": stay.phase,
        "shopper_messages": stay.shopper_messages,
        "sentiment": stay.sentiment_mean,
        "outcome": stay.outcome.value,
    }
