"""The shop's own feed, fetched each hour: by a process of its own, so that nobody waits for a long one."""

from __future__ import annotations

import asyncio
import fcntl
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import BinaryIO, cast

import structlog

from bot import supervised
from bot.roles.premises import Ends, Premises
from bot.tasks import end

EVERY_SECONDS = 3600.0
LAST_LINES = 5
"""Of what the import said, when it failed."""
logger = structlog.get_logger(__name__)


@asynccontextmanager
async def running(premises: Premises, *, every: float = EVERY_SECONDS) -> AsyncIterator[Ends]:
    """Fetch CATALOGUE_URL now and every so many seconds until the block ends; one process for each data folder does."""
    lock = premises.settings.data / "catalogue.lock"
    with lock.open("wb") as held:
        refreshing = asyncio.create_task(_refresh(held, every), name="catalogue")
        try:
            yield (refreshing,)
        finally:
            await end([refreshing])


async def _refresh(held: BinaryIO, every: float) -> None:
    while True:
        if _is_ours(held):
            await _import(supervised.this_program("catalogue", "refresh"))
        await asyncio.sleep(every)


def _is_ours(held: BinaryIO) -> bool:
    """Whether this process is the one that fetches; it stays so until it ends."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


async def _import(program: Sequence[str]) -> None:
    process = await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=DEVNULL, stderr=PIPE)
    living, telling = cast(StreamWriter, process.stdin), cast(StreamReader, process.stderr)
    try:
        # Not `communicate`: it closes the pipe that says that we still live.
        said = await telling.read()
    finally:
        living.close()
        await process.wait()
    if process.returncode == 0:
        logger.info("catalogue_refreshed")
    else:
        last = said.decode("utf-8", "replace").strip().splitlines()[-LAST_LINES:]
        logger.error("catalogue_not_refreshed", code=process.returncode, said=last)
