"""The desk role: staff port, queue and conversation log together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings
from bot.conversation.ports import Owner, Role
from bot.conversation.redis import RedisLog
from bot.desk.password import hash_password
from bot.handoff.opening import open_queue
from bot.handoff.queue import Stage
from bot.roles import desk
from bot.roles.premises import Premises
from bot.setting_kinds import InvalidSetting
from tests.handoff.waiting import waiting
from tests.servers import Server, running_server

pytestmark = pytest.mark.server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server."""
    with running_server(tmp_path / "valkey") as server:
        yield server


def premises(server: Server, folder: Path, **more: str) -> Premises:
    """A desk's, with a database of its own and any free port."""
    given = settings.read({"KOOPWIJZER_DATA": str(folder), "REDIS_URL": server.url, "STAFF_PORT": "0"} | more)
    return Premises(given, server.url, password_hash=hash_password("geheim-genoeg"))


class TestDesk:
    async def test_finishes_at_its_start_what_a_crash_left_half_done(self, server: Server, tmp_path: Path) -> None:
        """Claimed in the queue when the desk died: the shopper is told, and the bot is silent."""
        here = premises(server, tmp_path)
        log, queue = RedisLog(server.url), open_queue(here.settings.desk_url)
        await log.append("c1", "m1", {"text": "een mens graag"})
        asked = await queue.request(waiting("c1", asked_ms=1_777_629_600_000), key="m1")
        await queue.claim(asked.id, by="Sanne")

        async with desk.running(here), asyncio.timeout(5):
            while (await log.position("c1")).ownership.owner is Owner.BOT:
                await asyncio.sleep(0.02)

        told = (await log.read("c1"))[-1]
        assert (told.role, told.body["name"]) == (Role.SYSTEM, "Sanne")
        assert (await queue.get(asked.id)).stage is Stage.HUMAN
        await queue.disconnect()
        await log.close()

    async def test_outlives_a_log_that_is_away(
        self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Staff can look at what is in the database meanwhile, and mending is tried again."""
        monkeypatch.setattr(desk, "MEND_SECONDS", 0.02)
        here = premises(server, tmp_path)
        queue = open_queue(here.settings.desk_url)
        asked = await queue.request(waiting("c1", asked_ms=1_777_629_600_000), key="m1")
        await queue.claim(asked.id, by="Sanne")

        async with desk.running(here) as ends:
            server.stop()
            await asyncio.sleep(0.3)
            assert not [end for end in ends if end.done()]
        await queue.disconnect()

    async def test_refuses_hours_it_cannot_read(self, server: Server, tmp_path: Path) -> None:
        """A mistake in a setting stops the start and says what is allowed."""
        with pytest.raises(InvalidSetting, match="DESK_HOURS"):
            async with desk.running(premises(server, tmp_path, DESK_HOURS="kantooruren")):
                pass
