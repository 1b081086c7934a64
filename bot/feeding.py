"""The conversation log as the tracker's source of events."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conversation.identity import shard_of
from bot.conversation.ports import SHARDS, ConversationLog, JourneyEvent


@dataclass(slots=True)
class LogEvents:
    """An `EventSource` over the log that reads only stale shards: nudged ones, and all of them when it is quiet."""

    log: ConversationLog
    partitions: int = SHARDS
    _stale: set[int] = field(default_factory=lambda: set(range(SHARDS)))
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Take nudges until cancelled."""
        async for change in self.log.watch():
            self._stale |= {shard_of(change.conversation)} if change.conversation else set(range(SHARDS))
            self._news.set()

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """Events of one shard after a key; none without asking when the shard is not stale."""
        if partition not in self._stale:
            return ()
        self._stale.discard(partition)
        found: Sequence[JourneyEvent] | None = None
        try:
            found = await self.log.journey(partition, after_key, limit)
        finally:
            # What was found may fail to be kept; only when nothing is left after the kept ones is the shard fresh.
            if found is None or found:
                self._stale.add(partition)
        return [(event.key, event.event) for event in found]

    async def changed(self) -> None:
        """Return at the next nudge; who stops waiting before one came will look everywhere."""
        try:
            await self._news.wait()
        except asyncio.CancelledError:
            # Nudges may be lost.
            self._stale |= set(range(SHARDS))
            raise
        self._news.clear()
