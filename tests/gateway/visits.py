"""A gateway to visit, and a visitor who speaks its protocol."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from bot import settings
from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Turn
from bot.gateway.app import GatewayServices, build_app
from bot.gateway.ports import Meters
from bot.language.clean import clean
from bot.meters import GatewayMeters
from bot.shop.memory import MemoryCatalogue
from journey_tracker.ports import JourneyStore

LIMITS = ("ADDRESS_CONNECTIONS", "ADDRESS_CONVERSATIONS", "ADDRESS_MESSAGES", "VISITOR_CONNECTIONS", "VISITOR_MESSAGES")
WITHOUT_LIMITS: dict[str, Any] = dict.fromkeys(LIMITS, "0")


def services(
    log: ConversationLog,
    folder: Path,
    *,
    secret: str = "secret",  # noqa: S107 - of tests, opens nothing
    rates_url: str = "",
    meters: Meters | None = None,
    journey: JourneyStore | None = None,
    **given: str,
) -> GatewayServices:
    """What a gateway over a log needs; `given` are settings."""
    return GatewayServices(
        settings=settings.read({"KOOPWIJZER_DATA": str(folder), "MAX_CHARS": "2000"} | given),
        secret=secret,
        log=log,
        catalogue=MemoryCatalogue(),
        clean=partial(clean, max_chars=2000),
        rates_url=rates_url,
        meters=meters or GatewayMeters(CollectorRegistry()),
        journey=journey,
    )


def gateway(log: ConversationLog, folder: Path, **given: Any) -> TestServer:
    """A gateway over a log, on a free port."""
    return TestServer(build_app(services(log, folder, **given)))


class Chat:
    """A client of the protocol: sends frames, and collects what comes until a frame of a type."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []

    async def send(self, **frame: Any) -> None:
        """Send one frame."""
        await self.socket.send_str(json.dumps(frame))

    async def say(self, id: str, text: str = "hoi") -> None:
        """Say something."""
        await self.send(type="say", id=id, text=text)

    async def until(self, kind: str) -> dict[str, Any]:
        """Read on until a frame of this type, and give it."""
        async with asyncio.timeout(5):
            while True:
                frame: dict[str, Any] = await self.socket.receive_json()
                self.seen.append(frame)
                if frame["type"] == kind:
                    return frame

    async def closed(self) -> int | None:
        """Read on until the socket is closed; the code."""
        async with asyncio.timeout(5):
            async for _ in self.socket:
                pass
        return self.socket.close_code


async def hello(client: TestClient[Any, Any], **fields: Any) -> tuple[Chat, dict[str, Any]]:
    """Connect and say hello; the chat and its welcome."""
    chat = Chat(await client.ws_connect("/chat"))
    await chat.send(type="hello", **fields)
    return chat, await chat.until("welcome")


async def answer(log: ConversationLog, conversation: str, *replies: dict[str, Any]) -> None:
    """Do what a worker does: one turn for the oldest waiting message of the conversation, as soon as one waits."""
    async with asyncio.timeout(5):
        while True:
            lease = await log.claim("w", shard_of(conversation))
            for message in lease.messages if lease else ():
                if message.conversation == conversation:
                    snapshot = await log.snapshot(conversation)
                    assert lease is not None
                    await log.complete(lease, Turn(message, snapshot.ownership.epoch, "s", replies=replies))
                    return
            await asyncio.sleep(0.01)
