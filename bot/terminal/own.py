"""A shop for one conversation: found where it should be, else started quietly and stopped at the end."""

from __future__ import annotations

import asyncio
import os
import socket
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot import supervised
from bot.settings import ROLES, Settings, child_environment

LOOK_SECONDS = 2.0
START_SECONDS = 180
STOP_SECONDS = 30
LAST_WORDS = 1500
"""Characters of what it said last, shown when it does not start."""


class ShopNotStarted(Exception):
    """The shop that was started for the conversation ended, or does not get ready."""

    def __init__(self, log: Path) -> None:
        """Show what it said last."""
        said = log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:].strip()
        super().__init__(f"the shop did not start; it said (all of it in {log}):\n{said}\nTry `./run doctor`.")


async def serves(url: str) -> bool:
    """Whether a Koopwijzer answers at `url`, ready or not."""
    limit = aiohttp.ClientTimeout(total=LOOK_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(f"{url}/readyz") as answer:
            return "missing" in await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError, TypeError):
        return False


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[str]:
    """The URL of a shop on these data and free ports, which runs until the block ends; raises `ShopNotStarted`."""
    port = free_port()
    log = settings.data / "chat.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    process = await _start(port, log)
    try:
        url = f"http://127.0.0.1:{port}"
        await _until_ready(process, url, log)
        yield url
    finally:
        await _stop(process)


async def _start(port: int, log: Path) -> Process:
    changes = {
        "ROLES": " ".join(ROLES),
        "WORKERS": "0",
        "PUBLIC_HOST": "127.0.0.1",
        "PUBLIC_PORT": str(port),
        "STAFF_PORT": "0",
        "METRICS_PORT": "off",
    }
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            *supervised.this_program("up"),
            env=child_environment(changes),
            stdin=PIPE,
            stdout=DEVNULL,
            stderr=said,
            start_new_session=True,  # Ctrl-C is for the conversation, which then stops it
        )
    finally:
        os.close(said)


async def _until_ready(process: Process, url: str, log: Path) -> None:
    try:
        async with asyncio.timeout(START_SECONDS):
            while not await _ready(url):
                if process.returncode is not None:
                    raise ShopNotStarted(log)
                await asyncio.sleep(0.1)
    except TimeoutError as error:
        raise ShopNotStarted(log) from error


async def _ready(url: str) -> bool:
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{url}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def _stop(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def free_port() -> int:
    """A port of this machine on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
