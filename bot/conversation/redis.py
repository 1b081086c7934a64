"""The conversation log in Redis or Valkey (6.2 or later): every change is one Lua step in one shard."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from redis.asyncio import BlockingConnectionPool, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import RedisError

from bot.conversation import identity, keys
from bot.conversation.nudges import LOOK, listen
from bot.conversation.ports import (
    RESYNC,
    SHARDS,
    Appended,
    Body,
    Change,
    Entry,
    JourneyEvent,
    Lease,
    LogUnavailable,
    Outcome,
    OutOfOrder,
    Owner,
    Ownership,
    Position,
    Role,
    Snapshot,
    Turn,
    Waiting,
)

DAY_MS = 24 * 60 * 60 * 1000
LUA = Path(__file__).parent / "lua"
CONNECT_S = 2.0
SCRIPTS = ("append", "claim", "release", "complete", "set_owner")

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
        lease_ms: int = 2000,
        batch: int = 32,
        keep_days: float = 90,
        journey_days: float = 30,
    ) -> None:
        """Connect to `url` at the first call, by at most `connections`; a call waits `wait_s` for one."""
        self._lease_ms, self._batch = lease_ms, batch
        self._wait_s = wait_s
        self._keep_ms, self._journey_ms = round(keep_days * DAY_MS), round(journey_days * DAY_MS)
        self._client = _connections(BlockingConnectionPool, url, max_connections=connections, timeout=wait_s)
        # Apart from the pool: a listener holds its connection for as long as it listens.
        self._listener = _connections(ConnectionPool, url)
        self._closed = asyncio.Event()
        self._scripts = {name: self._client.register_script(_lua(name)) for name in SCRIPTS}

    async def append(self, conversation: str, client_id: str, body: Body, role: Role = Role.SHOPPER) -> Appended:
        """Write a message once and nudge who listens."""
        shard = identity.shard_of(conversation)
        identity.client_id(client_id)
        where = [*_conversation_keys(conversation), keys.of_shard(shard, "waiting")]
        what = [
            conversation,
            client_id,
            role,
            _packed(body),
            self._keep_ms,
            keys.CHANGES,
            keys.ARRIVALS,
            shard,
        ]
        seq, seen = await self._run("append", where, what)
        return Appended(seq, duplicate=bool(seen))

    async def claim(self, worker: str, shard: int) -> Lease | None:
        """Take or renew the lease of a shard, with at most `batch` of its oldest messages."""
        where = [keys.of_shard(shard, name) for name in ("lease", "fence", "waiting")]
        claimed = await self._run("claim", where, [identity.named("worker", worker), self._lease_ms, self._batch])
        if claimed is None:
            return None
        fence, waiting = claimed
        return Lease(worker, shard, fence, tuple(_waiting(key, flat) for key, flat in waiting))

    async def release(self, lease: Lease) -> None:
        """Let another worker take the shard at once."""
        await self._run("release", [keys.of_shard(lease.shard, "lease")], [_holder(lease)])

    async def snapshot(self, conversation: str) -> Snapshot:
        """The conversation as the last completed turn left it."""
        state, done, owner, epoch = await self._meta(conversation, "state", "done", "owner", "epoch")
        return Snapshot(state or "", _ownership(owner, epoch), int(done or 0))

    async def complete(self, lease: Lease, turn: Turn) -> Outcome:
        """Write all of a turn, or nothing."""
        message = turn.message
        where = [
            keys.of_shard(lease.shard, "lease"),
            *_conversation_keys(message.conversation),
            keys.of_shard(lease.shard, "waiting"),
            keys.of_shard(lease.shard, "journey"),
        ]
        what = [
            _holder(lease),
            message.conversation,
            message.key,
            message.entry.seq,
            turn.owner_epoch,
            turn.state,
        ]
        settings = [self._keep_ms, self._journey_ms, keys.CHANGES, len(turn.replies)]
        said = [_packed(reply) for reply in turn.replies]
        outcome = await self._run("complete", where, [*what, *settings, *said, *turn.events])
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
        return Position(int(seq or 0), int(done or 0), _ownership(owner, epoch))

    async def set_owner(self, conversation: str, owner: Owner, epoch: int) -> Ownership:
        """Change the owner when the epoch is still `epoch`."""
        where = [keys.of_conversation(conversation, "meta")]
        what = [conversation, owner, epoch, self._keep_ms, keys.CHANGES]
        return _ownership(*await self._run("set_owner", where, what))

    async def watch(self) -> AsyncIterator[Change]:
        """Nudges of every conversation, by publish and subscribe."""
        async with aclosing(listen(self._listener, keys.CHANGES, until=self._closed)) as changes:
            async for payload in changes:
                yield RESYNC if payload == LOOK else _change(payload)

    async def arrivals(self) -> AsyncIterator[int]:
        """Shards in which a message began to wait; once a second all shards in which one still does."""
        listening = listen(self._listener, keys.ARRIVALS, until=self._closed, look_every_s=1.0)
        async with aclosing(listening) as arrivals:
            async for payload in arrivals:
                for shard in await self._with_arrivals() if payload == LOOK else [int(payload)]:
                    yield shard

    async def journey(self, shard: int, after_key: str, limit: int = 500) -> list[JourneyEvent]:
        """Journey events of a shard after `after_key`, oldest first."""
        first = f"({after_key}" if identity.journey_key(after_key) else "-"
        found = await self._ask("XRANGE", keys.of_shard(shard, "journey"), first, "+", "COUNT", limit)
        return [JourneyEvent(key, fields["event"]) for key, fields in found]

    async def epoch(self) -> str:
        """Identity of the stored log, made at the first call on an empty store."""
        await self._ask("SET", keys.EPOCH, uuid.uuid4().hex, "NX")
        return str(await self._ask("GET", keys.EPOCH))

    async def ping(self) -> None:
        """Raise `LogUnavailable` when the store does not answer."""
        await self._ask("PING")

    async def close(self) -> None:
        """Close every connection."""
        self._closed.set()
        await self._client.aclose()
        await self._listener.aclose()

    async def _run(self, name: str, where: Sequence[str], what: Sequence[Any]) -> Any:
        async with self._answering():
            return await self._scripts[name](keys=where, args=what)

    async def _ask(self, command: str, *arguments: Any) -> Any:
        async with self._answering():
            return await self._client.execute_command(command, *arguments)  # type: ignore[no-untyped-call]  # untyped there

    @asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        """The time the store has to answer, and its errors as ours.

        Not by the client's own time limit: it waits with `asyncio.wait_for`, which on Python 3.11 loses a cancellation
        that comes while a command is being sent. Whoever then waits for the end of the task waits for ever.
        """
        with _store_errors():
            async with asyncio.timeout(self._wait_s):
                yield

    async def _meta(self, conversation: str, *fields: str) -> list[str | None]:
        return list(await self._ask("HMGET", keys.of_conversation(conversation, "meta"), *fields))

    async def _entries(self, conversation: str, first: str, last: str, limit: int) -> list[Entry]:
        log = keys.of_conversation(conversation, "log")
        found = await self._ask("XRANGE", log, first, last, "COUNT", limit)
        return [_entry(int(key.partition("-")[0]), fields) for key, fields in found]

    async def _with_arrivals(self) -> list[int]:
        try:
            async with self._answering(), self._client.pipeline(transaction=False) as pipeline:
                for shard in range(SHARDS):
                    pipeline.xlen(keys.of_shard(shard, "waiting"))
                lengths = await pipeline.execute()
        except LogUnavailable as error:
            # Whoever listens must outlive a restart of the server; the next look is a second away.
            logger.warning("looking_again", error=str(error))
            return []
        return [shard for shard, length in enumerate(lengths) if length]


def _connections(pool: type[ConnectionPool], url: str, **options: Any) -> Redis:
    """A client that owns its pool. Its few quick retries ride over a restart of the server."""
    retry = Retry(ExponentialBackoff(cap=0.2, base=0.05), 3)
    made = pool.from_url(
        url,
        decode_responses=True,
        encoding_errors="surrogatepass",  # a shopper's browser can send half an emoji
        socket_connect_timeout=CONNECT_S,
        socket_timeout=None,  # see RedisLog._answering
        retry=retry,
        **options,
    )
    return Redis.from_pool(made)


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise LogUnavailable(f"the store of the conversation log did not do its work: {error}. Try again.") from error


@cache
def _lua(name: str) -> str:
    return (LUA / f"{name}.lua").read_text(encoding="utf-8")


def _conversation_keys(conversation: str) -> list[str]:
    return [keys.of_conversation(conversation, name) for name in ("meta", "log", "ids")]


def _holder(lease: Lease) -> str:
    return f"{lease.worker} {lease.fence}"


def _packed(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _ownership(owner: str | None, epoch: str | int | None) -> Ownership:
    return Ownership(Owner(owner or Owner.BOT), int(epoch or 0))


def _change(payload: str) -> Change:
    conversation, last_seq, done_seq = payload.split(" ")
    return Change(conversation, int(last_seq), int(done_seq))


def _waiting(key: str, flat: Sequence[str]) -> Waiting:
    fields = dict(zip(flat[::2], flat[1::2], strict=True))
    return Waiting(key, fields["conversation"], _entry(int(fields["seq"]), fields))


def _entry(seq: int, fields: Mapping[str, str]) -> Entry:
    return Entry(
        seq=seq,
        role=Role(fields["role"]),
        body=json.loads(fields["body"]),
        at_ms=int(fields["at"]),
        client_id=fields["id"],
        re=int(fields["re"]),
    )
