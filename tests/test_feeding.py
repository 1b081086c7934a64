from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import SHARDS, JourneyEvent, Turn
from bot.feeding import LogEvents
from tests.conversation.memory import MemoryLog


class CountingLog(MemoryLog):
    """A log that counts the reads of its journey streams, and fails as often as it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.failures = 0

    async def journey(self, shard: int, after_key: str, limit: int = 500) -> list[JourneyEvent]:
        """Count, then read."""
        self.reads += 1
        if self.failures:
            self.failures -= 1
            raise LogUnavailable("away")
        return await super().journey(shard, after_key, limit)


async def happen(log: MemoryLog, conversation: str, event: str) -> None:
    """One turn that leaves one journey event."""
    await log.append(conversation, event, {"text": "hoi"})
    lease = await log.claim("w", shard_of(conversation))
    assert lease is not None
    await log.complete(lease, Turn(lease.messages[0], 0, "", events=[event]))


async def read_all(source: LogEvents) -> None:
    """One look at every shard, as the intake takes it."""
    for shard in range(SHARDS):
        await source.read(shard, "", 100)


@asynccontextmanager
async def listening(source: LogEvents) -> AsyncIterator[None]:
    """The source takes nudges for the length of the block."""
    task = asyncio.create_task(source.listen())
    await asyncio.sleep(0.01)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class TestLogEvents:
    async def test_events_are_read_after_their_key(self) -> None:
        """Reading goes on where it stopped."""
        log = CountingLog()
        source, shard = LogEvents(log), shard_of("a")
        await happen(log, "a", "one")
        first = await source.read(shard, "", 100)
        await happen(log, "a", "two")
        second = await source.read(shard, first[-1][0], 100)

        assert [[event for _, event in found] for found in (first, second)] == [["one"], ["two"]]

    async def test_quiet_shards_cost_nothing_and_a_nudge_brings_one_back(self) -> None:
        """After a look at everything only the shard that was nudged is read."""
        log = CountingLog()
        source = LogEvents(log)
        async with listening(source):
            # Whoever begins to listen is first told to look everywhere.
            await asyncio.wait_for(source.changed(), 5)
            await read_all(source)
            log.reads = 0
            await read_all(source)
            quiet = log.reads
            await happen(log, "a", "one")
            await asyncio.wait_for(source.changed(), 5)
            await read_all(source)

        assert (quiet, log.reads) == (0, 1)

    async def test_what_was_read_but_not_kept_is_read_again(self) -> None:
        """A store that failed to keep events finds them at the next look, however busy the shop is."""
        log = CountingLog()
        source, shard = LogEvents(log), shard_of("a")
        await happen(log, "a", "one")
        await source.read(shard, "", 100)
        again = await source.read(shard, "", 100)

        assert [event for _, event in again] == ["one"]

    async def test_a_shard_that_could_not_be_read_is_tried_again(self) -> None:
        """A log that was away for a moment costs no event."""
        log = CountingLog()
        source, shard = LogEvents(log), shard_of("a")
        await happen(log, "a", "one")
        log.failures = 1
        with pytest.raises(LogUnavailable):
            await source.read(shard, "", 100)

        assert [event for _, event in await source.read(shard, "", 100)] == ["one"]

    async def test_who_gives_up_waiting_looks_everywhere(self) -> None:
        """A nudge may be lost, so a quiet second ends with a look at every shard."""
        log = CountingLog()
        source = LogEvents(log)
        await read_all(source)
        log.reads = 0
        with suppress(TimeoutError):
            await asyncio.wait_for(source.changed(), 0.01)
        await read_all(source)

        assert log.reads == SHARDS
