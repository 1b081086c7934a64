from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot import settings
from bot.roles import gateway
from bot.roles.premises import Premises
from tests.journey_tracker.door.asking import KEY, event, stored
from tests.servers import Server, running_server

pytestmark = pytest.mark.server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server."""
    with running_server(tmp_path / "valkey") as server:
        yield server


def premises(server: Server, folder: Path, port: int, **given: str) -> Premises:
    """A gateway's, with its data in `folder`."""
    own = {"KOOPWIJZER_DATA": str(folder), "REDIS_URL": server.url, "PUBLIC_PORT": str(port)}
    return Premises(settings.read(own | given), server.url)


class TestGateway:
    async def test_it_writes_journey_events_into_the_database_of_the_settings(
        self, server: Server, tmp_path: Path
    ) -> None:
        """What a system of the shop sends stands there once it is answered."""
        port = unused_port()
        headers = {"Authorization": f"Bearer {KEY}"}
        async with (
            gateway.running(premises(server, tmp_path, port, JOURNEY_KEYS=f"/shop/web={KEY}")),
            ClientSession() as shop,
        ):
            answer = await shop.post(f"http://127.0.0.1:{port}/journey/v1/events", json=event(), headers=headers)
            said = await answer.json()

        assert said["new"] == 1
        assert len(stored(f"sqlite:///{tmp_path / 'journey.db'}")) == 1

    async def test_where_nobody_may_send_it_opens_no_database(self, server: Server, tmp_path: Path) -> None:
        """A gateway of a shop that sends nothing needs none."""
        port = unused_port()
        async with gateway.running(premises(server, tmp_path, port, JOURNEY_SITE="")), ClientSession() as shop:
            answer = await shop.get(f"http://127.0.0.1:{port}/journey/v1/journey.js")

        assert answer.status == 404
        assert not (tmp_path / "journey.db").exists()
