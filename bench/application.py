"""Our side: the application, started as `./run` starts it, with a data folder of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench import chat, processes
from bench.machine import ROOT
from bench.ports import Shopper
from bench.starting import first_answer
from bot.setting_table import TABLE

DATA = ROOT / "var"
"""Models and sentence vectors of this checkout: named after what they depend on, so that nothing is made twice."""
KEPT = DATA / "bench"
"""Models of peers, and what trainings said."""
EXTRA = {
    "METRICS_PORT": "0",
    "ADDRESS_CONVERSATIONS": "60000",
    "ADDRESS_MESSAGES": "60000",
    "VISITOR_MESSAGES": "60000",
}
"""Settings of the application under test that differ from the defaults: all shoppers come from one address here, and
two applications run at once. The limits are high, not off, so that what they cost is in the figures."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How the application is set up."""

    encoder: str = "use+e5"
    workers: int | None = None
    """Worker processes; None leaves it to the application."""

    def settings(self, folder: Path, port: int) -> dict[str, str]:
        """The settings of one start."""
        workers = {} if self.workers is None else {"WORKERS": str(self.workers)}
        places = {"KOOPWIJZER_DATA": str(folder), "PUBLIC_PORT": str(port), "STAFF_PORT": str(processes.free_port())}
        return {"ENCODER": self.encoder} | places | EXTRA | workers


@dataclass(frozen=True, slots=True)
class Application:
    """The application while it runs."""

    pids: Sequence[int]
    address: str
    session: aiohttp.ClientSession

    def conversation(self, language: str) -> AbstractAsyncContextManager[Shopper]:
        """Begin a new conversation."""
        return chat.conversation(self.session, self.address, language)


def environment(settings: dict[str, str]) -> dict[str, str]:
    """What the application sees: these settings and no others, and one thread a calculation, as under `./run`."""
    return processes.environment(without=[s.name for s in TABLE], OMP_NUM_THREADS="1", **settings)


def trained(variant: Variant) -> None:
    """Have the model of `variant` in `DATA`; does nothing when it is there. Raises `Failed`."""
    KEPT.mkdir(parents=True, exist_ok=True)
    env = environment(variant.settings(DATA, 0))
    processes.finished(command("train"), folder=ROOT, env=env, log=KEPT / "train.log")


@asynccontextmanager
async def running(variant: Variant) -> AsyncIterator[tuple[Application, float]]:
    """The application and the seconds it took from the start of its process to its first reply.

    A model that is absent is trained first: `trained` takes that out of the seconds. Raises `NotStarted`.
    """
    with tempfile.TemporaryDirectory(prefix="koopwijzer-bench-") as name:
        folder, port = Path(name), processes.free_port()
        _lend(folder)
        env = environment(variant.settings(folder, port))
        log = folder / "log.txt"
        started = time.perf_counter()
        with processes.running(command("up"), folder=ROOT, env=env, log=log) as process:
            async with aiohttp.ClientSession() as session:
                application = Application([process.pid], f"http://127.0.0.1:{port}", session)
                await first_answer(application, process, chat.NAME, log)
                yield application, time.perf_counter() - started


def _lend(folder: Path) -> None:
    """Let `folder` use the models and vectors of this checkout."""
    for lent in ("models", "vectors"):
        (DATA / lent).mkdir(parents=True, exist_ok=True)
        (folder / lent).symlink_to(DATA / lent, target_is_directory=True)


def command(name: str) -> list[str]:
    """A command of the application, as `run` gives it to Python."""
    return [sys.executable, "-m", "bot", name]
