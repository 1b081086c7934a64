"""Processes under test: started, ended, and what they and their children use, as Linux tells in /proc."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
STOP_SECONDS = 30
LAST_CHARS = 3000
HERTZ = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
OUR_OWN = ("UV_PROJECT_ENVIRONMENT", "UV_PYTHON", "VIRTUAL_ENV", "PYTHONPATH", "OMP_NUM_THREADS")
"""Variables that `./run` or a developer sets for our own packages: a peer does not get them."""


class NotMeasurable(Exception):
    """This system does not tell what its processes use."""

    def __init__(self) -> None:
        """Say where it would."""
        super().__init__("CPU time and memory are read from /proc, which this system does not have; use Linux")


class Failed(Exception):
    """A process ended with an error."""

    def __init__(self, command: Sequence[str], code: int, log: Path) -> None:
        """Show what it said last."""
        super().__init__(f"{' '.join(command)} ended with {code}. It said:\n{last_words(log)}")


@dataclass(frozen=True, slots=True)
class Used:
    """What a process and its children used until they ended."""

    cpu_seconds: float
    peak_mb: float
    """Of the largest one."""


def environment(*, without: Sequence[str] = (), **values: str) -> dict[str, str]:
    """This process' environment with other values; what is named in `without` is left out."""
    kept = {n: v for n, v in os.environ.items() if n not in without}  # noqa: TID251  # handed on to a child, not read
    return kept | values


@contextmanager
def running(
    command: Sequence[str], *, folder: Path, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its words in `log`. Stopped, with all its children, at the end of the block."""
    with log.open("a", encoding="utf-8") as out:
        process = subprocess.Popen(  # noqa: S603  # our own commands
            command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        _end(process)


def finished(command: Sequence[str], *, folder: Path, env: Mapping[str, str], log: Path) -> Used:
    """Run a process to its end; raises `Failed`."""
    with log.open("a", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
    try:
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(command, process.returncode, log)
    return Used(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def cpu_seconds(pids: Sequence[int]) -> float:
    """CPU time so far of these processes and all below them, user and system; raises `NotMeasurable`."""
    return sum(_times(pid) for pid in family(pids))


def rss_mb(pids: Sequence[int]) -> float:
    """Resident memory of these processes and all below them; raises `NotMeasurable`."""
    return sum(int((PROC / str(pid) / "statm").read_text().split()[1]) for pid in family(pids)) * PAGE / 2**20


def family(pids: Sequence[int]) -> list[int]:
    """These processes and their children, and theirs; raises `NotMeasurable`."""
    parents = {pid: int(fields[1]) for pid, fields in _every()}
    found = [pid for pid in pids if pid in parents]
    for pid in found:  # grows while it is read
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def last_words(log: Path) -> str:
    """The end of a log."""
    return log.read_text(encoding="utf-8", errors="replace")[-LAST_CHARS:].strip()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _every() -> Iterator[tuple[int, list[str]]]:
    if not PROC.exists():
        raise NotMeasurable
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # ended meanwhile
                yield int(folder.name), _stat(folder)


def _stat(folder: Path) -> list[str]:
    """Fields of /proc/PID/stat from the third on: state, parent, ...; a name may hold spaces and brackets."""
    return (folder / "stat").read_text().rpartition(")")[2].split()


def _times(pid: int) -> float:
    fields = _stat(PROC / str(pid))
    return (int(fields[11]) + int(fields[12])) / HERTZ


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
