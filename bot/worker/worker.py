"""The worker role: claims the shards that are its share, and works off what waits in them, in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import ConversationLog, Lease
from bot.tasks import end
from bot.worker.handling import Handler
from bot.worker.shares import share_of

RENEW_SECONDS = 0.4
"""Between renewals while a shard is worked off; a quarter of the lease."""
JOIN_SECONDS = 0.3
"""Between two signs of life, at which it is also seen who else lives: how soon shards move."""
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Worker:
    """One owner of shards. Several may run over one log: each has its share, and the leases keep them apart."""

    name: str
    log: ConversationLog
    handler: Handler
    _mine: frozenset[int] = frozenset()
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _again: set[int] = field(default_factory=set)
    _contested: set[int] = field(default_factory=set)
    """Shards of mine that another still held when I reached for them."""
    _leases: dict[int, Lease] = field(default_factory=dict)
    _stopping: bool = False

    async def run(self) -> None:
        """Work until cancelled; the turns in flight are finished first, and the shards given back."""
        joining = asyncio.create_task(self._keep_joined(), name="joining")
        try:
            async for shard in self.log.arrivals():
                self._look_into(shard)
        finally:
            self._stopping = True
            await end([joining])
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
            await self._leave()

    async def _keep_joined(self) -> None:
        while True:
            try:
                await self._look_round()
            except LogUnavailable as error:
                logger.warning("log_unavailable", error=str(error))
            except Exception:  # whatever it was: a worker that is not heard of any more loses every shard
                logger.exception("joining_failed")
            await asyncio.sleep(JOIN_SECONDS)

    async def _look_round(self) -> None:
        """See who lives, take what became mine, give back what became another's."""
        before, self._mine = self._mine, share_of(self.name, await self.log.join(self.name))
        if self._mine != before:
            self.handler.meters.shares(len(self._mine))
            logger.info("share", worker=self.name, shards=len(self._mine))
        for shard in (self._mine - before) | (self._contested & self._mine):
            self._look_into(shard)
        for shard in [n for n in self._leases if n not in self._mine and n not in self._busy]:
            await self._give_back(shard)

    def _look_into(self, shard: int) -> None:
        if shard not in self._mine or self._stopping:
            return
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
        if shard in self._again:
            self._again.discard(shard)
            self._look_into(shard)

    async def _work_off(self, shard: int) -> None:
        self._contested.discard(shard)
        try:
            while self._keeps(shard) and (lease := await self._claim(shard)) and lease.messages:
                async with self._renewed(lease):
                    await self.handler.handle_all(lease, lambda: self._keeps(shard))
        except LogUnavailable as error:
            # The messages still wait; the next sweep of arrivals finds them.
            logger.warning("log_unavailable", shard=shard, error=str(error))

    def _keeps(self, shard: int) -> bool:
        return shard in self._mine and not self._stopping

    async def _claim(self, shard: int) -> Lease | None:
        lease = await self.log.claim(self.name, shard)
        if lease is None:
            self._contested.add(shard)
        else:
            self._leases[shard] = lease
        return lease

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

    async def _give_back(self, shard: int) -> None:
        await self.log.release(self._leases.pop(shard))

    async def _leave(self) -> None:
        try:
            await self.log.leave(self.name)
            await asyncio.gather(*map(self._give_back, list(self._leases)))
        except LogUnavailable as error:
            # Then the others wait until the leases end.
            logger.warning("log_unavailable", error=str(error))
