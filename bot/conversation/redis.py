"""The conversation log in Redis or Valkey (6.2 or later): every change is one Lua step in one shard."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing

import structlog

from bot.conversation import identity, keys, packing
from bot.conversation.errors import LogUnavailable, OutOfOrder, TooManyWaiting
from bot.conversation.nudges import LOOK, listen
from bot.conversation.ports import (
    KEPT_DAYS,
    MOST_WAITING,
    RESYNC,
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
)
from bot.conversation.store import Store

DAY_MS = 24 * 60 * 60 * 1000
LEASE_MS = 1500
"""How long a shard stays a worker's without a word of it: a dead worker's messages wait no longer."""

logger = structlog.get_logger(__name__)


class RedisLog:
    """`ConversationLog` over one Redis or Valkey; belongs to the event loop in which it is first used.

    A conversation is forgotten after `keep_days` without a word, a journey event after `journey_days`.
    """

    def __init__(
        self,
        url: str,
        *,
        connections: int = 32,
        wait_s: float = 5.0,
        lease_ms: int = LEASE_MS,
        batch: int = 32,
        most_waiting: int = MOST_WAITING,
        keep_days: float = KEPT_DAYS,
        journey_days: float = 30,
    ) -> None:
        """Connect to `url` at the first call, by at most `connections`; a call waits `wait_s` for one."""
        self._lease_ms, self._batch, self._most_waiting = lease_ms, batch, most_waiting
        self._keep_ms, self._journey_ms = round(keep_days * DAY_MS), round(journey_days * DAY_MS)
        self._store = Store(url, connections=connections, wait_s=wait_s)

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
        where = [*keys.all_of_conversation(conversation), *keys.some_of_shard(shard, "waiting", "counters", "journey")]
        what = [conversation, identity.client_id(client_id), role, packing.packed(body)]
        settings = [self._keep_ms, keys.CHANGES, keys.ARRIVALS, shard, self._most_waiting, self._journey_ms]
        seq, seen = await self._store.run("append", where, [*what, *settings, *events])
        if not seq:
            raise TooManyWaiting(conversation, self._most_waiting)
        return Appended(seq, duplicate=bool(seen))

    async def join(self, worker: str) -> tuple[str, ...]:
        """Say that `worker` lives; the names of all that do."""
        what = [self._lease_ms, identity.named("worker", worker)]
        return tuple(sorted(await self._store.run("join", [keys.WORKERS], what)))

    async def leave(self, worker: str) -> None:
        """Say that `worker` takes no more shards."""
        await self._store.ask("ZREM", keys.WORKERS, identity.named("worker", worker))

    async def workers(self) -> tuple[str, ...]:
        """Names of the workers that live."""
        return tuple(sorted(await self._store.run("join", [keys.WORKERS], [self._lease_ms])))

    async def claim(self, worker: str, shard: int) -> Lease | None:
        """Take or renew the lease of a shard, with at most `batch` of its oldest messages."""
        where = keys.some_of_shard(shard, "lease", "fence", "waiting")
        claimed = await self._store.run("claim", where, [identity.named("worker", worker), self._lease_ms, self._batch])
        if claimed is None:
            return None
        fence, waiting = claimed
        return Lease(worker, shard, fence, tuple(packing.waiting(key, flat) for key, flat in waiting))

    async def release(self, lease: Lease) -> None:
        """Let another worker take the shard at once."""
        await self._store.run("release", [keys.of_shard(lease.shard, "lease")], [_holder(lease)])

    async def snapshot(self, conversation: str) -> Snapshot:
        """The conversation as the last completed turn left it."""
        names = ("state", "done", "owner", "epoch", "human_until")
        state, done, owner, epoch, human_until = await self._meta(conversation, *names)
        return Snapshot(state or "", packing.ownership(owner, epoch), int(done or 0), int(human_until or 0))

    async def complete(self, lease: Lease, turn: Turn) -> Outcome:
        """Write all of a turn, or nothing."""
        message = turn.message
        where = [
            *keys.some_of_shard(lease.shard, "lease"),
            *keys.all_of_conversation(message.conversation),
            *keys.some_of_shard(lease.shard, "waiting", "journey", "counters"),
        ]
        what = [
            _holder(lease),
            message.conversation,
            message.key,
            message.entry.seq,
            turn.owner_epoch,
            turn.state,
        ]
        settings = [self._keep_ms, self._journey_ms, keys.CHANGES]
        counts, said = packing.packed(packing.counts(turn.counts)), [packing.packed(reply) for reply in turn.replies]
        outcome = await self._store.run("complete", where, [*what, *settings, counts, len(said), *said, *turn.events])
        if outcome == "out_of_order":
            raise OutOfOrder(message.conversation, message.entry.seq)
        return Outcome(outcome)

    async def read(self, conversation: str, after_seq: int = 0, limit: int = 500) -> list[Entry]:
        """Messages after `after_seq` in order, at most `limit`."""
        return await self._entries(conversation, f"{after_seq + 1}-0", "+", limit)

    async def entry(self, conversation: str, seq: int) -> Entry | None:
        """The one message at `seq`, or None."""
        found = await self._entries(conversation, f"{seq}-0", f"{seq}-0", 1)
        return found[0] if found else None

    async def position(self, conversation: str) -> Position:
        """How far the conversation has come and who owns it."""
        seq, done, owner, epoch = await self._meta(conversation, "seq", "done", "owner", "epoch")
        return Position(int(seq or 0), int(done or 0), packing.ownership(owner, epoch))

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
        where = [*keys.all_of_conversation(conversation), keys.of_shard(identity.shard_of(conversation), "journey")]
        said = [identity.client_id(say[0]), packing.packed(say[1])] if say else ["", ""]
        what = [conversation, owner, epoch, self._keep_ms, keys.CHANGES, self._journey_ms, *said, *events]
        return packing.ownership(*await self._store.run("set_owner", where, what))

    async def watch(self) -> AsyncIterator[Change]:
        """Nudges of every conversation, by publish and subscribe."""
        async with aclosing(listen(self._store.listener, keys.CHANGES, until=self._store.closed)) as changes:
            async for payload in changes:
                yield RESYNC if payload == LOOK else packing.change(payload)

    async def arrivals(self) -> AsyncIterator[int]:
        """Shards in which a message began to wait; once a second all shards in which one still does."""
        listening = listen(self._store.listener, keys.ARRIVALS, until=self._store.closed, look_every_s=1.0)
        async with aclosing(listening) as arrivals:
            async for payload in arrivals:
                for shard in await self._with_arrivals() if payload == LOOK else [int(payload)]:
                    yield shard

    async def journey(self, shard: int, after_key: str, limit: int = 500) -> list[JourneyEvent]:
        """Journey events of a shard after `after_key`, oldest first."""
        first = f"({after_key}" if identity.journey_key(after_key) else "-"
        found = await self._store.ask("XRANGE", keys.of_shard(shard, "journey"), first, "+", "COUNT", limit)
        return [JourneyEvent(key, fields["event"]) for key, fields in found]

    async def lag(self) -> Lag:
        """How far the workers are behind, over all shards."""
        looks = [("TIME",), *(("XRANGE", key, "-", "+", "COUNT", 1) for key in keys.of_every_shard("waiting"))]
        (seconds, micros), *oldest = await self._store.ask_all(looks)
        lengths = await self._store.ask_all([("XLEN", key) for key in keys.of_every_shard("waiting")])
        arrived = [int(found[0][0].partition("-")[0]) for found in oldest if found]
        now = int(seconds) * 1000 + int(micros) // 1000
        return Lag(sum(lengths), max(0, now - min(arrived, default=now)))

    async def counters(self) -> Mapping[str, int]:
        """What happened since the log was made, over all shards."""
        total: Counter[str] = Counter()
        for shard in await self._store.ask_all([("HGETALL", key) for key in keys.of_every_shard("counters")]):
            total.update({name: int(times) for name, times in shard.items()})
        return total

    async def epoch(self) -> str:
        """Identity of the stored log, made at the first call on an empty store."""
        if kept := await self._store.ask("GET", keys.EPOCH):
            return str(kept)
        await self._store.ask("SET", keys.EPOCH, uuid.uuid4().hex, "NX")
        return str(await self._store.ask("GET", keys.EPOCH))

    async def ping(self) -> None:
        """Raise `LogUnavailable` when the store does not answer."""
        await self._store.ask("PING")

    async def close(self) -> None:
        """Close every connection."""
        await self._store.close()

    async def _meta(self, conversation: str, *fields: str) -> list[str | None]:
        return list(await self._store.ask("HMGET", keys.of_conversation(conversation, "meta"), *fields))

    async def _entries(self, conversation: str, first: str, last: str, limit: int) -> list[Entry]:
        log = keys.of_conversation(conversation, "log")
        found = await self._store.ask("XRANGE", log, first, last, "COUNT", limit)
        return [packing.entry(int(key.partition("-")[0]), fields) for key, fields in found]

    async def _with_arrivals(self) -> list[int]:
        try:
            lengths = await self._store.ask_all([("XLEN", key) for key in keys.of_every_shard("waiting")])
        except LogUnavailable as error:
            # Whoever listens must outlive a restart of the server; the next look is a second away.
            logger.warning("looking_again", error=str(error))
            return []
        return [shard for shard, length in enumerate(lengths) if length]


def _holder(lease: Lease) -> str:
    return f"{lease.worker} {lease.fence}"
