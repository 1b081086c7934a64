"""Child processes that end with their parent, however that one ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".sh")


def command(program: Sequence[str]) -> list[str]:
    """What to start so that `program` is asked to stop once the standard input it was given is closed.

    Give it a pipe that only the parent holds: the system closes it when the parent dies.
    """
    return ["/bin/sh", str(SCRIPT), *program]


def this_program(*arguments: str) -> list[str]:
    """The program that runs now, with other arguments, as such a child."""
    return command([sys.executable, "-m", "bot", *arguments])
