"""The peer's packages: 1.5 GB, installed when asked for and never with our own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench import processes
from bench.machine import ROOT

PROJECT = Path(__file__).parent
PYTHON = PROJECT / ".venv" / "bin" / "python"
HOW = "`./run bench peers` installs it (1.5 GB; needs Python 3.11 on Linux x86-64)"


class NotInstalled(Exception):
    """The peer's packages could not be installed."""

    def __init__(self, reason: str, peer: str = "rasa") -> None:
        """Say which, and why."""
        super().__init__(f"the peer {peer} could not be installed: {reason}")


def installed() -> bool:
    """Whether the peer can be run."""
    return PYTHON.exists()


def install(project: Path = PROJECT) -> None:
    """Bring the environment of a peer in step with its lock; raises `NotInstalled`."""
    # On a terminal uv shows its progress; elsewhere, and to learn why it failed, its words are kept.
    if sys.stderr.isatty() and not _sync(project, {}, kept=False):
        return
    said = _sync(project, {}, kept=True)
    # uv brings its own list of who to trust; behind a company's proxy only the system's list knows the proxy.
    if "invalid peer certificate" in said:
        said = _sync(project, {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}, kept=True)
    if said:
        raise NotInstalled(said, project.name)


def _sync(project: Path, trust: Mapping[str, str], *, kept: bool) -> str:
    """Empty when all is well, else what uv said, as far as it was kept."""
    command = [_uv(), "sync", "--frozen", "--project", str(project)]
    env = processes.environment(without=processes.OUR_OWN, UV_PYTHON_DOWNLOADS="never", **trust)
    words = subprocess.PIPE if kept else None
    done = subprocess.run(command, env=env, stderr=words, text=True, check=False)  # noqa: S603  # our own words
    return (done.stderr or "uv failed").strip() if done.returncode else ""


def _uv() -> str:
    """The uv that `run` uses."""
    kept = (shutil.which("uv"), str(Path.home() / ".local" / "bin" / "uv"), str(ROOT / ".tools" / "bin" / "uv"))
    for found in kept:
        if found and Path(found).exists():
            return found
    raise NotInstalled("uv is not here; `python3 -m pip install uv` brings it")
