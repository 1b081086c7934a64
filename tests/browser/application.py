"""The real application, started as anyone starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bot import settings
from bot.setting_table import TABLE

ROOT = Path(__file__).parents[2]
START_SECONDS = 100
STOP_SECONDS = 30


class NotStarted(Exception):
    """The application did not come up."""

    def __init__(self, log: str) -> None:
        """Show what it said last."""
        super().__init__(f"No answer from /readyz within {START_SECONDS} s. The application said:\n{log[-4000:]}")


@dataclass(frozen=True, slots=True)
class Koopwijzer:
    """Where a running application listens."""

    public: str
    staff: str
    staff_password: str


@contextmanager
def running(folder: Path, **changes: str) -> Iterator[Koopwijzer]:
    """The application with its data in `folder` and the model of this checkout; raises `NotStarted`.

    `changes` are settings that differ from their defaults.
    """
    public, staff = free_port(), free_port()
    lend_model(folder)
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "up"],
            cwd=ROOT,
            env=environment(folder, public, staff) | changes,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(process, f"http://127.0.0.1:{public}/readyz", folder / "log.txt")
        password = (folder / "staff-password").read_text(encoding="utf-8").strip()
        yield Koopwijzer(f"http://127.0.0.1:{public}", f"http://127.0.0.1:{staff}", password)
    finally:
        end(process)


def environment(folder: Path, public: int, staff: int) -> dict[str, str]:
    """This process' environment without settings of its own, so that every default is tried."""
    kept = {name: value for name, value in os.environ.items() if name not in {s.name for s in TABLE}}
    ports = {"PUBLIC_PORT": str(public), "STAFF_PORT": str(staff), "METRICS_PORT": "0"}
    return kept | ports | {"KOOPWIJZER_DATA": str(folder)}


def lend_model(folder: Path) -> None:
    """Let `folder` use the model that was trained in this checkout."""
    models = settings.read().model_folder
    if models.exists():
        (folder / "models").symlink_to(models, target_is_directory=True)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once `url` answers 200; raises `NotStarted` when the process ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers(url):
            return
        time.sleep(0.2)
    raise NotStarted(log.read_text(encoding="utf-8"))


def answers(url: str) -> bool:
    """Whether `url` gives a 200 now."""
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop the process as Ctrl-C does; kill it when it does not listen."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
