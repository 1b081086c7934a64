"""What the suites of the conversation log run against: each implementation, with time in the test's hand."""

from __future__ import annotations

from typing import Protocol

from redis.asyncio import Redis

from bot.conversation import keys
from bot.conversation.memory import MemoryLog
from bot.conversation.ports import SHARDS, ConversationLog
from bot.conversation.redis import RedisLog
from tests.servers import Server

LEASE_MS = 60_000
BATCH = 8


class Store(Protocol):
    """One empty log, and what a test may do to it from outside."""

    def connect(self) -> ConversationLog:
        """A client; several see the same log."""

    async def expire_leases(self) -> None:
        """Let the time of every lease pass."""

    async def close(self) -> None:
        """Close every client."""


class MemoryStore:
    """The log in memory, with a clock that only moves when told."""

    def __init__(self) -> None:
        self._now_ms = 1_700_000_000_000
        self._log = MemoryLog(clock=lambda: self._now_ms, lease_ms=LEASE_MS, batch=BATCH)

    def connect(self) -> ConversationLog:
        """The one log there is."""
        return self._log

    async def expire_leases(self) -> None:
        """Move the clock."""
        self._now_ms += LEASE_MS

    async def close(self) -> None:
        """Nothing is open."""
        await self._log.close()


class ValkeyStore:
    """The log in a real Valkey; a lease expires by losing its key, as it does by itself."""

    def __init__(self, server: Server) -> None:
        server.flush()
        self._url = server.url
        self._logs: list[RedisLog] = []

    def connect(self) -> ConversationLog:
        """A client with connections of its own."""
        self._logs.append(RedisLog(self._url, lease_ms=LEASE_MS, batch=BATCH))
        return self._logs[-1]

    async def expire_leases(self) -> None:
        """Delete every lease."""
        async with Redis.from_url(self._url) as client:
            await client.delete(*(keys.of_shard(shard, "lease") for shard in range(SHARDS)))

    async def close(self) -> None:
        """Close every client."""
        for log in self._logs:
            await log.close()
