"""Opening the log: the given server or an embedded one, and the log of an event loop on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.conversation.embedded import EmbeddedValkey
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
async def open_log(url: str) -> AsyncIterator[ConversationLog]:
    """The log for this event loop, on the server at `url`; raises `LogUnavailable` when that does not answer."""
    log = RedisLog(url)
    try:
        await log.ping()
        yield log
    finally:
        await log.close()
