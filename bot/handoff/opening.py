"""Opens the stores of the call-backs and the handoffs that a URL names."""

from __future__ import annotations

from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.memory import MemoryHandoffQueue, MemoryHandoffs
from bot.handoff.ports import Handoffs
from bot.handoff.queue import HandoffQueue
from bot.handoff.queue_store import SqlHandoffQueue
from bot.handoff.stores import SqlHandoffs

IN_MEMORY = "memory:"


def open_handoffs(url: str, *, clock: Clock = epoch_ms) -> Handoffs:
    """The call-backs at a SQLAlchemy URL, or in memory for `memory:`; blocks while tables are made.

    Raises `journey_tracker.ports.UnsupportedDatabase` for a URL that cannot be used and `HandoffsUnavailable`
    when nothing answers.
    """
    return MemoryHandoffs(clock=clock) if url == IN_MEMORY else SqlHandoffs(url, clock=clock)


def open_queue(url: str, *, clock: Clock = epoch_ms) -> HandoffQueue:
    """The handoffs at a SQLAlchemy URL, or in memory for `memory:`; blocks and raises as `open_handoffs`."""
    return MemoryHandoffQueue(clock=clock) if url == IN_MEMORY else SqlHandoffQueue(url, clock=clock)
