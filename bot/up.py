"""The composition root: which roles run in this process, and what each is given."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from aiohttp import web

from actions import wiring
from actions.base import Services
from bot import secrets
from bot.components import supplies
from bot.conversation.opening import open_server
from bot.conversation.redis import RedisLog
from bot.desk.app import build_app as build_desk
from bot.desk.services import DeskServices
from bot.feeding import LogEvents
from bot.gateway.app import GatewayServices
from bot.gateway.app import build_app as build_gateway
from bot.handoff.opening import open_handoffs
from bot.language.clean import clean
from bot.language.pii import redact
from bot.settings import Settings
from bot.shop.opening import open_catalogue
from bot.shop.ports import Catalogue
from bot.supplying import supplies as supplies_of
from bot.supplying import warm
from bot.tasks import end
from bot.thread import OwnThread
from journey_tracker import open_store
from journey_tracker.intake import Intake
from journey_tracker.ports import JourneyStore
from journey_tracker.web import build_app as build_journey

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Serving:
    """Where people find what runs."""

    public: str
    staff: str


class PortInUse(Exception):
    """A port of ours is taken by another program, or may not be opened."""

    def __init__(self, setting: str, host: str, port: int, reason: str) -> None:
        """Name the setting that chooses another."""
        super().__init__(
            f"cannot listen on {host}:{port} ({reason}). Stop what listens there, or set {setting} to another port."
        )


class RoleEnded(Exception):
    """A role stopped by itself, without an error."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("a role ended by itself; see the log above, and start again")


async def up(settings: Settings, model: Path, *, password_hash: str, tell: Callable[[Serving], None]) -> None:
    """Run every role until SIGINT or SIGTERM; `tell` is called once all of them serve.

    Raises what ends a role: `PortInUse`, `ModelUnusable`, `FolderInUse`, `SecretNeeded` and the like.
    """
    serving = asyncio.ensure_future(_serve(settings, model, password_hash, tell))
    stop = asyncio.ensure_future(_signal())
    await asyncio.wait([serving, stop], return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(settings: Settings, model: Path, password_hash: str, tell: Callable[[Serving], None]) -> None:
    """Every role, until one ends or this is cancelled; what was opened last is closed first."""
    secret = secrets.visitor_secret(settings)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(open_server(settings.redis_url, settings.data / "valkey"))
        log = await stack.enter_async_context(_log(url))
        await log.ping()
        catalogue = open_catalogue(settings.catalogue_path)
        stack.callback(catalogue.close)
        store = await asyncio.to_thread(open_store, settings.journey_url)
        stack.callback(store.close)

        worker = OwnThread("worker", partial(_work, settings, url, model, catalogue))
        tracker = await stack.enter_async_context(_tracker(store, log))
        await stack.enter_async_context(_desk(settings, store, password_hash))
        # Before the model is loaded: what shoppers say meanwhile waits in the log.
        await stack.enter_async_context(_gateway(settings, secret, log, catalogue, worker))
        await stack.enter_async_context(worker.running())
        tell(Serving(_url(settings.public_host, settings.public_port), _url(settings.staff_host, settings.staff_port)))
        await _first_end([worker.done, *tracker])


async def _work(settings: Settings, url: str, model: Path, catalogue: Catalogue, ready: Callable[[], None]) -> None:
    """The worker role."""
    # Here, not above: Rasa takes seconds to import, and the other roles need not wait for it.
    from bot.worker import agent, rasa_lean

    rasa_lean.install()
    from bot.worker.handling import Handler
    from bot.worker.turn import Turns
    from bot.worker.worker import Worker

    made = supplies_of(settings, catalogue)
    supplies.use(made)
    handoffs = open_handoffs(settings.desk_url)
    execute = wiring.executor(Services(catalogue, handoffs, settings.shop_name))
    loaded = agent.load(model, execute=execute, config=ROOT / "config.yml")
    turns = Turns(loaded, partial(clean, max_chars=settings.max_chars), partial(warm, made), redact)
    await turns.rehearse()
    try:
        async with _log(url) as log:
            ready()
            await Worker(secrets.worker_name(), log, Handler(log, turns)).run()
    finally:
        await handoffs.disconnect()


@asynccontextmanager
async def _tracker(store: JourneyStore, log: RedisLog) -> AsyncIterator[Sequence[asyncio.Future[None]]]:
    """The tracker role: its tasks."""
    events = LogEvents(log)
    # Another epoch is another log: its keys start anew, so the positions must too.
    intake = Intake(events, store, name=f"/bot/log/{await log.epoch()}")
    tasks = [asyncio.ensure_future(events.listen()), asyncio.ensure_future(intake.run())]
    try:
        yield tasks
    finally:
        await end(tasks)


@asynccontextmanager
async def _desk(settings: Settings, store: JourneyStore, password_hash: str) -> AsyncIterator[None]:
    """The desk role, with the tracker's pages."""
    handoffs = open_handoffs(settings.desk_url)
    services = DeskServices(
        handoffs=handoffs,
        password_hash=password_hash,
        journey=build_journey(store, language=settings.default_language, home="/callbacks"),
        shop_name=settings.shop_name,
        default_language=settings.default_language,
    )
    try:
        async with _serving(build_desk(services), "STAFF_PORT", settings.staff_host, settings.staff_port):
            yield
    finally:
        await handoffs.disconnect()


@asynccontextmanager
async def _gateway(
    settings: Settings, secret: str, log: RedisLog, catalogue: Catalogue, worker: OwnThread
) -> AsyncIterator[None]:
    """The gateway role."""
    services = GatewayServices(
        settings=settings,
        secret=secret,
        log=log,
        catalogue=catalogue,
        clean=partial(clean, max_chars=settings.max_chars),
        ready=lambda: worker.ready.is_set() and not worker.done.done(),
    )
    async with _serving(build_gateway(services), "PUBLIC_PORT", settings.public_host, settings.public_port):
        yield


@asynccontextmanager
async def _log(url: str) -> AsyncIterator[RedisLog]:
    log = RedisLog(url)
    try:
        yield log
    finally:
        await log.close()


@asynccontextmanager
async def _serving(app: web.Application, setting: str, host: str, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port, backlog=4096).start()
        except OSError as error:
            raise PortInUse(setting, host, port, os.strerror(error.errno or 0)) from error
        yield
    finally:
        await runner.cleanup()


async def _signal() -> None:
    """Return when the process is asked to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


async def _first_end(roles: Sequence[asyncio.Future[None]]) -> None:
    """Wait until a role ends by itself, which none should: raises what ended it, else `RoleEnded`."""
    done, _ = await asyncio.wait(roles, return_when=asyncio.FIRST_COMPLETED)
    for role in done:
        role.result()
    raise RoleEnded


def _url(host: str, port: int) -> str:
    return f"http://{host}:{port}/"
