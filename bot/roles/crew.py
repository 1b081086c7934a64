"""The worker role in several processes, each started again when it dies."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot import supervised
from bot.conversation.opening import open_log
from bot.roles.premises import Ends, Premises
from bot.settings import child_environment
from bot.tasks import end

STOP_SECONDS = 30
LOOK_SECONDS = 0.2
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LONG_ENOUGH = 15.0
"""Seconds of life after which a worker that died is started again without a longer pause."""
logger = structlog.get_logger(__name__)


class WorkerNotStarted(Exception):
    """A worker process ended before it could answer anybody."""

    def __init__(self, number: int, code: int) -> None:
        """Say which one and how it ended."""
        super().__init__(f"worker {number} ended with code {code} while it started; what it said is above")


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Keep `WORKERS` processes running until the block ends; raises `WorkerNotStarted`."""
    crew = [Member(number, premises) for number in range(1, premises.settings.workers + 1)]
    keeping: Ends = ()
    try:
        for member in crew:
            await member.start()
        await _one_answers(premises, crew)
        keeping = [asyncio.create_task(member.keep_running(), name=f"worker-{member.number}") for member in crew]
        yield keeping
    finally:
        await end(keeping)
        await asyncio.gather(*(member.stop() for member in crew))


@dataclass(slots=True)
class Member:
    """One worker process."""

    number: int
    premises: Premises
    process: Process | None = None
    _began: float = 0

    async def start(self) -> None:
        """Start the process; it answers some seconds later."""
        changes = {
            "ROLES": "worker",
            "WORKERS": "0",
            "REDIS_URL": self.premises.log_url,
            "METRICS_PORT": self._metrics_port(),
        }
        self._began = time.monotonic()
        self.process = await asyncio.create_subprocess_exec(
            *supervised.this_program("up"),
            env=child_environment(changes),
            stdin=PIPE,
            start_new_session=True,  # Ctrl-C is for this process, which then stops its workers
        )

    def _metrics_port(self) -> str:
        """The ports after that of the process which started them."""
        first = self.premises.settings.metrics_port
        return "off" if first is None else str(first and first + self.number)

    async def keep_running(self) -> None:
        """Start the process again whenever it ended."""
        pause = FIRST_PAUSE
        while self.process is not None:
            code = await self.process.wait()
            pause = FIRST_PAUSE if time.monotonic() - self._began > LONG_ENOUGH else min(2 * pause, LONGEST_PAUSE)
            logger.error("worker_died", worker=self.number, code=code, again_after_s=pause)
            await asyncio.sleep(pause)
            try:
                await self.start()
            except OSError:
                # No memory for one more process, say: the others go on, and this one is tried again.
                logger.exception("worker_not_started", worker=self.number)

    async def stop(self) -> None:
        """Ask the process to finish what it does and stop; kill it when it does not."""
        if self.process is None or self.process.stdin is None:
            return
        self.process.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            logger.error("worker_killed", worker=self.number, after_s=STOP_SECONDS)
            os.killpg(self.process.pid, signal.SIGKILL)
            await self.process.wait()


async def _one_answers(premises: Premises, crew: Sequence[Member]) -> None:
    """Wait until shoppers are served; until then a worker that ends is a start that failed."""
    async with open_log(premises.log_url) as log:
        while not await log.workers():
            for member in crew:
                if member.process is not None and member.process.returncode is not None:
                    raise WorkerNotStarted(member.number, member.process.returncode)
            await asyncio.sleep(LOOK_SECONDS)
