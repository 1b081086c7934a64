"""A desk that runs: a real server, call-backs, handoffs and conversations in memory, one password."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from bot.conversation.ports import Role
from bot.desk.announcing import announcements
from bot.desk.app import build_app
from bot.desk.services import FOLDER, DeskServices
from bot.desk.sessions import MemorySessions
from bot.handoff.attending import Attending
from bot.handoff.hours import ALWAYS, Hours
from bot.handoff.memory import MemoryHandoffQueue, MemoryHandoffs
from bot.handoff.queue import Handoff
from bot.handoff.summary import Summary
from journey_tracker.ports import JourneyStore
from tests.conversation.memory import MemoryLog
from tests.handoff.examples import Clock

PASSWORD = "k7mq-x3vd-9pwa-hn4t"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as a browser meets it: posts come from its own pages."""

    app: web.Application
    client: TestClient[web.Request, web.Application]
    handoffs: MemoryHandoffs
    queue: MemoryHandoffQueue
    log: MemoryLog
    attending: Attending
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

    async def wants_a_person(self, conversation: str = "c1", words: str = "Ik wil een mens", **other: Any) -> Handoff:
        """A shopper asks for a person now, and waits."""
        await self.log.append(conversation, "m1", {"text": words}, Role.SHOPPER)
        usual: dict[str, Any] = {
            "conversation": conversation,
            "asked_ms": self.clock.now,
            "reason": "request_human",
            "language": "nl",
            "summary": Summary(category={"nl": "laptop", "en": "laptop"}, last_words=words),
        }
        return await self.queue.request(Handoff(**(usual | other)), key=f"{conversation}:1")

    async def texts(self, conversation: str = "c1") -> list[str]:
        """What was said in a conversation."""
        return [entry.body["text"] for entry in await self.log.read(conversation)]


class Running:
    """Starts a desk and stops it again."""

    def __init__(
        self,
        *,
        journey: web.Application | None = None,
        touchpoints: JourneyStore | None = None,
        hours: Hours = ALWAYS,
    ) -> None:
        self.clock = Clock()
        self.handoffs = MemoryHandoffs(clock=self.clock)
        self.queue = MemoryHandoffQueue(clock=self.clock)
        self.log = MemoryLog(clock=self.clock)
        texts = announcements(FOLDER, shop_name="Winkel & Zo")
        self.attending = Attending(
            queue=self.queue, log=self.log, texts=texts, redact=lambda text: text, clock=self.clock
        )
        services = DeskServices(
            handoffs=self.handoffs,
            queue=self.queue,
            log=self.log,
            attending=self.attending,
            touchpoints=touchpoints,
            hours=hours,
            password_hash=HASH,
            journey=journey,
            sessions=MemorySessions(clock=self.clock),
            shop_name="Winkel & Zo",
            clock=self.clock,
        )
        self.app = build_app(services)
        self.client = TestClient(TestServer(self.app))

    async def __aenter__(self) -> Desk:
        """A desk that listens."""
        await self.client.start_server()
        return Desk(self.app, self.client, self.handoffs, self.queue, self.log, self.attending, self.clock)

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
