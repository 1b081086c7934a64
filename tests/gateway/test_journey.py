from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway, hello
from tests.journey_tracker.door.asking import KEY, contact, event, send, stored, visit

Client = TestClient[Any, Any]
ORIGIN = "https://shop.example"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'journey.db'}"


@pytest.fixture
def store(url: str) -> Iterator[JourneyStore]:
    """An empty store."""
    opened = open_store(url, refs=Refs(b"k" * 32))
    yield opened
    opened.close()


@pytest.fixture
async def shop(log: MemoryLog, tmp_path: Path, store: JourneyStore) -> AsyncIterator[Client]:
    """A gateway with the doors open."""
    given = {"JOURNEY_KEYS": f"/shop/web={KEY}", "ALLOWED_ORIGINS": ORIGIN}
    async with TestClient(gateway(log, tmp_path, journey=store, **given)) as client:
        yield client


class TestDoors:
    async def test_a_system_of_the_shop_sends_events(self, shop: Client, url: str) -> None:
        """With a key of the settings, in bodies that are larger than the rest of the port takes."""
        answer = await send(shop, [event(f"{n}" * 40, offer="x" * 1000) for n in range(200)])

        assert answer.status == 200
        assert len(stored(url)) == 200

    async def test_answers_have_the_headers_of_the_port(self, shop: Client) -> None:
        """Refusals included, and a path that is not there is told in JSON."""
        answer = await shop.get("/journey/v1/nothing")

        assert (await answer.json())["error"]["code"] == "not_found"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    async def test_a_chat_joins_the_visit_that_it_is_in(self, shop: Client, url: str) -> None:
        """The token that the chat was welcomed with proves whose it is."""
        _, welcome = await hello(shop)
        answer = await visit(shop, contact(), chat=welcome["token"])
        identified = [one for one in stored(url) if one["type"] == "koopwijzer.identified.v1"]

        assert answer.status == 200
        assert [one["data"]["conversation"] for one in identified] == [welcome["conversation"]]

    async def test_the_demo_shop_loads_the_script(self, shop: Client) -> None:
        """Under the site's name, with the kind of page, and with a button that asks."""
        text = await (await shop.get("/")).text()

        assert '<script src="/journey/v1/journey.js" async data-site="shop" data-page="home"' in text
        assert "aria-pressed" in text


class TestClosed:
    @pytest.mark.parametrize("given", [{"JOURNEY_SITE": ""}])
    async def test_where_nobody_may_send_there_is_no_door(
        self, log: MemoryLog, tmp_path: Path, store: JourneyStore, given: dict[str, str]
    ) -> None:
        """Neither key nor site: 404, and the demo shop asks nothing."""
        async with TestClient(gateway(log, tmp_path, journey=store, **given)) as client:
            assert (await visit(client, contact())).status == 404
            assert "journey.js" not in await (await client.get("/")).text()
