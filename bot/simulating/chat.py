"""The bot as a salesperson: text and chips through the real gateway, in a shop whose data are thrown away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from numpy.random import Generator

from bot.conversation.opening import open_log
from bot.conversation.ports import ConversationLog
from bot.judging import shop
from bot.judging.observing import remembered_in
from bot.judging.playing import Ear
from bot.selection.state import Constraint, Question, State
from bot.settings import Settings
from bot.shop.feed import Feed
from bot.shop.opening import open_catalogue
from bot.shop.ports import Category
from bot.shop.report import ImportReport
from bot.simulating.asked import Misasked
from bot.simulating.chance import Chance
from bot.simulating.phrasing import opening, phrase, typed, wished
from bot.simulating.ports import Offer, Reply
from bot.simulating.running import AHEAD, Plan, shoppers
from bot.simulating.stock import Stock
from bot.simulating.visit import Visit, visit
from bot.terminal.conversation import Conversation, Frame

PRESSED = 0.6
"""Share of the answers that are pressed; the others are typed."""
LANGUAGE = "nl"
SECONDS = 60.0
"""Far more than a turn takes."""


@dataclass(slots=True)
class ChatSeller:
    """Puts what a shopper means into words or presses a chip, and reads cards and question of the replies.

    Called from another thread than that of the conversation's event loop.
    """

    conversation: Conversation
    ear: Ear
    log: ConversationLog
    loop: asyncio.AbstractEventLoop
    category: Category
    draw: Generator
    _question: Question | None = None
    _shown: tuple[str, ...] = ()

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """The reply to what is looked for."""
        return self._turn(self._say(opening(self.category, wishes, self.draw)))

    def hear(self, reply: Reply) -> Offer:
        """The reply to an answer, to wishes, or to the request for something else."""
        if reply.wishes:
            return self._turn(self._say(wished(reply.wishes, self.category, self.draw)))
        if self._question is None:
            return self._turn(self._say(phrase("others", self.draw)))
        if reply.option is None:
            return self._turn(self._say(phrase("never_mind", self.draw)))
        return self._turn(self._answer(self._titles()[reply.option]))

    def _answer(self, title: str) -> Coroutine[Any, Any, None]:
        chips = {chip["label"]: chip["id"] for message in self._replies() for chip in message.get("chips", ())}
        if title in chips and self.draw.random() < PRESSED:
            return self.conversation.choose(chips[title])
        return self._say(typed([title], self.draw))

    def _say(self, text: str) -> Coroutine[Any, Any, None]:
        return self.conversation.say(text)

    def _replies(self) -> list[Frame]:
        return [message for message in self.ear.messages if message["role"] == "bot"]

    def _titles(self) -> list[str]:
        return next(list(m["question"]["options"]) for m in reversed(self._replies()) if m.get("question"))

    def _turn(self, said: Coroutine[Any, Any, None]) -> Offer:
        started = time.perf_counter()
        self.ear.messages.clear()
        self._wait(said)
        seconds = time.perf_counter() - started
        self._question = self._wait(self._open_question())
        cards = [card for message in self._replies() for card in message.get("cards", ())]
        self._shown = tuple(dict.fromkeys(card["id"] for card in cards)) or self._shown
        return Offer(self._shown, self._question, told=self._told(cards), seconds=seconds)

    async def _open_question(self) -> Question | None:
        """What the chips stand for: the question that the conversation remembers, when the reply asks one."""
        if not any(message.get("question") for message in self._replies()):
            return None
        name = await self.conversation.name()
        slots = remembered_in((await self.log.snapshot(name)).state, "").slots
        return State.from_json(slots.get("selection") or {}).question

    def _told(self, cards: list[Mapping[str, Any]]) -> frozenset[str]:
        """Attributes that a card crosses, or that the reply speaks of."""
        crossed = {fact["label"] for card in cards for fact in card["facts"] if fact["fits"] is False}
        text = " ".join(message.get("text", "") for message in self._replies()).casefold()
        names = {a.key: a.labels.get(LANGUAGE, a.key) for a in self.category.attributes}
        return frozenset(
            k for k, name in names.items() if name in crossed or name.partition(" (")[0].casefold() in text
        )

    def _wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(SECONDS)


async def through_chat(
    settings: Settings, model: Path, stock: Stock, plan: Plan, step: Callable[[], None]
) -> dict[str, list[Visit]]:
    """Every shopper's visit to the bot, one after the other. Raises `Misasked` when another policy is wanted."""
    if AHEAD not in plan.policies:
        raise Misasked(f"--via chat speaks with the bot as it is, which is {AHEAD}; leave --policy out")
    by_id = {p.id: p for p in stock.products}
    visits = []
    with TemporaryDirectory(prefix="koopwijzer-simulate-") as folder:
        own = replace(settings, data=Path(folder), database_url="")
        _fill(own, stock)
        async with shop.opened(own, model) as premises, open_log(premises.log_url) as log:
            url = shop.public_url(premises.settings)
            for number, shopper in enumerate(shoppers(stock, plan)):
                conversation = Conversation(url, LANGUAGE, ear := Ear())
                draw = Chance(plan.manner.seed, number).about("phrasing")
                async with conversation.open():
                    await conversation.name()
                    loop = asyncio.get_running_loop()
                    seller = ChatSeller(conversation, ear, log, loop, stock.category, draw)
                    visits.append(await asyncio.to_thread(visit, seller, shopper, by_id))
                step()
    return {AHEAD: visits}


def _report(count: int) -> ImportReport:
    return ImportReport(count, count, (), (), (), ())


def _fill(settings: Settings, stock: Stock) -> None:
    """A catalogue that sells this category and nothing else."""
    feed = Feed((stock.category,), stock.products, _report(len(stock.products)))
    with closing(open_catalogue(settings.catalogue_path)) as catalogue:
        catalogue.replace(feed, source="simulation")
