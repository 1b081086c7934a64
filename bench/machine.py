"""The stamp of a measurement: which commit, when, on what machine."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.result import Stamp

ROOT = Path(__file__).parent.parent
UNKNOWN = "unknown"


def stamp() -> Stamp:
    """The stamp as it is now; taken before the load begins."""
    return Stamp(commit(ROOT), datetime.now(UTC).isoformat(timespec="seconds"), machine())


def commit(root: Path) -> str:
    """The commit that is checked out, with `-dirty` when files differ from it; `unknown` outside a checkout."""
    try:
        short = _git(root, "rev-parse", "--short", "HEAD")
        return f"{short}-dirty" if _git(root, "status", "--porcelain") else short
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN


def machine() -> dict[str, Any]:
    """Processor, cores, memory, kernel, Python, and the load before we began."""
    return {
        "cpu": _line("/proc/cpuinfo", "model name") or platform.processor() or UNKNOWN,
        "cores": os.cpu_count(),
        "memory_mb": _memory_mb(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def _memory_mb() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def _line(file: str, key: str) -> str:
    path = Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  # our own words
        ["git", *arguments],  # noqa: S607  # whatever git the developer has
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
