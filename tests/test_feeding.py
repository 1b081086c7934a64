from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.conversation.identity import shard_of
from bot.conversation.memory import MemoryLog
from bot.conversation.ports import SHARDS, Turn
from bot.feeding import LogEvents


async def happen(log: MemoryLog, conversation: str, event: str) -> None:
    """One turn that leaves one journey event."""
    await log.append(conversation, event, {"text": "hoi"})
    lease = await log.claim("w", shard_of(conversation))
    assert lease is not None
    message = lease.messages[0]
    await log.complete(lease, Turn(message, 0, "", events=[event]))


class TestLogEvents:
    async def test_events_are_read_once_each_after_their_key(self) -> None:
        """Reading goes on where it stopped."""
        log = MemoryLog()
        source, shard = LogEvents(log), shard_of("a")
        await happen(log, "a", "one")
        first = await source.read(shard, "", 100)
        source._stale.add(shard)
        await happen(log, "a", "two")
        second = await source.read(shard, first[-1][0], 100)

        assert [[event for _, event in found] for found in (first, second)] == [["one"], ["two"]]

    async def test_only_nudged_shards_are_read_again(self) -> None:
        """After the first look a quiet shard costs nothing, and a nudge brings it back."""
        log = MemoryLog()
        source, shard = LogEvents(log), shard_of("a")
        listening = asyncio.create_task(source.listen())
        await asyncio.sleep(0)
        for quiet in range(SHARDS):
            await source.read(quiet, "", 100)
        assert source._stale == set()
        await happen(log, "a", "one")
        await asyncio.wait_for(source.changed(), 5)

        assert source._stale == {shard}
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening

    async def test_who_gives_up_waiting_looks_everywhere(self) -> None:
        """A nudge may be lost, so a quiet second ends with a look at every shard."""
        source = LogEvents(MemoryLog())
        for shard in range(SHARDS):
            await source.read(shard, "", 100)
        with suppress(TimeoutError):
            await asyncio.wait_for(source.changed(), 0.01)

        assert len(source._stale) == SHARDS
