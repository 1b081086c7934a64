"""One suite for both stores of the rates, and what only the shared one promises."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from redis.asyncio import Redis

from bot.gateway import rates
from bot.gateway.rates import Rates
from tests.servers import Server, running_server

PER_MINUTE = 30
AT_ONCE = 5


@pytest.fixture(params=["memory", pytest.param("valkey", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest) -> str:
    """Where is counted."""
    if request.param == "memory":
        return ""
    server: Server = request.getfixturevalue("valkey")
    server.flush()
    return server.url


@pytest.fixture
async def counting(url: str) -> AsyncIterator[Rates]:
    """Rates that nobody used before."""
    made = Rates(url)
    yield made
    await made.close()


class TestContract:
    async def test_a_sixth_of_a_minute_may_come_at_once(self, counting: Rates) -> None:
        """A burst passes; the next is told how many whole seconds to wait."""
        waits = [await counting.wait("talk", "ann", PER_MINUTE) for _ in range(AT_ONCE + 1)]

        assert waits[:AT_ONCE] == [0] * AT_ONCE
        assert 1 <= waits[AT_ONCE] <= rates.STEP_SECONDS

    async def test_who_waits_may_go_on(self, counting: Rates, monkeypatch: pytest.MonkeyPatch) -> None:
        """The window moves: what is older than it does not count."""
        monkeypatch.setattr(rates, "STEP_SECONDS", 1)
        while not await counting.wait("talk", "ann", 120):
            pass
        await asyncio.sleep(1.1)

        assert await counting.wait("talk", "ann", 120) == 0

    async def test_others_and_other_things_are_counted_apart(self, counting: Rates) -> None:
        """Nobody waits for what somebody else did, nor for what was done elsewhere."""
        for _ in range(AT_ONCE + 1):
            await counting.wait("talk", "ann", PER_MINUTE)

        assert await counting.wait("talk", "bob", PER_MINUTE) == 0
        assert await counting.wait("walk", "ann", PER_MINUTE) == 0

    async def test_nothing_is_counted_without_a_limit(self, counting: Rates) -> None:
        """0 switches a limit off."""
        assert [await counting.wait("talk", "ann", 0) for _ in range(100)] == [0] * 100

    async def test_many_at_once_are_counted_each(self, counting: Rates) -> None:
        """Of fifty in one moment as many pass as may."""
        waits = await asyncio.gather(*(counting.wait("talk", "ann", PER_MINUTE) for _ in range(50)))

        assert waits.count(0) == AT_ONCE


@pytest.mark.server
class TestShared:
    @pytest.fixture
    def own_valkey(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
        """A server that this test may break."""
        with running_server(tmp_path_factory.mktemp("rates")) as server:
            yield server

    async def test_gateways_count_together(self, valkey: Server) -> None:
        """A visitor cannot get more by talking to several gateways."""
        valkey.flush()
        one, other = Rates(valkey.url), Rates(valkey.url)
        for n in range(AT_ONCE):
            await (one, other)[n % 2].wait("talk", "ann", PER_MINUTE)

        assert await one.wait("talk", "ann", PER_MINUTE) > 0
        assert await other.wait("talk", "ann", PER_MINUTE) > 0
        await one.close()
        await other.close()

    async def test_nothing_stays_behind(self, valkey: Server) -> None:
        """Every key ends by itself within the window."""
        valkey.flush()
        counting = Rates(valkey.url)
        await counting.wait("talk", "ann", PER_MINUTE)
        async with Redis.from_url(valkey.url) as client:
            lives = [await client.ttl(key) async for key in client.scan_iter()]
        await counting.close()

        assert len(lives) == 1
        assert 0 < lives[0] <= rates.STEP_SECONDS

    @pytest.mark.parametrize("harm", ["kill", "freeze"])
    async def test_a_store_that_is_away_refuses_nobody(self, own_valkey: Server, harm: str) -> None:
        """Soon, too: whether the message can be stored is for the log to say."""
        counting = Rates(own_valkey.url)
        await counting.wait("talk", "ann", PER_MINUTE)
        getattr(own_valkey, harm)()
        begun = time.monotonic()
        waits = [await counting.wait("talk", "ann", PER_MINUTE) for _ in range(2)]
        lasted = time.monotonic() - begun
        own_valkey.thaw() if harm == "freeze" else None
        await counting.close()

        assert waits == [0, 0]
        assert lasted < 2
