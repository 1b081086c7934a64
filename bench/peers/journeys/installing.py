"""Where the peers of the journey are; `./run bench peers` brings them."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).parent
PYTHON = PROJECT / ".venv" / "bin" / "python"
COMPARING = PROJECT / "comparing.py"
READING = PROJECT / "reading_back.py"
QUIET = {"RETENTIONEERING_NO_TRACK": "1"}
"""retentioneering tells its makers how it is used, unless it is told not to."""


def installed() -> bool:
    """Whether the peers can be run."""
    return PYTHON.exists()
