"""What the suites of the conversation log run against: each implementation, with time in the test's hand."""

from __future__ import annotations

import asyncio
from typing import Protocol

from redis.asyncio import Redis

from bot.conversation import keys
from bot.conversation.ports import SHARDS, ConversationLog
from bot.conversation.redis import RedisLog
from tests.conversation.memory import MemoryLog
from tests.servers import Server

LEASE_MS = 60_000
BATCH = 8
MOST = 12
"""Messages of a conversation that may wait."""


class Store(Protocol):
    """One empty log, and what a test may do to it from outside."""

    def connect(self) -> ConversationLog:
        """A client; several see the same log."""

    async def expire_leases(self) -> None:
        """Let the time of every lease pass, and that of every worker's last sign of life."""

    async def pass_time(self, ms: int) -> None:
        """Let at least `ms` pass, far less than a lease lasts."""

    async def close(self) -> None:
        """Close every client."""


class MemoryStore:
    """The log in memory, with a clock that only moves when told."""

    def __init__(self, *, most_waiting: int = MOST) -> None:
        self._now_ms = 1_700_000_000_000
        self._log = MemoryLog(clock=lambda: self._now_ms, lease_ms=LEASE_MS, batch=BATCH, most_waiting=most_waiting)

    def connect(self) -> ConversationLog:
        """The one log there is."""
        return self._log

    async def expire_leases(self) -> None:
        """Move the clock."""
        self._now_ms += LEASE_MS

    async def pass_time(self, ms: int) -> None:
        """Move the clock."""
        self._now_ms += ms

    async def close(self) -> None:
        """Nothing is open."""
        await self._log.close()


class ValkeyStore:
    """The log in a real Valkey; a lease expires by losing its key, as it does by itself."""

    def __init__(self, server: Server, *, most_waiting: int = MOST) -> None:
        server.flush()
        self._url, self._most_waiting = server.url, most_waiting
        self._logs: list[RedisLog] = []

    def connect(self) -> ConversationLog:
        """A client with connections of its own."""
        log = RedisLog(self._url, lease_ms=LEASE_MS, batch=BATCH, most_waiting=self._most_waiting)
        self._logs.append(log)
        return log

    async def expire_leases(self) -> None:
        """Delete every lease, and move every sign of life into the past."""
        async with Redis.from_url(self._url, decode_responses=True) as client:
            await client.delete(*(keys.of_shard(shard, "lease") for shard in range(SHARDS)))
            for worker in await client.zrange(keys.WORKERS, 0, -1):
                await client.zincrby(keys.WORKERS, -LEASE_MS, str(worker))

    async def pass_time(self, ms: int) -> None:
        """Wait: the server's clock is nobody's to move."""
        await asyncio.sleep(ms / 1000)

    async def close(self) -> None:
        """Close every client."""
        for log in self._logs:
            await log.close()
