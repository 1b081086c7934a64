"""A desk that runs: a real server, call-backs in memory, one password."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from bot.desk.app import build_app
from bot.desk.services import DeskServices
from bot.desk.sessions import MemorySessions
from bot.handoff.memory import MemoryHandoffs
from tests.handoff.examples import Clock

PASSWORD = "k7mq-x3vd-9pwa-hn4t"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as a browser meets it: posts come from its own pages."""

    client: TestClient[web.Request, web.Application]
    handoffs: MemoryHandoffs
    clock: Clock

    @property
    def origin(self) -> str:
        """What a browser sends with a form of our own."""
        return str(self.client.make_url("")).rstrip("/")

    async def get(self, path: str, **headers: str) -> ClientResponse:
        """Open a page; a redirect is not followed."""
        return await self.client.get(path, allow_redirects=False, headers=headers)

    async def post(self, path: str, *, origin: str | None = None, **fields: str) -> ClientResponse:
        """Send a form; a redirect is not followed."""
        headers = {"Origin": self.origin if origin is None else origin}
        return await self.client.post(path, data=fields, headers=headers, allow_redirects=False)

    async def log_in(self, name: str = "Anne") -> None:
        """Come in with the right password."""
        answer = await self.post("/login", password=PASSWORD, name=name)
        assert answer.status == 303


class Running:
    """Starts a desk and stops it again."""

    def __init__(self, *, journey: web.Application | None = None) -> None:
        self.clock = Clock()
        self.handoffs = MemoryHandoffs(clock=self.clock)
        services = DeskServices(
            handoffs=self.handoffs,
            password_hash=HASH,
            journey=journey,
            sessions=MemorySessions(clock=self.clock),
            shop_name="Winkel & Zo",
            clock=self.clock,
        )
        self.client = TestClient(TestServer(build_app(services)))

    async def __aenter__(self) -> Desk:
        """A desk that listens."""
        await self.client.start_server()
        return Desk(self.client, self.handoffs, self.clock)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        await self.client.close()


async def journey_page(_request: web.Request) -> web.Response:
    """A stand-in for the journey pages."""
    return web.Response(text="<h1>Klantreis</h1>", content_type="text/html")


async def broken_page(_request: web.Request) -> web.Response:
    """A page with a fault in it."""
    raise RuntimeError("secret detail of the fault")


def journey_pages() -> web.Application:
    """Some pages to mount."""
    app = web.Application()
    app.add_routes([web.get("/", journey_page), web.get("/broken", broken_page)])
    return app


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A desk with journey pages; nobody is logged in."""
    async with Running(journey=journey_pages()) as running:
        yield running
