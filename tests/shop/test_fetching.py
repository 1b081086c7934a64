"""Fetching a feed: from a real server, and not again when it is still the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.shop.fetching import fetch, name_of
from bot.shop.table import UnreadableFeed


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """A shop that has a feed with an ETag at `/feed.tsv`, and one with a date at `/dated.tsv`."""

    async def feed(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        return web.Response(text="title\tprice\nLamp\t5\n", headers={"ETag": '"v1"'})

    async def dated(request: web.Request) -> web.Response:
        date = "Sun, 22 Nov 2026 06:00:00 GMT"
        if request.headers.get("If-Modified-Since") == date:
            return web.Response(status=304)
        return web.Response(text="x", headers={"Last-Modified": date})

    app = web.Application()
    app.add_routes([web.get("/feed.tsv", feed), web.get("/dated.tsv", dated)])
    server = TestServer(app)
    async with server:
        yield server


class TestFetch:
    @pytest.mark.parametrize("name", ["feed.tsv", "dated.tsv"])
    async def test_a_feed_that_is_still_the_same_is_not_fetched_again(
        self, server: TestServer, tmp_path: Path, name: str
    ) -> None:
        """The tag of one fetch is given to the next."""
        url, file = str(server.make_url(f"/{name}")), tmp_path / name
        tag = await fetch(url, file)

        assert tag
        assert file.stat().st_size > 0
        assert await fetch(url, file, tag=tag) is None

    async def test_says_what_the_server_said(self, server: TestServer, tmp_path: Path) -> None:
        """And not the key in the address."""
        with pytest.raises(UnreadableFeed, match=r"/nothing: its server answers 404 Not Found") as refused:
            await fetch(str(server.make_url("/nothing?key=secret")), tmp_path / "x")

        assert "secret" not in str(refused.value)

    async def test_says_that_nobody_answers(self, tmp_path: Path) -> None:
        """A refused connection is told like any other error."""
        with pytest.raises(UnreadableFeed, match="it cannot be fetched"):
            await fetch("http://127.0.0.1:9/feed.xml", tmp_path / "x")


class TestNameOf:
    def test_leaves_out_what_may_be_a_key(self) -> None:
        """Neither the password nor what stands after the question mark."""
        assert name_of("https://me:pw@shop.example/feed.xml?key=1") == "https://shop.example/feed.xml"
