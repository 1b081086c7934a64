"""One conversation by docs/protocol.md: connects, comes back when the line breaks, sends again what was not stored."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from bot.tasks import end

Frame = Mapping[str, Any]
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
HEARTBEAT_SECONDS = 20.0


class Listener(Protocol):
    """Who shows the conversation."""

    def shown(self, message: Frame) -> None:
        """A message of the conversation, in order, each once."""

    def lost(self) -> None:
        """The line broke; it is being restored."""

    def refused(self, reason: str) -> None:
        """The server takes no conversations now, and says why; it is asked again later."""

    def begun_again(self) -> None:
        """The server no longer knows the conversation; a new one has begun."""


class Refused(Exception):
    """The server did not take a message; it says why in the shopper's language."""


class TooLong(Refused):
    """A message has more characters than the server takes; one that fits in no frame would end the connection."""

    def __init__(self, allowed: int) -> None:
        """Say how many are allowed."""
        super().__init__(f"the message has more than {allowed} characters; make it shorter")
        self.allowed = allowed


class NobodyThere(Exception):
    """No Koopwijzer answers at the address."""

    def __init__(self, url: str, reason: str) -> None:
        """Say where, why and what to do."""
        super().__init__(f"no chat at {url} ({reason}). Start a shop there with `./run`, or give another --url")


@dataclass(slots=True)
class Conversation:
    """A shopper's side of one conversation. One message is under way at a time."""

    url: str
    """Of the public port, without a closing slash."""
    language: str
    listener: Listener
    _welcome: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the server greeted for the first time."""
    _max_chars: int = 0
    _name: str = ""
    _token: str = ""
    _epoch: str = ""
    _seen: int = 0
    _done: int = 0
    _socket: aiohttp.ClientWebSocketResponse | None = None
    _under_way: dict[str, Any] | None = None
    _stored: asyncio.Future[int] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _later: asyncio.Task[None] | None = None
    _told_to_wait: float = 0.0
    _next_pause: float = FIRST_PAUSE

    @asynccontextmanager
    async def open(self) -> AsyncIterator[asyncio.Task[None]]:
        """Stay connected until the block ends; the task ends by itself only with an error, such as `NobodyThere`."""
        staying = asyncio.create_task(self._stay(), name="conversation")
        try:
            yield staying
        finally:
            await end([staying, *([self._later] if self._later else [])])

    async def name(self) -> str:
        """The name of the conversation in the log, once the server greeted."""
        await self._welcome.wait()
        return self._name

    async def say(self, text: str) -> None:
        """Say something and wait until its turn is over; raises `Refused`."""
        await self._welcome.wait()
        if len(text) > self._max_chars:
            raise TooLong(self._max_chars)
        await self._send({"type": "say", "text": text})

    async def choose(self, chip: str) -> None:
        """Press the chip of this id and wait until its turn is over; raises `Refused`."""
        await self._send({"type": "choose", "chip": chip})

    async def _send(self, frame: Frame) -> None:
        self._under_way = {**frame, "id": uuid.uuid4().hex, "language": self.language}
        self._stored = asyncio.get_running_loop().create_future()
        try:
            await self._send_again()
            seq = await self._stored
        finally:
            self._under_way = None
        epoch = self._epoch
        while self._done < seq and self._epoch == epoch:  # another epoch is another log: it will never answer
            self._news.clear()
            await self._news.wait()

    async def _send_again(self) -> None:
        if self._socket is None or self._under_way is None:
            return  # before `welcome` nobody listens; it is sent after it
        try:
            await self._socket.send_json(self._under_way)
        except ConnectionError:
            return  # it is sent again once the line is restored

    async def _stay(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.ws_connect(f"{self.url}/chat", heartbeat=HEARTBEAT_SECONDS) as socket:
                        await self._listen(socket)
                except (aiohttp.ClientError, OSError) as error:
                    self._give_up_when_never_there(error)
                self._socket = None
                self.listener.lost()
                await asyncio.sleep(self._pause())

    def _give_up_when_never_there(self, error: Exception) -> None:
        if not self._welcome.is_set():
            raise NobodyThere(self.url, str(error) or type(error).__name__) from error

    def _pause(self) -> float:
        """Seconds until the next try: as told, else doubling; never for two clients the same."""
        told, self._told_to_wait = self._told_to_wait, 0.0
        if told:
            return told * random.uniform(1, 1.5)  # noqa: S311  # spreads clients, guards nothing
        pause, self._next_pause = self._next_pause, min(2 * self._next_pause, LONGEST_PAUSE)
        return pause * random.uniform(0.5, 1)  # noqa: S311  # the same

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        remembered = {"token": self._token, "epoch": self._epoch} if self._token else {}
        await socket.send_json({"type": "hello", "after": self._seen, "language": self.language, **remembered})
        async for raw in socket:
            if raw.type is aiohttp.WSMsgType.TEXT:
                frame = raw.json()
                self._socket = socket if frame["type"] == "welcome" else self._socket
                await self._take(frame)

    async def _take(self, frame: Frame) -> None:
        match frame["type"]:
            case "welcome":
                await self._welcomed(frame)
            case "ack":
                self._settle(frame["id"], frame["seq"])
            case "message":
                self._told(frame)
            case "done":
                self._done = max(self._done, frame["seq"])
                self._news.set()
            case "error":
                self._refused(frame)
            case "bye":
                self._told_to_wait = frame["retry_after"]

    async def _welcomed(self, frame: Frame) -> None:
        if frame["reset"]:
            self._seen = self._done = 0
            self.listener.begun_again()
        self._name = frame["conversation"]
        self._token, self._epoch, self._max_chars = frame["token"], frame["epoch"], frame["max_chars"]
        self._done = max(self._done, frame["done_seq"])
        self._next_pause = FIRST_PAUSE
        self._news.set()
        self._welcome.set()
        await self._send_again()

    def _told(self, frame: Frame) -> None:
        if frame["seq"] > self._seen:
            self._seen = frame["seq"]
            self.listener.shown(frame)

    def _settle(self, client_id: str, seq: int) -> None:
        if self._is_under_way(client_id) and self._stored and not self._stored.done():
            self._stored.set_result(seq)

    def _is_under_way(self, client_id: str) -> bool:
        return self._under_way is not None and self._under_way["id"] == client_id

    def _refused(self, frame: Frame) -> None:
        wait = frame.get("retry_after")
        if self._socket is None:
            self._told_to_wait = wait or self._told_to_wait
            self.listener.refused(frame["message"])
        elif wait:
            self._later = asyncio.create_task(self._send_again_after(wait))
        elif self._is_under_way(frame.get("id", "")) and self._stored and not self._stored.done():
            self._stored.set_exception(Refused(frame["message"]))

    async def _send_again_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._send_again()
