"""The server is killed while turns are being written: each is whole or not there, and is made once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import Lease, Turn, Waiting
from bot.conversation.redis import RedisLog
from bot.tasks import end
from tests.servers import Server, running_server

pytestmark = pytest.mark.server

KILLS = 30
SHOPPERS = [f"shopper-{n}" for n in range(12)]
SHARDS = sorted({shard_of(name) for name in SHOPPERS})


class Traffic:
    """Shoppers who talk and workers who answer, over one server, until it is over."""

    def __init__(self, log: RedisLog) -> None:
        self.log = log
        self.sent: Counter[str] = Counter()
        self.offering, self.over = asyncio.Event(), asyncio.Event()

    async def shopper(self, name: str) -> None:
        """Say one thing after another, each again until it is acknowledged."""
        while not self.over.is_set():
            with suppress(LogUnavailable):
                await self.log.append(name, f"{self.sent[name]}", {"text": str(self.sent[name])})
                self.sent[name] += 1
            await asyncio.sleep(0.02)

    async def worker(self, name: str) -> None:
        """Answer what waits in any shard."""
        while True:
            for shard in SHARDS:
                with suppress(LogUnavailable):
                    if lease := await self.log.claim(name, shard):
                        await self._answer(lease)
            await asyncio.sleep(0)

    async def _answer(self, lease: Lease) -> None:
        for message in lease.messages:
            turn = await self._turn(message)
            self.offering.set()
            await self.log.complete(lease, turn)

    async def _turn(self, message: Waiting) -> Turn:
        """Two replies, an event, a count, and a state that tells every message so far."""
        said = message.entry.body["text"]
        state = (await self.log.snapshot(message.conversation)).state + f"{said} "
        replies = [{"text": f"{said} a"}, {"text": f"{said} b"}]
        return Turn(message, 0, state, replies, [f"{message.conversation} {message.entry.seq}"], {"mine": 1})

    async def murderer(self, server: Server) -> None:
        """Kill the server within moments of a turn being offered."""
        chance = random.Random(3)  # noqa: S311  # moments, not secrets
        for _ in range(KILLS):
            self.offering.clear()
            await self.offering.wait()
            await asyncio.sleep(chance.uniform(0, 0.004))
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.restart)
        self.over.set()

    async def all_answered(self) -> None:
        """Wait until nothing waits."""
        async with asyncio.timeout(20):
            while (await self.log.lag()).waiting:
                await asyncio.sleep(0.02)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that the test kills."""
    with running_server(tmp_path) as server:
        yield server


@pytest.fixture
async def traffic(server: Server) -> AsyncIterator[Traffic]:
    """What was said and answered while the server was killed time and again."""
    log = RedisLog(server.url, lease_ms=200, most_waiting=200)
    traffic = Traffic(log)
    workers = [asyncio.create_task(traffic.worker(f"w{n}")) for n in range(3)]
    await asyncio.gather(traffic.murderer(server), *(traffic.shopper(name) for name in SHOPPERS))
    await traffic.all_answered()
    await end(workers)
    yield traffic
    await log.close()


class TestKilledServer:
    async def test_every_message_has_one_whole_turn_in_its_order(self, traffic: Traffic) -> None:
        """Replies, state, journey and counters all tell the same, however often the server died amid a turn."""
        for name in SHOPPERS:
            entries = await traffic.log.read(name, limit=10_000)
            events = [e.event for e in await traffic.log.journey(shard_of(name), "", 100_000)]
            numbers = range(traffic.sent[name])
            asked = [entry for entry in entries if not entry.re]
            replies = [entry for entry in entries if entry.re]

            assert [entry.client_id for entry in asked] == [str(n) for n in numbers]
            assert [entry.body["text"] for entry in replies] == [f"{n} {part}" for n in numbers for part in "ab"]
            assert [entry.re for entry in replies] == [entry.seq for entry in asked for _ in "ab"]
            assert (await traffic.log.snapshot(name)).state == "".join(f"{n} " for n in numbers)
            assert [e for e in events if e.split()[0] == name] == [f"{name} {entry.seq}" for entry in asked]

        counted, messages = await traffic.log.counters(), traffic.sent.total()
        assert messages > KILLS
        assert [counted[name] for name in ("messages", "turns", "mine")] == [messages] * 3
        assert counted["replies"] == 2 * messages
