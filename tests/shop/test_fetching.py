"""Fetching a feed: from a real server, and not again when it is still the same."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.shop import fetching
from bot.shop.fetching import fetch, name_of
from bot.shop.table import UnreadableFeed


async def _feed(request: web.Request) -> web.Response:
    if request.headers.get("If-None-Match") == '"v1"':
        return web.Response(status=304)
    return web.Response(text="title\tprice\nLamp\t5\n", headers={"ETag": '"v1"'})


async def _dated(request: web.Request) -> web.Response:
    date = "Sun, 22 Nov 2026 06:00:00 GMT"
    if request.headers.get("If-Modified-Since") == date:
        return web.Response(status=304)
    return web.Response(text="x", headers={"Last-Modified": date})


async def _around(request: web.Request) -> web.Response:
    raise web.HTTPFound(request.path_qs)


async def _away(_: web.Request) -> web.Response:
    raise web.HTTPFound("file:///feed?key=secret")


async def _half(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Length": "1000"})
    await answer.prepare(request)
    await answer.write(b"title,price")
    assert request.transport
    request.transport.close()
    return answer


async def _packed(_: web.Request) -> web.Response:
    return web.Response(body=gzip.compress(b"title,price"), headers={"Content-Encoding": "gzip"})


async def _never(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    await asyncio.sleep(30)
    return answer


HANDLERS = {
    "/feed": _feed,
    "/dated": _dated,
    "/around": _around,
    "/away": _away,
    "/half": _half,
    "/packed": _packed,
    "/never": _never,
}


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """A shop that has a feed with an ETag at `/feed`, one with a date at `/dated`, and ways to go wrong."""
    app = web.Application()
    app.add_routes([web.get(path, handler) for path, handler in HANDLERS.items()])
    server = TestServer(app)
    async with server:
        yield server


class TestFetch:
    @pytest.mark.parametrize("name", ["feed", "dated"])
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

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("around", "it redirects without end"),
            ("away", "redirects"),
            ("half", "not completed"),
            ("never", "too long"),
        ],
    )
    async def test_half_a_feed_is_refused_without_telling_its_key(
        self, server: TestServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
    ) -> None:
        """Whatever goes wrong on the way."""
        monkeypatch.setattr(fetching, "LIMIT", aiohttp.ClientTimeout(total=2, sock_read=0.3))
        with pytest.raises(UnreadableFeed, match=reason) as refused:
            await fetch(str(server.make_url(f"/{name}?key=secret")), tmp_path / "x")

        assert "secret" not in str(refused.value)

    async def test_what_was_packed_for_the_way_is_unpacked(self, server: TestServer, tmp_path: Path) -> None:
        """As the server says it is."""
        await fetch(str(server.make_url("/packed")), tmp_path / "x")

        assert (tmp_path / "x").read_bytes() == b"title,price"

    async def test_says_that_nobody_answers(self, tmp_path: Path) -> None:
        """A refused connection is told like any other error."""
        with pytest.raises(UnreadableFeed, match="it cannot be fetched"):
            await fetch("http://127.0.0.1:9/feed.xml", tmp_path / "x")


class TestNameOf:
    def test_leaves_out_what_may_be_a_key(self) -> None:
        """Neither the password nor what stands after the question mark."""
        assert name_of("https://me:pw@shop.example/feed.xml") == "https://shop.example/feed.xml"
        assert "secret" not in name_of("https://shop.example/feed.xml?key=secret")

    def test_tells_feeds_apart_that_differ_after_the_question_mark(self) -> None:
        """Many a shop has one address for all of them."""
        assert name_of("https://shop.example/feed?id=1") != name_of("https://shop.example/feed?id=2")
