"""One waiting message: its turn made, offered and, when it fails, tried again; in the end somebody says sorry."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import ConversationLog, Lease, LogUnavailable, Outcome, Owner, Turn, Waiting
from bot.worker.ports import Meters, NoMeters
from bot.worker.turn import Turns

TRIES = 5
"""A message whose turn fails this often gets an apology instead: one bad message must not block its shard."""
PAUSE_SECONDS = 0.2
"""Before a failed turn is tried again; doubled each time, so that a store may be away for three seconds."""
LONGEST_PAUSE_SECONDS = 5.0
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Handler:
    """Makes and completes turns."""

    log: ConversationLog
    turns: Turns
    meters: Meters = field(default_factory=NoMeters)
    _failures: Counter[str] = field(default_factory=Counter)
    """How often the turn of a message failed, by its name; forgotten once it had its turn."""

    async def handle_all(self, lease: Lease, go_on: Callable[[], bool]) -> bool:
        """Complete the turns of a lease in order, up to one that fails; False when it must be left to another worker.

        `go_on` is asked before every message. Raises `LogUnavailable`.
        """
        for message in lease.messages:
            if not go_on():
                return False
            outcome = await self._handle(lease, message)
            if outcome is None or outcome is Outcome.FENCED:
                return outcome is None
        return True

    async def _handle(self, lease: Lease, message: Waiting) -> Outcome | None:
        """Complete one turn; None when it failed and still waits."""
        with structlog.contextvars.bound_contextvars(message=_name(message), shard=lease.shard):
            begun = time.monotonic()
            try:
                outcome = await self._made_and_offered(lease, message)
            except LogUnavailable:
                raise
            except Exception as error:  # whatever it is, it must not hold up the shard for ever
                await self._pause_after(message, error)
                return None
            self._failures.pop(_name(message), None)
            self.meters.made(outcome.value, time.monotonic() - begun)
            logger.info("turn", outcome=outcome.value)
            return outcome

    async def _made_and_offered(self, lease: Lease, message: Waiting) -> Outcome:
        outcome = Outcome.STALE
        while outcome is Outcome.STALE:
            outcome = await self.log.complete(lease, await self._turn(message))
        return outcome

    async def _pause_after(self, message: Waiting, error: Exception) -> None:
        self._failures[_name(message)] += 1
        times = self._failures[_name(message)]
        self.meters.failed()
        logger.warning("turn_failed", times=times, exc_info=error)
        await asyncio.sleep(min(PAUSE_SECONDS * 2 ** (times - 1), LONGEST_PAUSE_SECONDS))

    async def _turn(self, message: Waiting) -> Turn:
        snapshot = await self.log.snapshot(message.conversation)
        if self._failures[_name(message)] >= TRIES:
            return await self.turns.apology(message, snapshot)
        if snapshot.ownership.owner is Owner.HUMAN:
            return await self.turns.silent(message, snapshot)
        return await self.turns.make(message, snapshot)


def _name(message: Waiting) -> str:
    return f"{message.conversation}:{message.entry.seq}"
