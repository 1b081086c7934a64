"""The worker role: takes waiting messages shard by shard, in order, and commits a turn for each."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import ConversationLog, Lease, LogUnavailable, Outcome, Owner, Turn, Waiting
from bot.worker.turn import TurnAborted, Turns

TRIES = 3
"""A message whose turn fails this often gets an apology instead: one bad message must not block its shard."""
RENEW_EVERY = 0.5
"""Seconds between renewals while a turn is made; a quarter of the lease."""
PAUSE = 0.2
"""Seconds before an aborted turn is tried again, times the number of tries."""
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Worker:
    """One owner of shards. Several may run over one log: the leases keep them apart."""

    name: str
    log: ConversationLog
    turns: Turns
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _again: set[int] = field(default_factory=set)
    _tries: Counter[str] = field(default_factory=Counter)

    async def run(self) -> None:
        """Work until cancelled; the turns in flight are finished first."""
        try:
            async for shard in self.log.arrivals():
                self._look_into(shard)
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _look_into(self, shard: int) -> None:
        if shard in self._busy:
            self._again.add(shard)
            return
        task = asyncio.create_task(self._work_off(shard), name=f"shard-{shard}")
        self._busy[shard] = task
        task.add_done_callback(lambda done: self._left(shard, done))

    def _left(self, shard: int, done: asyncio.Task[None]) -> None:
        del self._busy[shard]
        if not done.cancelled() and (error := done.exception()):
            logger.error("shard_failed", shard=shard, error=repr(error), exc_info=error)
        if shard in self._again:
            self._again.discard(shard)
            self._look_into(shard)

    async def _work_off(self, shard: int) -> None:
        try:
            while (lease := await self.log.claim(self.name, shard)) and lease.messages:
                if not await self._handle_all(lease):
                    return
        except LogUnavailable as error:
            # The message still waits; the next sweep of arrivals finds it.
            logger.warning("log_unavailable", shard=shard, error=str(error))

    async def _handle_all(self, lease: Lease) -> bool:
        for message in lease.messages:
            renewing = asyncio.create_task(self._keep(lease))
            try:
                outcome = await self._handle(lease, message)
            finally:
                renewing.cancel()
                # A renewal that failed shows as FENCED; here it only has to be over.
                await asyncio.wait([renewing])
            if outcome in (None, Outcome.FENCED):
                return False
        return True

    async def _keep(self, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            await self.log.claim(self.name, lease.shard)

    async def _handle(self, lease: Lease, message: Waiting) -> Outcome | None:
        """Complete one turn; None when it was aborted and still waits."""
        name = _name(message)
        try:
            turn = await self._turn(message)
        except TurnAborted as aborted:
            self._tries[name] += 1
            logger.warning("turn_aborted", message=name, tries=self._tries[name], cause=str(aborted))
            await asyncio.sleep(PAUSE * self._tries[name])
            return None
        outcome = await self.log.complete(lease, turn)
        self._tries.pop(name, None)
        logger.info("turn", message=name, outcome=outcome.value, shard=lease.shard)
        return outcome

    async def _turn(self, message: Waiting) -> Turn:
        snapshot = await self.log.snapshot(message.conversation)
        if self._tries[_name(message)] >= TRIES:
            return await self.turns.apology(message, snapshot)
        if snapshot.ownership.owner is Owner.HUMAN:
            return await self.turns.silent(message, snapshot)
        return await self.turns.make(message, snapshot)


def _name(message: Waiting) -> str:
    return f"{message.conversation}:{message.entry.seq}"
