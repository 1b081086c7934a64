"""Opening the log: the given server or an embedded one, and the log of an event loop on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.conversation import socket_file
from bot.conversation.embedded import EmbeddedValkey
from bot.conversation.erasing import Erasure
from bot.conversation.ports import ConversationLog
from bot.conversation.redis import RedisLog
from bot.tasks import end


@asynccontextmanager
async def open_server(redis_url: str, folder: Path) -> AsyncIterator[str]:
    """URL of the server of the log: `redis_url`, or when that is empty a Valkey that lives as long as this.

    Its data are in `folder`; when it dies it is started again. Raises what `EmbeddedValkey.start` raises.
    """
    if redis_url:
        yield redis_url
        return
    server = EmbeddedValkey(folder)
    await asyncio.to_thread(server.start)
    keeper = asyncio.create_task(server.keep_running())
    try:
        yield server.url
    finally:
        await end([keeper])
        await asyncio.to_thread(server.stop)


@asynccontextmanager
async def reach_server(redis_url: str, folder: Path) -> AsyncIterator[str]:
    """URL of the server of the log, for a command beside the shop; empty when there are no data yet.

    It is that of the shop when it runs here, else one that runs on the same data until the end of the block. Raises
    as `open_server`.
    """
    running = await asyncio.to_thread(_running, folder) if not redis_url else ""
    if running is None:
        yield ""
    elif running:
        yield running
    else:
        async with open_server(redis_url, folder) as url:
            yield url


@asynccontextmanager
async def open_erasure(url: str) -> AsyncIterator[Erasure]:
    """Lookup and erasing of conversations on the server at `url`; raises `LogUnavailable` at the first call."""
    erasure = Erasure(url)
    try:
        yield erasure
    finally:
        await erasure.close()


def _running(folder: Path) -> str | None:
    """URL of the server that runs on the data of a folder, empty when none does, None when there are no data."""
    if not folder.exists():
        return None
    socket = socket_file.path(folder.resolve())
    with socket_file.client(socket) as client:
        return "" if socket_file.look(client) is socket_file.Presence.ABSENT else socket_file.url(socket)


@asynccontextmanager
async def open_log(url: str) -> AsyncIterator[ConversationLog]:
    """The log for this event loop, on the server at `url`; raises `LogUnavailable` when that does not answer."""
    log = RedisLog(url)
    try:
        await log.ping()
        yield log
    finally:
        await log.close()
