"""A shopper with a widget: the WebSocket of docs/protocol.md."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import aiohttp

from bench.ports import NotAnswered

ANSWER_SECONDS = 60
NAME = "Koopwijzer"


@dataclass(slots=True)
class ChatShopper:
    """One conversation over one socket."""

    socket: aiohttp.ClientWebSocketResponse
    language: str
    ids: count[int]

    async def say(self, text: str) -> None:
        """Send one frame; returns at the `done` that follows the turn's last reply. Raises `NotAnswered`."""
        own = str(next(self.ids))
        await self.socket.send_json({"type": "say", "id": own, "text": text, "language": self.language})
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                replies = await self._replies(own, text)
        except TimeoutError:
            raise NotAnswered(NAME, text, f"no turn within {ANSWER_SECONDS} s") from None
        if not replies:
            raise NotAnswered(NAME, text, "the turn ended without a reply")

    async def _replies(self, own: str, text: str) -> int:
        """Read frames until the turn of message `own` is over; how many replies it had."""
        seq = done = 0
        answered: list[int] = []
        while not seq or done < seq:
            frame = await self._frame(text)
            match frame["type"]:
                case "ack" if frame["id"] == own:
                    seq = frame["seq"]
                case "message" if frame.get("re"):
                    answered.append(frame["re"])
                case "done":
                    done = frame["seq"]
                case "error":
                    reason = f"{frame['code']}: {frame['message']} (limits of the application: bench/application.py)"
                    raise NotAnswered(NAME, text, reason)
        return answered.count(seq)

    async def _frame(self, text: str) -> dict[str, Any]:
        raw = await self.socket.receive()
        if raw.type is not aiohttp.WSMsgType.TEXT:
            raise NotAnswered(NAME, text, f"the socket was closed with {self.socket.close_code}")
        frame: dict[str, Any] = raw.json()
        return frame


@asynccontextmanager
async def conversation(session: aiohttp.ClientSession, address: str, language: str) -> AsyncIterator[ChatShopper]:
    """A new conversation of a new visitor."""
    async with session.ws_connect(f"{address}/chat") as socket:
        await socket.send_json({"type": "hello", "language": language})
        shopper = ChatShopper(socket, language, count(1))
        await shopper._frame("hello")
        yield shopper
