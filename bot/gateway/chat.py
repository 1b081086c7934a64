"""One chat connection: hello, then two loops — what the shopper sends goes to the log, what the log has comes back."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.conversation.ports import ConversationLog, LogUnavailable, Position
from bot.gateway import frames, keys, texts
from bot.gateway.guard import Pace, Visitors, origin_allowed
from bot.gateway.hub import Hub
from bot.tasks import end

HELLO_SECONDS = 10
HEARTBEAT_SECONDS = 25
GOODBYE_SECONDS = 2.0
"""How long a client gets to answer a close: a restart does not wait for those who are gone."""
RETRY_SECONDS = 2
"""What a client is told to wait when the log is away."""
NO_HELLO = 4400
MOST_BAD_FRAMES = 20
"""After so many bad frames on one connection it is closed: a client that is broken, or wants to be heard."""
logger = structlog.get_logger(__name__)


async def chat(request: web.Request) -> web.StreamResponse:
    """`GET /chat`: the WebSocket of docs/protocol.md."""
    settings = request.app[keys.SETTINGS]
    if not origin_allowed(request.headers.get("Origin"), request.host, settings.allowed_origins):
        raise web.HTTPForbidden(text="This page may not open a chat here. Add its origin to ALLOWED_ORIGINS.")
    # Deflate would cost seven times the memory per socket, for messages of a few hundred bytes.
    socket = web.WebSocketResponse(
        compress=False, max_msg_size=frames.MAX_FRAME_BYTES, heartbeat=HEARTBEAT_SECONDS, timeout=GOODBYE_SECONDS
    )
    await socket.prepare(request)
    connection = Connection(request.app, socket)
    request.app[keys.SOCKETS].add(socket)
    try:
        await connection.serve()
    finally:
        request.app[keys.SOCKETS].discard(socket)
    return socket


@dataclass(slots=True)
class Connection:
    """The state of one socket: which conversation it shows, and how far."""

    app: web.Application
    socket: web.WebSocketResponse
    conversation: str = ""
    language: str = "nl"
    page: dict[str, str] = field(default_factory=dict)
    shown: int = 0
    done: int = 0
    pace: Pace = field(default_factory=Pace)
    bad_frames: int = 0

    @property
    def log(self) -> ConversationLog:
        """The conversation log of this gateway."""
        return self.app[keys.LOG]

    async def serve(self) -> None:
        """Greet, then send and receive until the socket closes."""
        try:
            await self._serve()
        except ConnectionError:
            return  # the shopper left while something was being sent; it waits in the log

    async def _serve(self) -> None:
        if not await self._greet():
            return
        hub: Hub = self.app[keys.HUB]
        with hub.listening(self.conversation) as news:
            news.set()
            showing = asyncio.create_task(self._show(news))
            try:
                await self._receive()
            finally:
                await end([showing])

    async def _greet(self) -> bool:
        """Wait for hello and welcome it; False when none came."""
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                hello = await self._first_frame()
        except TimeoutError:
            hello = None
        if hello is None:
            await self.socket.close(code=NO_HELLO)
            return False
        return await self._welcome(hello)

    async def _first_frame(self) -> frames.Hello | None:
        async for raw in self.socket:
            frame = await self._parsed(raw.data) if raw.type is WSMsgType.TEXT else None
            if isinstance(frame, frames.Hello):
                return frame
            if frame is not None:
                await self._refuse("no_hello", frame.id)
        return None

    async def _welcome(self, hello: frames.Hello) -> bool:
        visitors: Visitors = self.app[keys.VISITORS]
        known = visitors.conversation(hello.token) if hello.token else None
        self.conversation = known or visitors.new_conversation()
        self.language, self.page = hello.language, dict(hello.page)
        try:
            epoch, position = await self.log.epoch(), await self.log.position(self.conversation)
        except LogUnavailable:
            await self._refuse("unavailable", retry_after=RETRY_SECONDS)
            await self.socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return False
        reset = _is_lost(hello, known, epoch, position)
        self.shown = 0 if reset else hello.after
        self.done = position.done_seq
        await self.socket.send_json(
            {
                "type": "welcome",
                "token": visitors.token(self.conversation),
                "conversation": self.conversation,
                "epoch": epoch,
                "last_seq": position.last_seq,
                "done_seq": position.done_seq,
                "language": self.language,
                "reset": reset,
                "max_chars": self.app[keys.SETTINGS].max_chars,
            }
        )
        return True

    async def _show(self, news: asyncio.Event) -> None:
        """Send what is new, each time the hub says that something is; the socket is closed when that fails."""
        try:
            while True:
                await news.wait()
                news.clear()
                await self._send_new_or_later(news)
        except ConnectionError:
            return  # the shopper is gone, as the receiving side sees too
        except Exception:
            logger.exception("showing_failed", conversation=self.conversation)
            await self.socket.close(code=WSCloseCode.INTERNAL_ERROR)

    async def _send_new_or_later(self, news: asyncio.Event) -> None:
        try:
            await self._send_new()
        except LogUnavailable:
            await asyncio.sleep(RETRY_SECONDS)
            news.set()

    async def _send_new(self) -> None:
        position = await self.log.position(self.conversation)
        while self.shown < position.last_seq:
            entries = await self.log.read(self.conversation, self.shown)
            if not entries:
                break
            for entry in entries:
                await self.socket.send_json(frames.message(entry))
                self.shown = entry.seq
        if position.done_seq > self.done:
            self.done = position.done_seq
            await self.socket.send_json({"type": "done", "seq": self.done})

    async def _receive(self) -> None:
        async for raw in self.socket:
            if raw.type is not WSMsgType.TEXT:
                await self._refuse_frame()
            elif frame := await self._parsed(raw.data):
                await self._take(frame)

    async def _parsed(self, raw: str) -> frames.Hello | frames.Say | frames.Choose | None:
        try:
            return frames.parse(raw)
        except frames.BadFrame as error:
            await self._refuse_frame(error.client_id, allowed=str(error))
            return None

    async def _refuse_frame(self, client_id: str = "", **values: Any) -> None:
        """Say that a frame was bad; a client that goes on sending such frames is shut out."""
        self.bad_frames += 1
        if self.bad_frames > MOST_BAD_FRAMES:
            await self.socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        await self._refuse("bad_frame", client_id, **values)

    async def _take(self, frame: frames.Hello | frames.Say | frames.Choose) -> None:
        if isinstance(frame, frames.Hello):
            await self._refuse_frame(allowed="one hello a connection")
            return
        self.language = frame.language
        if wait := self.pace.wait():
            await self._refuse("too_fast", frame.id, retry_after=math.ceil(wait))
            return
        try:
            body = await (self._typed(frame) if isinstance(frame, frames.Say) else self._chosen(frame))
            if body is not None:
                await self._append(frame.id, body | {"language": frame.language, "page": self.page})
        except LogUnavailable:
            await self._refuse("unavailable", frame.id, retry_after=RETRY_SECONDS)

    async def _typed(self, frame: frames.Say) -> dict[str, Any] | None:
        longest = self.app[keys.SETTINGS].max_chars
        if len(frame.text) > longest:
            await self._refuse("too_long", frame.id, allowed=longest)
            return None
        if not self.app[keys.CLEAN](frame.text):
            await self._refuse("empty", frame.id)
            return None
        # Kept as typed: what is shown back is what was written. The worker cleans it before it is read.
        return {"text": frame.text}

    async def _chosen(self, frame: frames.Choose) -> dict[str, Any] | None:
        place = frames.chip_place(frame.chip)
        entry = await self.log.entry(self.conversation, place[0]) if place else None
        chips = entry.body.get("chips", []) if entry else []
        if not place or place[1] >= len(chips):
            await self._refuse("unknown_chip", frame.id)
            return None
        chip = chips[place[1]]
        return {"text": chip["label"], "payload": chip["payload"], "chip": frame.chip}

    async def _append(self, client_id: str, body: dict[str, Any]) -> None:
        appended = await self.log.append(self.conversation, client_id, body)
        await self.socket.send_json(
            {"type": "ack", "id": client_id, "seq": appended.seq, "duplicate": appended.duplicate}
        )

    async def _refuse(self, code: str, client_id: str = "", **values: Any) -> None:
        said = texts.error(self.app[keys.TEXTS], self.language, code, **values)
        frame = {"type": "error", "code": code, "message": said} | values | ({"id": client_id} if client_id else {})
        await self.socket.send_json(frame)


def _is_lost(hello: frames.Hello, known: str | None, epoch: str, position: Position) -> bool:
    """Whether the client remembers something that this log does not have."""
    remembers = bool(hello.token) or hello.after > 0
    same_log = known is not None and hello.epoch in ("", epoch) and hello.after <= position.last_seq
    return remembers and not same_log
