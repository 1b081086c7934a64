"""A shop as a large one runs it: every role a process of its own, over a server of its own; each may be killed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.opening import open_log
from tests.browser.application import ROOT, answers, end, environment, free_port, lend_model
from tests.servers import Server, running_server

START_SECONDS = 90


class NotBack(Exception):
    """A process that was started did not come up in time."""

    def __init__(self, name: str, log: Path) -> None:
        """Show what it said last."""
        super().__init__(f"{name} did not come up within {START_SECONDS} s; it said:\n{log.read_text()[-3000:]}")


@dataclass(slots=True)
class Role:
    """One role as a process."""

    name: str
    log: Path
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it is ready some seconds later."""
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "up"], cwd=ROOT, env=self.settings, stdout=out, stderr=subprocess.STDOUT
            )

    def kill(self) -> None:
        """Kill -9, and wait until the process is gone."""
        self.send(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.process is not None:
            self.process.send_signal(number)

    def stop(self) -> None:
        """Stop it in good order, when it runs."""
        if self.process is not None and self.process.poll() is None:
            self.send(signal.SIGCONT)
            end(self.process)


@dataclass(slots=True)
class Town:
    """The processes of one shop."""

    folder: Path
    server: Server
    gateway: Role
    tracker: Role
    workers: list[Role]
    url: str

    async def workers_alive(self, at_least: int) -> None:
        """Return once so many workers take messages."""
        async with asyncio.timeout(START_SECONDS), open_log(self.server.url) as log:
            while len(await log.workers()) < at_least:
                await asyncio.sleep(0.1)

    async def gateway_answers(self) -> None:
        """Return once the public port serves."""
        for _ in range(START_SECONDS * 20):
            if await asyncio.to_thread(answers, f"{self.url}/healthz"):
                return
            await asyncio.sleep(0.05)
        raise NotBack("gateway", self.gateway.log)


@contextmanager
def town(folder: Path, *, workers: int) -> Iterator[Town]:
    """Every process started, and stopped at the end of the block."""
    lend_model(folder)
    with ExitStack() as stack:
        server = stack.enter_context(running_server(folder / "valkey"))
        public = free_port()

        def role(name: str) -> Role:
            given = environment(folder, public, free_port()) | {
                "REDIS_URL": server.url,
                "ROLES": name.partition("-")[0],
            }
            made = Role(name, folder / f"{name}.log", given)
            stack.callback(made.stop)
            made.start()
            return made

        crew = [role(f"worker-{number}") for number in range(workers)]
        yield Town(folder, server, role("gateway"), role("tracker"), crew, f"http://127.0.0.1:{public}")


@asynccontextmanager
async def open_town(folder: Path, *, workers: int) -> AsyncIterator[Town]:
    """The same, once it serves."""
    with town(folder, workers=workers) as opened:
        await opened.gateway_answers()
        await opened.workers_alive(workers)
        yield opened
