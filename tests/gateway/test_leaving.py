from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient

from bot.gateway import keys, leaving
from bot.gateway.leaving import FIRST_SECONDS, RECONNECTS_PER_SECOND, SHORTEST_SPREAD_SECONDS, Leaving
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway, hello


class Guest:
    """A connection that notes when it was told to come back."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.told: list[float] = []
        self._deaf = deaf

    async def leave(self, retry_after: float) -> None:
        """Note it."""
        if self._deaf:
            raise ConnectionResetError
        self.told.append(retry_after)


class Hanging:
    """A connection that never comes to an end by itself."""

    cut_off = False

    async def leave(self, retry_after: float) -> None:
        """Wait for ever."""
        try:
            await asyncio.Event().wait()
        finally:
            self.cut_off = True


async def moments(guests: int) -> list[float]:
    """When so many are told to come back."""
    door, here = Leaving(), [Guest() for _ in range(guests)]
    door.guests.update(here)
    await door.say_goodbye()
    return [guest.told[0] for guest in here]


class TestMoments:
    async def test_everybody_is_told_another_moment(self) -> None:
        """Random within the spread, so that the one who comes up again is not run over."""
        told = await moments(200)

        assert min(told) >= FIRST_SECONDS
        assert max(told) <= FIRST_SECONDS + SHORTEST_SPREAD_SECONDS
        assert len(set(told)) > 50

    async def test_the_spread_grows_with_the_crowd(self) -> None:
        """Five thousand come back over ten seconds, evenly."""
        told = await moments(5000)
        busiest = max(sum(second <= t - FIRST_SECONDS < second + 1 for t in told) for second in range(10))

        assert max(told) > 9
        assert busiest < RECONNECTS_PER_SECOND * 1.3

    async def test_one_who_is_gone_holds_up_nobody(self) -> None:
        """The others are told all the same."""
        door, guest = Leaving(), Guest()
        door.guests.update([Guest(deaf=True), guest])
        await door.say_goodbye()

        assert len(guest.told) == 1

    async def test_one_who_hangs_is_not_waited_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The others are told, and the gateway stops in time."""
        monkeypatch.setattr(leaving, "GOODBYE_SECONDS", 0.05)
        door, guest, hanging = Leaving(), Guest(), Hanging()
        door.guests.update([hanging, guest])
        async with asyncio.timeout(2):
            await door.say_goodbye()

        assert (len(guest.told), hanging.cut_off) == (1, True)


class TestGateway:
    async def test_says_goodbye_before_it_stops(self, log: MemoryLog, tmp_path: Path) -> None:
        """Each client hears when to come back, and then gets 1012."""
        client: TestClient[Any, Any] = TestClient(gateway(log, tmp_path))
        await client.start_server()
        chat, _ = await hello(client)
        assert client.app is not None
        stopping = asyncio.create_task(client.app.shutdown())
        bye = await chat.until("bye")

        assert FIRST_SECONDS <= bye["retry_after"] <= FIRST_SECONDS + SHORTEST_SPREAD_SECONDS
        assert await chat.closed() == 1012
        await stopping
        await client.close()

    async def test_lets_nobody_in_once_it_is_to_stop(self, client: TestClient[Any, Any], log: MemoryLog) -> None:
        """From that moment `/readyz` says 503 and new connections go elsewhere; those inside talk on."""
        await log.join("w")
        chat, _ = await hello(client)
        assert client.app is not None
        client.app[keys.LEAVING].begin()

        ready = await client.get("/readyz")
        assert (ready.status, (await ready.json())["status"]) == (503, "stopping")
        with pytest.raises(WSServerHandshakeError) as caught:
            await client.ws_connect("/chat")
        assert caught.value.status == 503
        await chat.say("m1")
        assert (await chat.until("ack"))["seq"] == 1
