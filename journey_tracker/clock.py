"""The time as the tracker counts it."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Gives the time in epoch milliseconds UTC."""
AHEAD_MS = 5 * 60 * 1000
"""So far the clock of a shop may be ahead of ours."""


def epoch_ms() -> int:
    """Now, in epoch milliseconds UTC."""
    return time.time_ns() // 1_000_000
