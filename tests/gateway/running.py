"""A gateway in a thread of its own, for clients that are not coroutines: browsers, and what fuzzes the API."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.conversation.ports import ConversationLog, Turn
from bot.gateway.app import build_app
from bot.tasks import end
from journey_tracker.ports import JourneyStore
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import WITHOUT_LIMITS, services

T = TypeVar("T")


class RunningGateway:
    """A gateway over a log in memory, with a worker that repeats what was said."""

    def __init__(self, folder: Path, loop: asyncio.AbstractEventLoop) -> None:
        """It does not serve yet; everything happens in `loop`, which runs in another thread."""
        self._folder, self._loop = folder, loop
        self._port = unused_port()
        self._runner: web.AppRunner | None = None
        self.log = MemoryLog()
        self.given: dict[str, Any] = WITHOUT_LIMITS.copy()
        self.journey: JourneyStore | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def app(self) -> web.Application:
        """The application that serves now."""
        assert self._runner is not None
        return self._runner.app

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the gateway's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def start(self) -> None:
        """Serve, with the settings in `given`, over the log there is."""
        self.run(self._start())

    def stop(self) -> None:
        """Stop in good order."""
        if self._runner:
            self.run(self._runner.cleanup())
            self._runner = None

    async def _start(self) -> None:
        runner = web.AppRunner(
            build_app(services(self.log, self._folder, journey=self.journey, **self.given)), shutdown_timeout=2
        )
        runner.app.cleanup_ctx.append(self._working)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._port, reuse_address=True).start()
        self._runner = runner

    async def _working(self, _: web.Application) -> AsyncIterator[None]:
        worker = asyncio.create_task(echo(self.log))
        yield
        await end([worker])


@contextmanager
def running_gateway(folder: Path) -> Iterator[RunningGateway]:
    """A gateway that serves until the end of the block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    gateway = RunningGateway(folder, loop)
    try:
        gateway.start()
        yield gateway
        gateway.stop()
        gateway.run(loop.shutdown_default_executor())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def echo(log: ConversationLog) -> None:
    """A worker without Rasa."""
    await log.join("echo")
    async for shard in log.arrivals():
        lease = await log.claim("echo", shard)
        for message in lease.messages if lease else ():
            assert lease is not None
            epoch = (await log.snapshot(message.conversation)).ownership.epoch
            reply = {"text": f"re {message.entry.body['text']}"}
            await log.complete(lease, Turn(message, epoch, "", replies=[reply]))
