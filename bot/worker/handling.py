"""One waiting message: its turn made, offered and, when it fails, tried again; in the end somebody says sorry."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import structlog

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import ConversationLog, Lease, Outcome, Owner, Turn, Waiting
from bot.worker import journey
from bot.worker.ports import Meters
from bot.worker.turn import Turns

TRIES = 5
"""A message whose turn fails this often gets an apology instead: one bad message must not block its shard."""
GIVEN_UP = 8
"""After so many failures even the apology failed: the message has its turn without an answer, and others go on."""
PAUSE_SECONDS = 0.2
"""Before a failed turn is tried again; doubled each time up to six seconds, so that a store may be away for a while."""
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """How often a turn failed, and when it is tried again, by the monotonic clock."""

    times: int
    again_at: float


@dataclass(slots=True)
class Handler:
    """Makes and completes turns."""

    log: ConversationLog
    turns: Turns
    meters: Meters
    _failures: dict[str, Failure] = field(default_factory=dict)
    """What failed so far of the messages that still wait, by their names."""

    async def handle_all(self, lease: Lease, go_on: Callable[[], bool]) -> None:
        """Complete the turns of a lease in order, for as long as `go_on` says so and the lease is held.

        A turn that failed holds up the rest of its conversation, and no other. Raises `LogUnavailable`.
        """
        held: set[str] = set()
        for message in lease.messages:
            if not go_on():
                return
            if message.conversation in held or self._must_wait(message):
                held.add(message.conversation)
                continue
            outcome = await self._handle(lease, message)
            if outcome is Outcome.FENCED:
                return
            if outcome is None:
                held.add(message.conversation)
        if held:
            await asyncio.sleep(PAUSE_SECONDS)

    def _must_wait(self, message: Waiting) -> bool:
        failed = self._failures.get(_name(message))
        return failed is not None and time.monotonic() < failed.again_at

    async def _handle(self, lease: Lease, message: Waiting) -> Outcome | None:
        """Complete one turn; None when it failed and still waits."""
        with structlog.contextvars.bound_contextvars(message=_name(message), shard=lease.shard):
            begun = time.monotonic()
            try:
                outcome = await self._made_and_offered(lease, message)
            except LogUnavailable:
                raise
            except Exception as error:  # whatever it is, it must not hold up the shard for ever
                self._put_off(message, error)
                return None
            self._failures.pop(_name(message), None)
            self.meters.made(outcome.value, time.monotonic() - begun)
            logger.info("turn", outcome=outcome.value)
            return outcome

    async def _made_and_offered(self, lease: Lease, message: Waiting) -> Outcome:
        turn = await self._turn(message)
        while (outcome := await self.log.complete(lease, turn)) is Outcome.STALE:
            # Staff took over meanwhile. A call-back that was noted is noted: the journey must hear of it.
            unwritten, turn = turn.events, await self._turn(message)
            turn = replace(turn, events=(*turn.events, *journey.lasting(unwritten, turn.events)))
        return outcome

    def _put_off(self, message: Waiting, error: Exception) -> None:
        times = self._times_failed(message) + 1
        pause = PAUSE_SECONDS * 2 ** min(times - 1, TRIES)
        self._failures[_name(message)] = Failure(times, time.monotonic() + pause)
        self.meters.failed()
        logger.warning("turn_failed", times=times, exc_info=error)

    def _times_failed(self, message: Waiting) -> int:
        failed = self._failures.get(_name(message))
        return failed.times if failed else 0

    async def _turn(self, message: Waiting) -> Turn:
        snapshot = await self.log.snapshot(message.conversation)
        if self._times_failed(message) >= GIVEN_UP:
            logger.error("turn_given_up", times=self._times_failed(message))
            return Turn(message, snapshot.ownership.epoch, snapshot.state, counts={"given_up": 1})
        is_for_a_person = snapshot.ownership.owner is Owner.HUMAN or message.entry.seq <= snapshot.human_until
        if self._times_failed(message) >= TRIES and not is_for_a_person:
            return await self.turns.apology(message, snapshot)
        if is_for_a_person:
            return await self.turns.silent(message, snapshot)
        return await self.turns.make(message, snapshot)


def _name(message: Waiting) -> str:
    return f"{message.conversation}:{message.entry.seq}"
