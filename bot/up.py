"""The composition root: which roles run in this process, and until when."""

from __future__ import annotations

import asyncio
import resource
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from pathlib import Path

from bot.conversation.opening import open_server
from bot.roles import catalogue, figures
from bot.roles.premises import Ends, Premises
from bot.settings import Settings

Open = Callable[[Premises], AbstractAsyncContextManager[Ends]]


class RoleEnded(Exception):
    """A role stopped by itself, without an error."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("a role ended by itself; see the log above, and start again")


async def up(settings: Settings, *, model: Path | None, password_hash: str, tell: Callable[[], None]) -> None:
    """Run the roles of the settings until SIGINT or SIGTERM; `tell` is called once all of them serve.

    `model` is for a worker, `password_hash` for the desk. Raises what ends a role: `PortInUse`, `ModelUnusable`,
    `FolderInUse`, `SecretNeeded` and the like.
    """
    _raise_file_limit()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    serving = asyncio.ensure_future(_serve(settings, model, password_hash, stopping, tell))
    stop = asyncio.ensure_future(stopping.wait())
    await asyncio.wait([serving, stop], return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


def _raise_file_limit() -> None:
    """A socket is a file; most systems allow 1,024 until asked for more."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def _serve(
    settings: Settings, model: Path | None, password_hash: str, stopping: asyncio.Event, tell: Callable[[], None]
) -> None:
    """Every role, until one ends or this is cancelled; what was opened last is closed first."""
    told = asyncio.Event()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(open_server(settings.redis_url, settings.data / "valkey"))
        premises = Premises(settings, url, model, password_hash, stopping)
        await stack.enter_async_context(figures.running(premises, lambda: told.is_set() and not stopping.is_set()))
        ends: list[asyncio.Future[None]] = []
        if settings.catalogue_url:
            ends += await stack.enter_async_context(catalogue.running(premises))
        for role in settings.roles:
            ends += await stack.enter_async_context(_opener(role, settings)(premises))
        tell()
        told.set()
        await _first_end(ends)


def _opener(role: str, settings: Settings) -> Open:
    # A process imports what its own roles need: a gateway has no use for Rasa, nor a worker for web pages.
    if role == "tracker":
        from bot.roles import tracker

        return tracker.running
    if role == "desk":
        from bot.roles import desk

        return desk.running
    if role == "gateway":
        from bot.roles import gateway

        return gateway.running
    if settings.workers:
        from bot.roles import crew

        return crew.running
    from bot.roles import worker

    return worker.running


async def _first_end(ends: Sequence[asyncio.Future[None]]) -> None:
    """Wait until a role ends by itself, which none should: raises what ended it, else `RoleEnded`."""
    if not ends:
        await asyncio.Event().wait()  # ports alone end with the process
    done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for role in done:
        role.result()
    raise RoleEnded
