"""The worker role: takes waiting messages shard by shard, in order, and commits a turn for each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import ConversationLog, Lease, LogUnavailable, Outcome, Owner, Turn, Waiting
from bot.tasks import end
from bot.worker.turn import Turns

TRIES = 5
"""A message whose turn fails this often gets an apology instead: one bad message must not block its shard."""
RENEW_SECONDS = 0.5
"""Between renewals while a shard is worked off; a quarter of the lease."""
PAUSE_SECONDS = 0.2
"""Before a failed turn is tried again; doubled each time, so that a store may be away for three seconds."""
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Failing:
    """The message a shard is held up by, and how often its turn failed."""

    message: str
    times: int


@dataclass(slots=True)
class Worker:
    """One owner of shards. Several may run over one log: the leases keep them apart."""

    name: str
    log: ConversationLog
    turns: Turns
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _again: set[int] = field(default_factory=set)
    _leases: dict[int, Lease] = field(default_factory=dict)
    _failing: dict[int, Failing] = field(default_factory=dict)
    _stopping: bool = False

    async def run(self) -> None:
        """Work until cancelled; the turns in flight are finished first, and the shards given back."""
        try:
            async for shard in self.log.arrivals():
                self._look_into(shard)
        finally:
            self._stopping = True
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
            await asyncio.gather(*map(self.log.release, self._leases.values()), return_exceptions=True)

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
            logger.error("shard_failed", shard=shard, exc_info=error)
        if shard in self._again and not self._stopping:
            self._again.discard(shard)
            self._look_into(shard)

    async def _work_off(self, shard: int) -> None:
        try:
            while not self._stopping and (lease := await self.log.claim(self.name, shard)) and lease.messages:
                self._leases[shard] = lease
                async with self._renewed(lease):
                    if not await self._handle_all(lease):
                        return
        except LogUnavailable as error:
            # The messages still wait; the next sweep of arrivals finds them.
            logger.warning("log_unavailable", shard=shard, error=str(error))

    @asynccontextmanager
    async def _renewed(self, lease: Lease) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew(lease))
        try:
            yield
        finally:
            await end([renewing])

    async def _renew(self, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                held = await self.log.claim(self.name, lease.shard)
            except LogUnavailable:
                continue  # if it stays away too long, the turn is fenced
            if held is None or held.fence != lease.fence:
                return

    async def _handle_all(self, lease: Lease) -> bool:
        """Complete the turns of a lease in order, up to one that fails; False when the shard is another's now."""
        for message in lease.messages:
            if self._stopping:
                return False
            outcome = await self._handle(lease, message)
            if outcome is None or outcome is Outcome.FENCED:
                return outcome is None
        return True

    async def _handle(self, lease: Lease, message: Waiting) -> Outcome | None:
        """Complete one turn; None when it failed and still waits."""
        name = f"{message.conversation}:{message.entry.seq}"
        failed = self._failing.get(lease.shard)
        times = failed.times if failed and failed.message == name else 0
        try:
            turn = await self._turn(message, apologise=times >= TRIES)
        except LogUnavailable:
            raise
        except Exception as error:  # whatever it is, it must not hold up the shard for ever
            self._failing[lease.shard] = Failing(name, times + 1)
            logger.warning("turn_failed", message=name, times=times + 1, exc_info=error)
            await asyncio.sleep(PAUSE_SECONDS * 2**times)
            return None
        outcome = await self.log.complete(lease, turn)
        self._failing.pop(lease.shard, None)
        logger.info("turn", message=name, outcome=outcome.value, shard=lease.shard)
        return outcome

    async def _turn(self, message: Waiting, *, apologise: bool) -> Turn:
        snapshot = await self.log.snapshot(message.conversation)
        if apologise:
            return await self.turns.apology(message, snapshot)
        if snapshot.ownership.owner is Owner.HUMAN:
            return await self.turns.silent(message, snapshot)
        return await self.turns.make(message, snapshot)
