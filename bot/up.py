"""The composition root: which roles run in this process, and what each is given."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog
from aiohttp import web

from actions import wiring
from actions.base import Services
from bot import secrets
from bot.components import supplies
from bot.conversation.opening import open_server
from bot.conversation.ports import SHARDS
from bot.conversation.redis import RedisLog
from bot.desk.app import DeskServices
from bot.desk.app import build_app as build_desk
from bot.gateway.app import GatewayServices
from bot.gateway.app import build_app as build_gateway
from bot.handoff.opening import open_handoffs
from bot.handoff.ports import Handoffs
from bot.language.clean import clean
from bot.language.pii import redact
from bot.settings import Settings
from bot.shop.opening import open_catalogue
from bot.shop.ports import Catalogue
from bot.supplying import supplies as supplies_of
from journey_tracker import open_store
from journey_tracker.intake import Intake
from journey_tracker.ports import JourneyStore
from journey_tracker.web import build_app as build_journey

ROOT = Path(__file__).parent.parent
STOP_SECONDS = 25
"""How long a turn in flight may take to finish after a signal."""
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Started:
    """What is listening where."""

    public: str
    staff: str


async def up(settings: Settings, model: Path, *, password_hash: str, started: Callable[[Started], None]) -> None:
    """Run every role until a signal ends it. `started` is told once all of them serve."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(open_server(settings.redis_url, settings.data / "valkey"))
        catalogue = open_catalogue(settings.catalogue_path)
        handoffs = open_handoffs(settings.desk_url)
        stack.push_async_callback(handoffs.disconnect)
        store = await asyncio.to_thread(open_store, settings.journey_url)
        stack.callback(store.close)
        log = await stack.enter_async_context(_log(url))
        await stack.enter_async_context(_task(partial(_track, store, log)))
        worker = WorkerThread(settings, url, model, catalogue)
        gateway = build_gateway(
            GatewayServices(
                settings=settings,
                secret=secrets.visitor_secret(settings),
                log=log,
                catalogue=catalogue,
                clean=partial(clean, max_chars=settings.max_chars),
                ready=worker.ready.is_set,
            )
        )
        desk = build_desk(_desk_services(settings, handoffs, store, password_hash))
        await stack.enter_async_context(_serving(desk, settings.staff_host, settings.staff_port))
        await stack.enter_async_context(worker.running())
        await stack.enter_async_context(_serving(gateway, settings.public_host, settings.public_port))
        started(
            Started(
                public=f"http://{settings.public_host}:{settings.public_port}/",
                staff=f"http://{settings.staff_host}:{settings.staff_port}/",
            )
        )
        await _until_signal(worker)


class WorkerThread:
    """The worker role in its own thread and event loop: Rasa's graph runs synchronously and would stall sockets."""

    def __init__(self, settings: Settings, url: str, model: Path, catalogue: Catalogue) -> None:
        """Nothing starts yet."""
        self.ready = threading.Event()
        self._settings = settings
        self._url = url
        self._model = model
        self._catalogue = catalogue
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Load the model and work until the block ends; raises what the load raised."""
        outer = asyncio.get_running_loop()
        thread = threading.Thread(target=self._run, args=(outer,), name="worker", daemon=True)
        thread.start()
        while not self.ready.is_set() and not self.done.done():
            await asyncio.sleep(0.02)
        if self.done.done():
            self.done.result()
        try:
            yield
        finally:
            if self._loop and self._main and not self.done.done():
                self._loop.call_soon_threadsafe(self._main.cancel)
            await asyncio.to_thread(thread.join, STOP_SECONDS)

    def _run(self, outer: asyncio.AbstractEventLoop) -> None:
        try:
            asyncio.run(self._work())
        except BaseException as error:  # noqa: BLE001  # carried over to the loop that waits for this thread
            outer.call_soon_threadsafe(self._finish, error)
        else:
            outer.call_soon_threadsafe(self._finish, None)

    def _finish(self, error: BaseException | None) -> None:
        if error is None or isinstance(error, asyncio.CancelledError):
            self.done.set_result(None)
        else:
            self.done.set_exception(error)

    async def _work(self) -> None:
        # Here, not above: Rasa takes seconds to import, and the sockets need not wait for it.
        from bot.worker import agent
        from bot.worker.turn import Turns
        from bot.worker.worker import Worker

        self._loop, self._main = asyncio.get_running_loop(), asyncio.current_task()
        made = supplies_of(self._settings, self._catalogue)
        supplies.use(made)
        handoffs = open_handoffs(self._settings.desk_url)
        services = Services(self._catalogue, handoffs, self._settings.shop_name)
        loaded = agent.load(self._model, execute=wiring.executor(services), config=ROOT / "config.yml")
        made.vectors.warm("hallo")
        turns = Turns(loaded, partial(clean, max_chars=self._settings.max_chars), made.vectors.warm, redact)
        async with _log(self._url) as log:
            worker = Worker(secrets.worker_name(), log, turns)
            self.ready.set()
            try:
                await worker.run()
            finally:
                await handoffs.disconnect()


@dataclass(slots=True)
class LogEvents:
    """The journey's events in the conversation log, as the tracker reads them."""

    log: RedisLog
    partitions: int = SHARDS

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """Events of one shard after a key."""
        return [(found.key, found.event) for found in await self.log.journey(partition, after_key, limit)]

    async def changed(self) -> None:
        """Return at the next nudge of the log."""
        async for _ in self.log.watch():
            return


async def _track(store: JourneyStore, log: RedisLog) -> None:
    await Intake(store, LogEvents(log), source="/bot/log").run()


def _desk_services(settings: Settings, handoffs: Handoffs, store: JourneyStore, password_hash: str) -> DeskServices:
    return DeskServices(
        handoffs=handoffs,
        password_hash=password_hash,
        journey=build_journey(store, language=settings.default_language),
    )


@asynccontextmanager
async def _log(url: str) -> AsyncIterator[RedisLog]:
    log = RedisLog(url)
    try:
        yield log
    finally:
        await log.close()


@asynccontextmanager
async def _serving(app: web.Application, host: str, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, backlog=4096).start()
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _task(run: Callable[[], object]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(run())  # type: ignore[arg-type]  # a coroutine function
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _until_signal(worker: WorkerThread) -> None:
    """Return at SIGINT or SIGTERM; raises when the worker ends by itself."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait([stopped, worker.done], return_when=asyncio.FIRST_COMPLETED)
    if worker.done.done():
        worker.done.result()
    stopped.cancel()
