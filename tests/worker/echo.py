"""Workers without Rasa: turns that echo, and processes that a test may stop, let go on, or end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, cast

from prometheus_client import CollectorRegistry

from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Outcome, Role, Snapshot, Turn, Waiting
from bot.meters import WorkerMeters
from bot.worker import rasa_lean

rasa_lean.install()

from bot.worker.handling import Handler  # noqa: E402  # imports Rasa, which comes after its stand-ins
from bot.worker.turn import TurnAborted, Turns  # noqa: E402
from bot.worker.worker import Worker  # noqa: E402


@dataclass
class Echo:
    """Turns without Rasa: answers with what was said; fails as often as it is told to."""

    failures: dict[str, int] = field(default_factory=dict)
    error: Exception | None = None
    seconds: float = 0
    kinds: list[tuple[str, str]] = field(default_factory=list)
    made: list[Waiting] = field(default_factory=list)
    """Every message a turn was made of, in that order."""

    async def make(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Echo."""
        text = message.entry.body["text"]
        if self.failures.get(text, 0) > 0:
            self.failures[text] -= 1
            raise self.error or TurnAborted(message, ConnectionError("away"))
        self.made.append(message)
        await asyncio.sleep(self.seconds)
        return self._turn("make", message, snapshot, f"echo {text}")

    async def silent(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Say nothing."""
        return self._turn("silent", message, snapshot, None)

    async def apology(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Say sorry."""
        return self._turn("apology", message, snapshot, "sorry")

    def _turn(self, kind: str, message: Waiting, snapshot: Snapshot, reply: str | None) -> Turn:
        self.kinds.append((kind, message.entry.body["text"]))
        replies = [{"text": reply}] if reply else []
        state = snapshot.state + message.entry.body["text"][-1]
        event = f"{message.conversation} {message.entry.seq}"
        return Turn(message, snapshot.ownership.epoch, state, replies=replies, events=[event], counts={kind: 1})


class Gated:
    """The log as one process sees it: while the process is stopped, no call of it goes out and no answer comes in."""

    def __init__(self, log: ConversationLog) -> None:
        self._log = log
        self.going = asyncio.Event()
        self.going.set()
        self.outcomes: list[Outcome] = []

    def __getattr__(self, name: str) -> Any:
        """The method of the log, through the gate."""
        call = getattr(self._log, name)

        async def gated(*given: Any) -> Any:
            await self.going.wait()
            answer = await call(*given)
            await self.going.wait()
            return answer

        return gated

    async def complete(self, *given: Any) -> Outcome:
        """Offer a turn, and note what became of it."""
        await self.going.wait()
        self.outcomes.append(await self._log.complete(*given))
        await self.going.wait()
        return self.outcomes[-1]

    async def arrivals(self) -> AsyncIterator[int]:
        """Arrivals, through the gate."""
        async for shard in self._log.arrivals():
            await self.going.wait()
            yield shard


class Process:
    """One worker over a log."""

    def __init__(self, name: str, log: ConversationLog, turns: Echo | None = None) -> None:
        """It works from here on."""
        self.name, self.turns, self.log = name, turns or Echo(), Gated(log)
        seen = cast(ConversationLog, self.log)
        handler = Handler(seen, cast(Turns, self.turns), WorkerMeters(CollectorRegistry()))
        self._task = asyncio.create_task(Worker(name, seen, handler).run())

    def stop(self) -> None:
        """Stop dead, as by SIGSTOP; never let go on, it is dead."""
        self.log.going.clear()

    def go_on(self) -> None:
        """Go on where it stopped."""
        self.log.going.set()

    async def end(self) -> None:
        """End in good order."""
        self.go_on()
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    def served(self, conversation: str) -> int:
        """The seq of the last message of a conversation it made a turn of, 0 for none."""
        return max((m.entry.seq for m in self.turns.made if m.conversation == conversation), default=0)


@asynccontextmanager
async def working(log: ConversationLog, turns: Echo) -> AsyncIterator[None]:
    """A worker over the log, for the length of the block."""
    process = Process("w", log, turns)
    try:
        yield
    finally:
        await process.end()


class Shoppers:
    """Shoppers who talk all the time, each sending its next message when the last one was answered or a while ago."""

    def __init__(self, log: ConversationLog, conversations: Sequence[str], *, pause_s: float = 0.15) -> None:
        """They talk from here on."""
        self._log, self._pause_s, self.conversations = log, pause_s, tuple(conversations)
        self.said: dict[str, list[str]] = {name: [] for name in conversations}
        self._tasks = [asyncio.create_task(self._talk(name)) for name in conversations]

    async def _talk(self, name: str) -> None:
        while True:
            await self.say(name)
            await asyncio.sleep(self._pause_s)
            await self._answered(name, 5)

    async def say(self, name: str) -> None:
        """One more message of one shopper."""
        text = str(len(self.said[name]))
        self.said[name].append(text)
        await self._log.append(name, f"id-{text}", {"text": text})

    async def _answered(self, name: str, open_at_most: int) -> None:
        while len(self.said[name]) - len(await said(self._log, name, Role.BOT)) > open_at_most:
            await asyncio.sleep(0.02)

    async def hush(self) -> None:
        """Let them finish their sentence, and wait until everything was answered."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        async with asyncio.timeout(20):
            for name in self.conversations:
                await self._answered(name, 0)


async def in_order_and_once(log: ConversationLog, conversation: str, texts: Sequence[str]) -> None:
    """Every message was answered once, in order; so says the conversation, its state and its journey."""
    shard = shard_of(conversation)
    events = [e.event for e in await all_events(log, shard) if e.event.split()[0] == conversation]
    asked = [e for e in await log.read(conversation, limit=5000) if e.role is Role.SHOPPER]
    answers = [e for e in await log.read(conversation, limit=5000) if e.role is Role.BOT]

    assert [entry.body["text"] for entry in asked] == list(texts)
    assert [entry.body["text"] for entry in answers] == [f"echo {text}" for text in texts]
    assert [entry.re for entry in answers] == [entry.seq for entry in asked]
    assert events == [f"{conversation} {entry.seq}" for entry in asked]
    assert (await log.snapshot(conversation)).state == "".join(text[-1] for text in texts)


async def all_events(log: ConversationLog, shard: int) -> list[Any]:
    """The whole journey of a shard."""
    events: list[Any] = []
    while part := await log.journey(shard, events[-1].key if events else ""):
        events += part
    return events


async def until_done(log: ConversationLog, conversation: str, seq: int) -> None:
    """Wait until the turn for `seq` is over."""
    async with asyncio.timeout(20):
        while (await log.position(conversation)).done_seq < seq:
            await asyncio.sleep(0.01)


async def said(log: ConversationLog, conversation: str, role: Role) -> list[str]:
    """What one side said, in order."""
    return [e.body["text"] for e in await log.read(conversation, limit=5000) if e.role is role]


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[list[float]]:
    """Fail when the block lasts longer; gives a list that holds the seconds it lasted."""
    lasted: list[float] = []
    begun = time.monotonic()
    async with asyncio.timeout(20):
        yield lasted
    lasted.append(time.monotonic() - begun)
    assert lasted[0] <= seconds, f"it took {lasted[0]:.2f} s; allowed: {seconds} s"
