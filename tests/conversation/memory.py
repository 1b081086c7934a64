"""The conversation log in the memory of one event loop: for tests, and for trying things without a server."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.conversation import identity, packing
from bot.conversation.errors import OutOfOrder, TooManyWaiting
from bot.conversation.ports import (
    MOST_WAITING,
    RESYNC,
    SEQ,
    Appended,
    Body,
    Change,
    Entry,
    JourneyEvent,
    Lag,
    Lease,
    Outcome,
    Owner,
    Ownership,
    Position,
    Role,
    Snapshot,
    Turn,
    Waiting,
)

T = TypeVar("T")
LOOK_EVERY_S = 1.0


def now_ms() -> int:
    """Epoch milliseconds UTC."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class _Conversation:
    entries: list[Entry] = field(default_factory=list)
    client_ids: dict[tuple[bool, str], int] = field(default_factory=dict)
    """Seq by whether a shopper sent it, and its id."""
    ownership: Ownership = field(default_factory=lambda: Ownership(Owner.BOT, 0))
    done_seq: int = 0
    human_until: int = 0
    state: str = ""

    def add(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        return entry


@dataclass(slots=True)
class _Shard:
    waiting: dict[str, Waiting] = field(default_factory=dict)
    journey: list[JourneyEvent] = field(default_factory=list)
    holder: str = ""
    fence: int = 0
    expires_ms: int = 0


class MemoryLog:
    """`ConversationLog` without a store; it forgets nothing until it is dropped."""

    def __init__(
        self,
        *,
        clock: Callable[[], int] = now_ms,
        lease_ms: int = 1500,
        batch: int = 32,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """`clock` gives epoch milliseconds, so that a test can let a lease expire without waiting."""
        self._clock, self._lease_ms, self._batch, self._most_waiting = clock, lease_ms, batch, most_waiting
        self._counters: Counter[str] = Counter()
        self._workers: dict[str, int] = {}
        self._conversations: defaultdict[str, _Conversation] = defaultdict(_Conversation)
        self._shards: defaultdict[int, _Shard] = defaultdict(_Shard)
        self._watchers: set[asyncio.Queue[Change]] = set()
        self._arrivals: set[asyncio.Queue[int]] = set()
        self._keys = 0
        self._epoch = uuid.uuid4().hex

    async def append(
        self,
        conversation: str,
        client_id: str,
        body: Body,
        role: Role = Role.SHOPPER,
        *,
        events: Sequence[str] = (),
    ) -> Appended:
        """Write a message once, with its events, and nudge who listens."""
        shard = identity.shard_of(conversation)
        kept = self._conversations[conversation]
        if seen := kept.client_ids.get((role is Role.SHOPPER, identity.client_id(client_id))):
            self._counters["resends"] += 1
            return Appended(seen, duplicate=True)
        if role is Role.SHOPPER and self._open(conversation, shard) >= self._most_waiting:
            self._counters["refused"] += 1
            raise TooManyWaiting(conversation, self._most_waiting)
        entry = self._add(conversation, client_id, body, role, events)
        if role is Role.SHOPPER:
            key = self._key()
            self._shards[shard].waiting[key] = Waiting(key, conversation, entry)
            self._counters["messages"] += 1
            _tell(self._arrivals, shard)
        self._changed(conversation)
        return Appended(entry.seq, duplicate=False)

    async def join(self, worker: str) -> tuple[str, ...]:
        """Say that `worker` lives; the names of all that do."""
        self._workers[identity.named("worker", worker)] = self._clock() + self._lease_ms
        return await self.workers()

    async def leave(self, worker: str) -> None:
        """Say that `worker` takes no more shards."""
        self._workers.pop(identity.named("worker", worker), None)

    async def workers(self) -> tuple[str, ...]:
        """Names of the workers that live."""
        return tuple(sorted(name for name, until in self._workers.items() if self._clock() < until))

    async def claim(self, worker: str, shard: int) -> Lease | None:
        """Take or renew the lease of a shard, with at most `batch` of its oldest messages."""
        kept = self._shards[identity.shard(shard)]
        identity.named("worker", worker)
        if self._held(kept) and kept.holder != worker:
            return None
        if not self._held(kept):
            kept.holder, kept.fence = worker, kept.fence + 1
        kept.expires_ms = self._clock() + self._lease_ms
        return Lease(worker, shard, kept.fence, tuple(kept.waiting.values())[: self._batch])

    async def release(self, lease: Lease) -> None:
        """Let another worker take the shard at once."""
        if self._holds(lease):
            self._shards[lease.shard].holder = ""

    async def snapshot(self, conversation: str) -> Snapshot:
        """The conversation as the last completed turn left it."""
        kept = self._kept(conversation)
        return Snapshot(kept.state, kept.ownership, kept.done_seq, kept.human_until)

    async def complete(self, lease: Lease, turn: Turn) -> Outcome:
        """Write all of a turn, or nothing."""
        name, entry = turn.message.conversation, turn.message.entry
        kept, waiting = self._kept(name), self._shards[lease.shard].waiting
        if not self._holds(lease):
            return Outcome.FENCED
        if kept.done_seq >= entry.seq:
            waiting.pop(turn.message.key, None)
            return Outcome.DUPLICATE
        if turn.message.key not in waiting:
            return Outcome.FENCED
        if any(w.conversation == name and w.entry.seq < entry.seq for w in waiting.values()):
            raise OutOfOrder(name, entry.seq)
        if kept.ownership.epoch != turn.owner_epoch:
            return Outcome.STALE
        self._write(lease.shard, turn)
        return Outcome.DONE

    async def read(self, conversation: str, after_seq: int = 0, limit: int = 500) -> list[Entry]:
        """Messages after `after_seq` in order, at most `limit`."""
        return self._kept(conversation).entries[after_seq : after_seq + limit]

    async def entry(self, conversation: str, seq: int) -> Entry | None:
        """The one message at `seq`, or None."""
        entries = self._kept(conversation).entries
        return entries[seq - 1] if 1 <= seq <= len(entries) else None

    async def position(self, conversation: str) -> Position:
        """How far the conversation has come and who owns it."""
        kept = self._kept(conversation)
        return Position(len(kept.entries), kept.done_seq, kept.ownership)

    async def set_owner(
        self,
        conversation: str,
        owner: Owner,
        epoch: int,
        *,
        say: tuple[str, Body] | None = None,
        events: Sequence[str] = (),
    ) -> Ownership:
        """Change the owner when the epoch is still `epoch`, and say so in the same step."""
        shard = identity.shard_of(conversation)
        kept = self._conversations[conversation]
        seen = say is not None and (False, identity.client_id(say[0])) in kept.client_ids
        if seen or kept.ownership.epoch != epoch or kept.ownership.owner is owner:
            return kept.ownership
        kept.ownership = Ownership(owner, epoch + 1)
        if say:
            self._add(conversation, *say, Role.SYSTEM, events)
        else:
            self._tell_journey(shard, events, len(kept.entries))
        if owner is Owner.BOT:
            kept.human_until = len(kept.entries)
        self._changed(conversation)
        return kept.ownership

    async def watch(self) -> AsyncIterator[Change]:
        """Nudges of every conversation."""
        nudges: asyncio.Queue[Change] = asyncio.Queue()
        self._watchers.add(nudges)
        try:
            yield RESYNC
            while True:
                yield await nudges.get()
        finally:
            self._watchers.discard(nudges)

    async def arrivals(self) -> AsyncIterator[int]:
        """Shards in which a message began to wait; once a second all shards in which one still does."""
        nudges: asyncio.Queue[int] = asyncio.Queue()
        self._arrivals.add(nudges)
        clock = asyncio.get_running_loop().time
        look_at = clock()
        try:
            while True:
                if (shard := await _next(nudges, look_at)) is not None:
                    yield shard
                    continue
                look_at = clock() + LOOK_EVERY_S
                for shard in [n for n, kept in self._shards.items() if kept.waiting]:
                    yield shard
        finally:
            self._arrivals.discard(nudges)

    async def journey(self, shard: int, after_key: str, limit: int = 500) -> list[JourneyEvent]:
        """Journey events of a shard after `after_key`, oldest first."""
        after = _number(identity.journey_key(after_key) or "0-0")
        events = self._shards[identity.shard(shard)].journey
        return [event for event in events if _number(event.key) > after][:limit]

    async def lag(self) -> Lag:
        """How far the workers are behind, over all shards."""
        waiting = [message for shard in self._shards.values() for message in shard.waiting.values()]
        now = self._clock()
        return Lag(len(waiting), now - min((message.entry.at_ms for message in waiting), default=now))

    async def counters(self) -> Mapping[str, int]:
        """What happened since the log was made."""
        return self._counters.copy()

    async def epoch(self) -> str:
        """Identity of this log; a new one has another."""
        return self._epoch

    async def ping(self) -> None:
        """Memory always answers."""

    async def close(self) -> None:
        """There is nothing to close."""

    def _write(self, shard: int, turn: Turn) -> None:
        message = turn.message
        kept = self._conversations[message.conversation]
        counts, replies = packing.counts(turn.counts), [_copy(body) for body in turn.replies]
        for body in replies:
            seq = len(kept.entries) + 1
            kept.add(Entry(seq, Role.BOT, body, self._clock(), re=message.entry.seq))
        kept.done_seq, kept.state = message.entry.seq, turn.state
        del self._shards[shard].waiting[message.key]
        self._shards[shard].journey += [JourneyEvent(self._key(), event) for event in turn.events]
        self._counters.update({"turns": 1, "replies": len(replies)})
        self._counters.update(counts)
        self._changed(message.conversation)

    def _add(self, conversation: str, client_id: str, body: Body, role: Role, events: Sequence[str]) -> Entry:
        kept = self._conversations[conversation]
        entry = kept.add(Entry(len(kept.entries) + 1, role, _copy(body), self._clock(), client_id))
        kept.client_ids[role is Role.SHOPPER, client_id] = entry.seq
        self._tell_journey(identity.shard_of(conversation), events, entry.seq)
        return entry

    def _tell_journey(self, shard: int, events: Sequence[str], seq: int) -> None:
        told = (event.replace(SEQ, str(seq)) for event in events)
        self._shards[shard].journey += [JourneyEvent(self._key(), event) for event in told]

    def _open(self, conversation: str, shard: int) -> int:
        return sum(message.conversation == conversation for message in self._shards[shard].waiting.values())

    def _kept(self, conversation: str) -> _Conversation:
        identity.shard_of(conversation)
        return self._conversations.get(conversation) or _Conversation()

    def _held(self, kept: _Shard) -> bool:
        return kept.holder != "" and self._clock() < kept.expires_ms

    def _holds(self, lease: Lease) -> bool:
        kept = self._shards[lease.shard]
        return self._held(kept) and (kept.holder, kept.fence) == (lease.worker, lease.fence)

    def _changed(self, conversation: str) -> None:
        kept = self._conversations[conversation]
        _tell(self._watchers, Change(conversation, len(kept.entries), kept.done_seq))

    def _key(self) -> str:
        self._keys += 1
        return f"{self._keys}-0"


async def _next(nudges: asyncio.Queue[T], until_s: float) -> T | None:
    """The next nudge, or None when there is none until then.

    Not by `asyncio.wait_for`: on Python 3.11 it loses a cancellation that comes together with a nudge.
    """
    try:
        async with asyncio.timeout_at(until_s):
            return await nudges.get()
    except TimeoutError:
        return None


def _tell(listeners: set[asyncio.Queue[T]], nudge: T) -> None:
    for nudges in listeners:
        nudges.put_nowait(nudge)


def _number(key: str) -> int:
    return int(key.partition("-")[0])


def _copy(body: Body) -> Any:
    return json.loads(json.dumps(body, allow_nan=False))
