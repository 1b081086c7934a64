"""A shopper whose phone resends what was not acknowledged and resumes where it was, as the widget does."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

import aiohttp

SAYS = ("hoi", "ik zoek een lichte laptop", "goedkoper", "something cheaper please", "bedankt", "onder de 500 euro")
PAUSE_SECONDS = 1.1
"""Between an acknowledgement and the next message: nobody is told to type slower."""
PATIENCE_SECONDS = 8.0
"""A line over which nothing comes back for so long is given up."""


@dataclass(slots=True)
class Shopper:
    """One conversation, and everything that was seen of it."""

    url: str
    name: str
    token: str = ""
    conversation: str = ""
    epoch: str = ""
    acknowledged: list[str] = field(default_factory=list)
    """Ids of the messages that were acknowledged, in the order in which they were said."""
    seen: list[dict[str, Any]] = field(default_factory=list)
    """Messages of every connection, in the order in which they came."""
    resets: int = 0
    """How often the server said that it no longer knew the conversation."""
    refused: list[str] = field(default_factory=list)
    """Codes of the errors that say something other than: later."""
    connections: int = 0
    _done: int = 0
    _last: int = 0
    _under_way: dict[str, str] | None = None

    async def shop(self, session: aiohttp.ClientSession, closing: asyncio.Event) -> None:
        """Say one thing after another until closing time, then wait until the last is answered."""
        says = self._says()
        while not (closing.is_set() and self._all_answered()):
            # The line breaks, as it should here; the next one resumes.
            with suppress(aiohttp.ClientError, OSError, TimeoutError):
                async with session.ws_connect(f"{self.url}/chat") as socket:
                    self.connections += 1
                    await self._converse(socket, closing, says)
            await asyncio.sleep(0.1 + 0.3 * random.random())  # noqa: S311  # only spreads the moments

    def _says(self) -> Iterator[dict[str, str]]:
        for number, text in zip(count(), cycle(SAYS)):
            yield {"type": "say", "id": f"{self.name}-{number}", "text": text}

    def _all_answered(self) -> bool:
        return self._under_way is None and self._done >= self._last

    async def _converse(
        self, socket: aiohttp.ClientWebSocketResponse, closing: asyncio.Event, says: Iterator[dict[str, str]]
    ) -> None:
        after = self.seen[-1]["seq"] if self.seen else 0
        await socket.send_json({"type": "hello", "token": self.token, "epoch": self.epoch, "after": after})
        self._take(_read(await socket.receive(timeout=PATIENCE_SECONDS)))
        while not (closing.is_set() and self._all_answered()):
            if self._under_way is None and not closing.is_set():
                await self._listen(socket, PAUSE_SECONDS)
                self._under_way = next(says)
            if self._under_way is not None:
                await socket.send_json(self._under_way)
            await self._expect(socket)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse, seconds: float) -> None:
        """Take what comes for so long."""
        until = asyncio.get_running_loop().time() + seconds
        while (left := until - asyncio.get_running_loop().time()) > 0:
            try:
                frame = await socket.receive(timeout=left)
            except TimeoutError:
                return
            self._take(_read(frame))

    async def _expect(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Take what comes until the message under way is acknowledged or may be sent again; or all is answered."""
        waiting = self._under_way
        while self._under_way is waiting and not (waiting is None and self._all_answered()):
            frame = _read(await socket.receive(timeout=PATIENCE_SECONDS))
            self._take(frame)
            if frame["type"] == "error" and "retry_after" in frame:
                await self._listen(socket, frame["retry_after"])
                return

    def _take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "welcome":
                self.token, self.conversation, self.epoch = frame["token"], frame["conversation"], frame["epoch"]
                self._done = frame["done_seq"]
                self.resets += frame["reset"]
            case "ack":
                self._acknowledge(frame["id"], frame["seq"])
            case "message":
                self.seen.append(frame)
            case "done":
                self._done = frame["seq"]
            case "error" if "retry_after" not in frame:
                self.refused.append(frame["code"])

    def _acknowledge(self, client_id: str, seq: int) -> None:
        if self._under_way is not None and self._under_way["id"] == client_id:
            self.acknowledged.append(client_id)
            self._under_way, self._last = None, seq


def _read(frame: aiohttp.WSMessage) -> dict[str, Any]:
    if frame.type is not aiohttp.WSMsgType.TEXT:
        raise ConnectionResetError("the line was closed")
    read: dict[str, Any] = frame.json()
    return read
