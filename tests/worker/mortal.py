"""Worker processes that end between any two of their steps, and what is left to see after another went on."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from prometheus_client import CollectorRegistry

from actions import wiring
from actions.base import Services
from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Lease
from bot.handoff.ports import CallbackRequest, Handoffs
from bot.handoff.queue import Handoff, HandoffQueue, Stage
from bot.handoff.queue_store import SqlHandoffQueue
from bot.handoff.stores import SqlHandoffs
from bot.meters import WorkerMeters
from bot.selection.views.ports import ViewedCatalogue
from bot.worker.handling import Handler
from bot.worker.turn import Turns
from bot.worker.worker import Worker
from tests.conversation.stores import Store
from tests.worker.echo import all_events

ANNA = "anna"
SHARD = shard_of(ANNA)
TIMES = ("time", "timestamp", "waited_ms")
Body = dict[str, Any]
Hook = Callable[[str], Awaitable[None]]


class Died(BaseException):
    """The process is gone; nothing can catch that."""


class Life:
    """The steps of one process, told by name and number as they are taken; it ends at the one in `ends_at`.

    From then on nothing it does has any effect: each call ends as the process did, before it reaches anything.
    """

    def __init__(self, *, ends_at: str = "", ends_after: int = 0, hook: Hook | None = None) -> None:
        """`ends_after` ends it at the step of that number; `hook` is awaited at every step outside a thread."""
        self._ends_at, self._ends_after, self._hook = ends_at, ends_after, hook
        self._loop = asyncio.get_running_loop()
        self._taken: Counter[str] = Counter()
        self.steps: list[str] = []
        self.over = asyncio.Event()
        self.dead = False

    def take(self, name: str) -> str:
        """Take a step; raises `Died` when it was the last, or the last was taken before."""
        self.assert_alive()
        self._taken[name] += 1
        self.steps.append(f"{name} {self._taken[name]}")
        if self.steps[-1] == self._ends_at or len(self.steps) == self._ends_after:
            self.dead = True
            self._loop.call_soon_threadsafe(self.over.set)
            raise Died(self.steps[-1])
        return self.steps[-1]

    def assert_alive(self) -> None:
        """Raise `Died` when it is over."""
        if self.dead:
            raise Died

    async def step(self, name: str) -> None:
        """Take a step in the event loop."""
        label = self.take(name)
        if self._hook:
            await self._hook(label)

    async def around(self, name: str, call: Awaitable[Any]) -> Any:
        """Await a call, with a step before it and one after it: its effect is there, its answer is not."""
        try:
            await self.step(f"before {name}")
        except BaseException:
            cast(Any, call).close()
            raise
        answer = await call
        await self.step(f"after {name}")
        return answer


class MortalLog:
    """The log as one process sees it. Steps are those of Anna's shard: a process has many hands."""

    def __init__(self, log: ConversationLog, life: Life) -> None:
        self._log, self._life = log, life
        self.quiet = asyncio.Event()
        """Set while nothing waits in the shard, as far as the process knows."""

    def __getattr__(self, name: str) -> Any:
        """A method of the log, with steps around it."""
        call = getattr(self._log, name)

        async def mortal(*given: Any) -> Any:
            self._life.assert_alive()
            return await self._life.around(name, call(*given))

        return mortal

    async def join(self, worker: str) -> tuple[str, ...]:
        """Join; only the first time is a step, as how often it is repeated depends on the clock."""
        self._life.assert_alive()
        first = "after join 1" not in self._life.steps
        joining = self._log.join(worker)
        return cast(tuple[str, ...], await (self._life.around("join", joining) if first else joining))

    async def claim(self, worker: str, shard: int) -> Lease | None:
        """Claim; renewals and other shards are no steps."""
        self._life.assert_alive()
        if _task() != f"shard-{SHARD}":
            return await self._log.claim(worker, shard)
        lease: Lease | None = await self._life.around("claim", self._log.claim(worker, shard))
        if lease is None or lease.messages:
            self.quiet.clear()
        else:
            self.quiet.set()
        return lease

    async def release(self, lease: Lease) -> None:
        """Give a shard back."""
        self._life.assert_alive()
        if lease.shard != SHARD:
            await self._log.release(lease)
        else:
            await self._life.around("release", self._log.release(lease))

    async def arrivals(self) -> AsyncIterator[int]:
        """Arrivals, as long as the process lives."""
        arrivals = self._log.arrivals()
        over = asyncio.ensure_future(self._life.over.wait())
        try:
            while True:
                nudge = asyncio.ensure_future(anext(arrivals))
                try:
                    await asyncio.wait([nudge, over], return_when=asyncio.FIRST_COMPLETED)
                finally:
                    if not nudge.done():
                        nudge.cancel()
                        await asyncio.wait([nudge])
                self._life.assert_alive()
                yield nudge.result()
        finally:
            over.cancel()
            await cast(Any, arrivals).aclose()


class MortalAgent:
    """Rasa's agent, with a step before and after it handles a message."""

    def __init__(self, agent: Any, life: Life) -> None:
        self._agent, self._life = agent, life

    def __getattr__(self, name: str) -> Any:
        """Everything else is the agent's own."""
        return getattr(self._agent, name)

    async def handle_message(self, message: Any) -> Any:
        """Handle a message."""
        return await self._life.around("handling", self._agent.handle_message(message))


@dataclass(frozen=True, slots=True)
class MortalHandoffs:
    """The desk's store, with a step before and after a call-back is written."""

    handoffs: Handoffs
    life: Life

    async def request_callback(self, request: CallbackRequest, *, key: str) -> CallbackRequest:
        """Write a call-back."""
        written = self.life.around("writing a call-back", self.handoffs.request_callback(request, key=key))
        return cast(CallbackRequest, await written)


@dataclass(frozen=True, slots=True)
class MortalQueue:
    """The queue of handoffs, with a step before and after a colleague is called, and called off."""

    queue: HandoffQueue
    life: Life

    def __getattr__(self, name: str) -> Any:
        """Looking is no step."""
        return getattr(self.queue, name)

    async def request(self, handoff: Handoff, *, key: str) -> Handoff:
        """Call a colleague."""
        return cast(Handoff, await self.life.around("calling a colleague", self.queue.request(handoff, key=key)))

    async def end(self, handoff_id: str, *, by: str, stage: Stage) -> Handoff:
        """Call it off."""
        ending = self.queue.end(handoff_id, by=by, stage=stage)
        return cast(Handoff, await self.life.around("calling it off", ending))


class MortalProcess:
    """A worker with the real model that lives one `Life`."""

    def __init__(self, name: str, log: ConversationLog, shop: Shop, life: Life) -> None:
        """It works from here on."""
        self.life, self.log = life, MortalLog(log, life)
        seen = cast(ConversationLog, self.log)
        shop.turns.agent.processor.action_endpoint._execute = execute(shop, life)
        handler = Handler(seen, _turns(shop.turns, life), WorkerMeters(CollectorRegistry()))
        self._task = asyncio.create_task(Worker(name, seen, handler).run())

    async def end(self) -> None:
        """End in good order, or see it buried when it died."""
        self._task.cancel()
        with suppress(asyncio.CancelledError, Died):
            await self._task


@dataclass(frozen=True, slots=True)
class Shop:
    """What outlives every worker: the model on disk, the catalogue and the desk's database."""

    turns: Turns
    catalogue: ViewedCatalogue
    handoffs: SqlHandoffs
    desk: Path
    """The desk's SQLite file."""
    queue: SqlHandoffQueue

    def forget_callbacks(self) -> None:
        """Empty the desk's lists."""
        connection = sqlite3.connect(self.desk)
        with connection:
            connection.execute("DELETE FROM callback_request")
            connection.execute("DELETE FROM handoff")
        connection.close()


@dataclass
class Talk:
    """Anna's conversation, whoever works: she says her lines one by one, each once the one before was answered."""

    store: Store
    shop: Shop
    lives: Callable[[], Life]
    """Makes the life of the next worker process."""
    begun: int = 0
    process: MortalProcess | None = None
    log: ConversationLog = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.store.connect()

    async def say(self, *lines: Body) -> None:
        """Say lines; a worker that dies over one is replaced once its lease has ended."""
        for line in lines:
            seq = (await self.log.append(ANNA, line["text"], line)).seq
            async with asyncio.timeout(20):
                while not await self._answered(seq):
                    await asyncio.sleep(0.001)

    async def _answered(self, seq: int) -> bool:
        if self.process is None or self.process.life.dead:
            await self._replace()
        done = (await self.log.position(ANNA)).done_seq >= seq
        return done and self.process is not None and (self.process.log.quiet.is_set() or self.process.life.dead)

    async def _replace(self) -> None:
        if self.process:
            await self.process.end()
            await self.store.expire_leases()
        self.begun += 1
        self.process = MortalProcess(f"w{self.begun}", self.log, self.shop, self.lives())

    async def deploy(self) -> None:
        """The worker ends in good order; another begins with the next line."""
        if self.process:
            await self.process.end()
            if self.process.life.dead:
                await self.store.expire_leases()
        self.process = None

    async def account(self) -> dict[str, Any]:
        """All that is left to see: the conversation, the state, the journey, the counters, the desk's list."""
        snapshot = await self.log.snapshot(ANNA)
        return {
            "conversation": [replace(entry, at_ms=0) for entry in await self.log.read(ANNA)],
            "done": (snapshot.done_seq, snapshot.ownership),
            "state": _timeless(json.loads(snapshot.state or "{}")),
            "journey": [_timeless(json.loads(e.event)) for e in await all_events(self.log, SHARD)],
            "counters": dict(await self.log.counters()),
            "callbacks": [_bare(request) for request in await self.shop.handoffs.callbacks()],
            "handoffs": [(h.reason, h.stage) for h in await self.shop.queue.list(set(Stage))],
            "waiting": (await self.log.lag()).waiting,
        }


def _turns(turns: Turns, life: Life) -> Turns:
    def warm(text: str) -> None:
        life.take("before warming")
        turns.warm(text)
        life.take("after warming")

    def redact(text: str) -> str:
        life.take("redacting")
        return turns.redact(text)

    return replace(turns, agent=MortalAgent(turns.agent, life), warm=warm, redact=redact)


def execute(shop: Shop, life: Life) -> Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]:
    """Runs the shop's actions as the process does that lives `life`."""
    handoffs = cast(Handoffs, MortalHandoffs(shop.handoffs, life))
    run = wiring.executor(
        Services(shop.catalogue, handoffs, "De demo", cast(HandoffQueue, MortalQueue(shop.queue, life)))
    )

    async def mortal(call: Mapping[str, Any]) -> Mapping[str, Any]:
        return cast(Mapping[str, Any], await life.around(call["next_action"], run(call)))

    return mortal


def _task() -> str:
    task = asyncio.current_task()
    return task.get_name() if task else ""


def _timeless(value: Any) -> Any:
    """JSON without the times in it, which differ between any two runs."""
    if isinstance(value, dict):
        return {name: _timeless(kept) for name, kept in value.items() if name not in TIMES}
    return [_timeless(kept) for kept in value] if isinstance(value, list) else value


def _bare(request: CallbackRequest) -> dict[str, Any]:
    return {name: kept for name, kept in asdict(request).items() if name not in ("id", "asked_ms")}


def line(text: str, language: str = "nl", **more: Any) -> Body:
    """What the gateway appends for a shopper."""
    return {"text": text, "language": language, "page": {}} | more


LINES: Sequence[Body] = (
    line("ik zoek een lichte laptop onder de 700 euro"),
    line("Ombrik", payload='/choose_product{"product_ref": {"id": "ombrik-veer-13"}}', chip="2.0"),
    line("kan iemand me terugbellen over mijn wasmachine?"),
    line("06 12345678"),
    line("show me a light laptop under 700 euros please", "en"),
    line("please call me back on 0687654321", "en"),
)
"""A need, a pressed chip, a call-back asked and given in Dutch, a need and a call-back in one in English."""

CALLING: Sequence[Body] = (line("medewerker"), line("laat maar"), line("ik wil een medewerker spreken"))
"""Somebody is called, called off and called again."""
