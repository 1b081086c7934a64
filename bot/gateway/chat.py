"""One chat connection: hello, then two loops — what the shopper sends goes to the log, what the log has comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass, field, replace

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.gateway import frames, keys, origins, texts
from bot.gateway.greeting import Welcome
from bot.gateway.hearing import Visit
from bot.gateway.hub import News
from bot.gateway.line import GOODBYE_SECONDS, Line
from bot.gateway.refusal import Refused
from bot.gateway.showing import Showing
from bot.tasks import end

HELLO_SECONDS = 10
HEARTBEAT_SECONDS = 25
NO_HELLO = 4400
MOST_FAULTS = 20
"""After so many bad frames, or messages sent while it was told to wait, a connection is closed."""
Incoming = AsyncGenerator[frames.Frame, None]
logger = structlog.get_logger(__name__)


async def chat(request: web.Request) -> web.StreamResponse:
    """`GET /chat`: the WebSocket of docs/protocol.md."""
    app, address = request.app, request.app[keys.ADDRESSES].of(request)
    _check_door(request, address)
    # Deflate would cost seven times the memory per socket, for messages of a few hundred bytes.
    socket = web.WebSocketResponse(
        compress=False, max_msg_size=frames.MAX_FRAME_BYTES, heartbeat=HEARTBEAT_SECONDS, timeout=GOODBYE_SECONDS
    )
    await socket.prepare(request)
    connection = Connection(app, socket, Line(socket, request.transport), address, app[keys.SETTINGS].default_language)
    with app[keys.LIMITS].addresses.counted(address), app[keys.LEAVING].staying(connection):
        await connection.serve()
    return socket


def _check_door(request: web.Request, address: str) -> None:
    """Raise `Refused` for those who are not even spoken to."""
    if not origins.allowed(request):
        raise Refused("forbidden_origin")
    request.app[keys.LEAVING].check_door()
    request.app[keys.LIMITS].check_door(address)


@dataclass(slots=True, eq=False)
class Connection:
    """The state of one socket: which conversation it shows, and how often the client went wrong."""

    app: web.Application
    socket: web.WebSocketResponse
    line: Line
    address: str
    language: str
    visit: Visit = field(default_factory=lambda: Visit("", "", {}))
    faults: int = 0
    wait_until: float = 0.0

    async def serve(self) -> None:
        """Greet, then send and receive until the socket closes."""
        meters = self.app[keys.METERS]
        meters.opened()
        try:
            await self._serve()
        except ConnectionError:
            return  # the shopper left while something was being sent; it waits in the log
        except Exception:
            logger.exception("chat_failed", conversation=self.visit.conversation)
            await self.line.close(WSCloseCode.INTERNAL_ERROR)
        finally:
            meters.closed()

    async def leave(self, retry_after: float) -> None:
        """Say that the gateway stops, and when to come back."""
        try:
            await self.line.send({"type": "bye", "retry_after": retry_after})
        finally:
            await self.line.close(WSCloseCode.SERVICE_RESTART)

    async def _serve(self) -> None:
        async with aclosing(self._frames()) as incoming:
            if hello := await self._hello(incoming):
                await self._welcome(hello, incoming)
            else:
                await self.line.close(NO_HELLO)

    async def _welcome(self, hello: frames.Hello, incoming: Incoming) -> None:
        try:
            welcome = await self.app[keys.GREETING].welcome(hello, self.address)
            with self.app[keys.LIMITS].visitors.counted(welcome.conversation):
                self.app[keys.LIMITS].check_connections(self.address, welcome.conversation)
                await self._talk(hello, welcome, incoming)
        except Refused as refused:
            await self._refuse(refused)
            await self.line.close(WSCloseCode.TRY_AGAIN_LATER)

    async def _talk(self, hello: frames.Hello, welcome: Welcome, incoming: Incoming) -> None:
        if hello.token and not welcome.reset:
            self.app[keys.METERS].resumed()
        self.visit = Visit(welcome.conversation, self.address, hello.page)
        with structlog.contextvars.bound_contextvars(conversation=welcome.conversation):
            await self.line.send({"type": "welcome"} | asdict(welcome))
            shown = 0 if welcome.reset else hello.after
            async with self._showing(shown, welcome.done_seq) as showing:
                async for frame in incoming:
                    await self._take(frame, showing)

    @asynccontextmanager
    async def _showing(self, shown: int, done: int) -> AsyncIterator[Showing]:
        """Show what is new for as long as the block lasts; when that fails the socket is closed."""
        log, meters = self.app[keys.LOG], self.app[keys.METERS]
        showing = Showing(log, self.line, meters, self.visit.conversation, shown, done)
        with self.app[keys.HUB].listening(self.visit.conversation) as news:
            news.tell(None)
            task = asyncio.create_task(self._show(showing, news))
            try:
                yield showing
            finally:
                await end([task])

    async def _show(self, showing: Showing, news: News) -> None:
        try:
            await showing.run(news)
        except ConnectionError:
            return  # the shopper is gone, as the receiving side sees too
        except Exception:
            logger.exception("showing_failed")
            await self.line.close(WSCloseCode.INTERNAL_ERROR)

    async def _hello(self, incoming: Incoming) -> frames.Hello | None:
        """The first hello; None when none came in time."""
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                async for frame in incoming:
                    if isinstance(frame, frames.Hello):
                        self.language = frame.language
                        return frame
                    await self._refuse(Refused("no_hello"), getattr(frame, "id", ""))
        except TimeoutError:
            pass  # told by the closing code
        return None

    async def _frames(self) -> Incoming:
        """What the client sends, as far as it can be read."""
        async for raw in self.socket:
            try:
                if raw.type is not WSMsgType.TEXT:
                    raise frames.BadFrame("a binary frame", "text frames")
                frame = frames.parse(raw.data)
            except frames.BadFrame as error:
                await self._refuse_fault(Refused("bad_frame", allowed=str(error)), error.client_id)
                continue
            self.app[keys.METERS].heard(type(frame).__name__.lower())
            yield frame

    async def _take(self, frame: frames.Frame, showing: Showing) -> None:
        if isinstance(frame, frames.Ping):
            await self.line.send({"type": "pong"})
        elif isinstance(frame, frames.Hello):
            await self._refuse_fault(Refused("bad_frame", allowed="one hello a connection"))
        elif isinstance(frame, frames.Moved):
            self.visit = replace(self.visit, page=frame.page)
        else:
            self.language = frame.language
            await self._hear(frame, showing)

    async def _hear(self, frame: frames.Say | frames.Choose, showing: Showing) -> None:
        if (wait := self.wait_until - time.monotonic()) > 0:
            # Not even counted: a client that does not wait would keep the store of the rates at work.
            await self._refuse_fault(Refused("too_fast", retry_after=int(wait) + 1), frame.id)
            return
        since = time.monotonic()
        try:
            appended = await self.app[keys.HEARING].hear(self.visit, frame)
        except Refused as refused:
            if refused.code in ("too_fast", "address_messages"):
                self.wait_until = time.monotonic() + float(refused.values["retry_after"])
            await self._refuse(refused, frame.id)
            return
        if not appended.duplicate:
            showing.awaits(appended.seq, since)
        await self.line.send({"type": "ack", "id": frame.id, "seq": appended.seq, "duplicate": appended.duplicate})

    async def _refuse_fault(self, refused: Refused, client_id: str = "") -> None:
        """Refuse what a client should not have sent; one that goes on doing so is shut out."""
        self.faults += 1
        if self.faults > MOST_FAULTS:
            await self.line.close(WSCloseCode.POLICY_VIOLATION)
            return
        await self._refuse(refused, client_id)

    async def _refuse(self, refused: Refused, client_id: str = "") -> None:
        self.app[keys.METERS].refused(refused.code)
        logger.info("refused", code=refused.code)
        said = texts.error(self.app[keys.TEXTS], self.language, refused.code, **refused.values)
        named = {"id": client_id} if client_id else {}
        await self.line.send({"type": "error", "code": refused.code, "message": said} | refused.values | named)
