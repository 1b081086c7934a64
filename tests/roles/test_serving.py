from __future__ import annotations

import gzip

import aiohttp
import pytest
from aiohttp import web

from bot.roles.serving import PortInUse, serving
from tests.browser.application import free_port


async def length(request: web.Request) -> web.Response:
    """Answer how long the body was."""
    return web.Response(text=str(len(await request.read())))


def app() -> web.Application:
    """An application that reads what it gets."""
    made = web.Application()
    made.add_routes([web.post("/", length)])
    return made


class TestServing:
    async def test_a_packed_body_stays_packed(self) -> None:
        """A kilobyte that unpacks to a gigabyte would stop everybody for seconds."""
        port, packed = free_port(), gzip.compress(b" " * 1_000_000)
        async with (
            serving(app(), "PUBLIC_PORT", "127.0.0.1", port),
            aiohttp.ClientSession() as session,
            session.post(f"http://127.0.0.1:{port}/", data=packed, headers={"Content-Encoding": "gzip"}) as response,
        ):
            assert await response.text() == str(len(packed))

    async def test_a_taken_port_names_the_setting(self) -> None:
        """Whoever starts it knows what to change."""
        port = free_port()
        async with serving(app(), "PUBLIC_PORT", "127.0.0.1", port):
            with pytest.raises(PortInUse, match="set PUBLIC_PORT to another port"):
                async with serving(app(), "PUBLIC_PORT", "127.0.0.1", port):
                    pytest.fail("it listened twice")
