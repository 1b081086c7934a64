"""Opens the store of the call-backs that a URL names."""

from __future__ import annotations

from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.memory import MemoryHandoffs
from bot.handoff.ports import Handoffs
from bot.handoff.stores import SqlHandoffs

IN_MEMORY = "memory:"


def open_handoffs(url: str, *, clock: Clock = epoch_ms) -> Handoffs:
    """The call-backs at a SQLAlchemy URL, or in memory for `memory:`; blocks while tables are made.

    Raises `journey_tracker.ports.UnsupportedDatabase` for a URL that cannot be used and `HandoffsUnavailable`
    when nothing answers.
    """
    return MemoryHandoffs(clock=clock) if url == IN_MEMORY else SqlHandoffs(url, clock=clock)
