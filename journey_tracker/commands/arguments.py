"""What an argument of a command may say."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser."""
MOST = 10_000
"""Rows that are shown at most."""


def share(given: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 0 to 1") from error
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{given} is no number from 0 to 1")
    return value


def count(given: str) -> int:
    """A whole number from 1 to `MOST`."""
    if not given.isdecimal() or not 1 <= int(given) <= MOST:
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number from 1 to {MOST}")
    return int(given)
