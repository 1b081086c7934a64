"""The shop's own feed, fetched again and again while the shop runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import settings
from bot.roles import catalogue
from bot.roles.premises import Premises
from bot.shop.opening import open_catalogue


@pytest.fixture
async def feed() -> AsyncIterator[str]:
    """The address of a feed with one lamp more at each look."""
    looks = 0

    async def serve(_: web.Request) -> web.Response:
        nonlocal looks
        looks += 1
        return web.Response(text="title,price\n" + "".join(f"Lamp {n},{n + 5}\n" for n in range(looks)))

    app = web.Application()
    app.add_routes([web.get("/lamp.csv", serve)])
    async with TestServer(app) as server:
        yield str(server.make_url("/lamp.csv"))


class TestRefreshing:
    async def test_the_catalogue_follows_the_feed(
        self, feed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each look is a process of its own, and what it brings is seen at once."""
        monkeypatch.setenv("CATALOGUE_URL", feed)
        monkeypatch.setenv("KOOPWIJZER_DATA", str(tmp_path))
        with closing(open_catalogue(tmp_path / "catalogue.db")) as opened:
            async with catalogue.running(Premises(settings.read(), ""), every=0.1), asyncio.timeout(60):
                while len(opened.products("lamp")) < 2:  # the catalogue has no event
                    await asyncio.sleep(0.1)

            assert [source.name for source in opened.sources()] == [feed]

    async def test_one_process_of_a_folder_fetches(self, tmp_path: Path) -> None:
        """The second finds the lock taken and waits for its turn."""
        with (tmp_path / "lock").open("wb") as first, (tmp_path / "lock").open("wb") as second:
            assert catalogue._is_ours(first)
            assert not catalogue._is_ours(second)
