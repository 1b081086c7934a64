from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot import settings
from bot.conversation import keys
from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Turn
from bot.conversation.redis import RedisLog
from bot.roles import tracker
from bot.roles.premises import Premises
from journey_tracker import open_store
from journey_tracker.ports import Filter, JourneyStore
from tests.journey_tracker.talk import START_MS, shopper
from tests.servers import Server, running_server

pytestmark = pytest.mark.server

AHEAD_MS = START_MS + 10 * 365 * 24 * 3600 * 1000
"""A key of the lost log: the clock of its server was years ahead."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server."""
    with running_server(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
def premises(server: Server, tmp_path: Path) -> Premises:
    """A tracker's, with a database of its own."""
    given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "REDIS_URL": server.url})
    return Premises(given, server.url)


class TestTracker:
    async def test_a_log_that_was_replaced_is_recorded_from_its_first_event(
        self, server: Server, premises: Premises, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """While it runs the log loses everything, and keys begin anew, below the last one it had recorded."""
        monkeypatch.setattr(tracker, "LOOK_SECONDS", 0.05)
        log, store = RedisLog(server.url), open_store(premises.settings.journey_url)
        async with tracker.running(premises):
            await happened_ahead(server, "c1")
            await recorded(store, 1)
            server.flush()
            await happen(log, "c1", 2)
            await happen(log, "c1", 3)
            await recorded(store, 3)
        await log.close()
        store.close()


async def happened_ahead(server: Server, conversation: str) -> None:
    """An event of the lost log."""
    journey = keys.of_shard(shard_of(conversation), "journey")
    async with Redis.from_url(server.url) as client:
        await client.xadd(journey, {"event": shopper(1, "greet", conversation=conversation).to_json()}, f"{AHEAD_MS}-0")


async def happen(log: ConversationLog, conversation: str, seq: int) -> None:
    """One turn that leaves one event."""
    await log.append(conversation, f"id{seq}", {"text": "hoi"})
    lease = await log.claim("w", shard_of(conversation))
    assert lease is not None
    event = shopper(seq, "greet", conversation=conversation).to_json()
    await log.complete(lease, Turn(lease.messages[0], 0, "", events=[event]))


async def recorded(store: JourneyStore, messages: int) -> None:
    """Wait until so many messages of shoppers are in the journeys."""
    async with asyncio.timeout(5):
        while sum(t.shopper_messages for t in store.touchpoints(Filter()).touchpoints) != messages:
            await asyncio.sleep(0.02)
