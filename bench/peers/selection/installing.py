"""Where the peers of the selection are; `./run bench peers` brings them."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).parent
PYTHON = PROJECT / ".venv" / "bin" / "python"
SCRIPT = PROJECT / "deciding.py"


def installed() -> bool:
    """Whether the peers can be run."""
    return PYTHON.exists()
