"""Reads journey events from their log into the store, for as long as it is left running."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

import structlog

from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import LAPSE_AT_ONCE, EventSource, Position, Recorded, Recording

IDLE_S = 1.0
"""So long it waits for a nudge before it looks for itself."""

GATHER_S = 0.2
"""So long it waits after a nudge: what happens meanwhile is recorded in the same transaction."""

LONGEST_PAUSE_S = 30.0

SHARE_EVERY_S = 5.0
"""So often it looks which partitions are its own: other consumers come and go."""

FORGET_AT_ONCE = 500
"""So many messages in one transaction, so that recording never waits long."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Intake:
    """Copies what is new in its partitions of a source into a store, each event once; ends and forgets what is due.

    Of several on one store each has its share of the partitions; what it reads twice changes nothing.
    `name` is under what the positions are kept: take one that changes when the source loses its history.
    """

    def __init__(
        self, source: EventSource, store: Recording, *, name: str, limit: int = 100, clock: Clock = epoch_ms
    ) -> None:
        self._source = source
        self._store = store
        self._name = name
        self._limit = limit
        self._clock = clock
        self._due_ms: dict[str, int] = {}
        """When what is done once a day is due again, by its name."""
        self._share: Collection[int] = ()
        self._share_at_s = 0.0

    async def run(self) -> None:
        """Go on until cancelled; a source or store that fails is logged and tried again, ever more slowly."""
        failures = 0
        while True:
            try:
                more = await self.take()
                due = [await self.lapse(), await self.forget()]
                if not any(due) and not more:
                    await self._rest()
                failures = 0
            except Exception:  # whatever went wrong: nothing was written, and it is tried again
                failures += 1
                pause = min(LONGEST_PAUSE_S, IDLE_S * 2 ** min(failures, 10))
                log.exception("journey_intake_failed", source=self._name, failures=failures, pause_s=pause)
                await asyncio.sleep(pause)

    async def take(self) -> bool:
        """Record at most `limit` events of each of its partitions; returns whether there may be more at once."""
        share = sorted(await self._shared())
        known = await asyncio.to_thread(self._store.positions, self._name)
        read = await asyncio.gather(*(self._source.read(p, known.get(p, ""), self._limit) for p in share))
        found = dict(zip(share, read, strict=True))
        if any(read):
            recorded = await self._record(found)
            log.debug("journey_recorded", source=self._name, new=recorded.new, duplicates=recorded.duplicates)
            if recorded.rejected:
                log.warning("journey_events_rejected", source=self._name, rejected=recorded.rejected)
        return any(len(events) >= self._limit for events in read)

    async def lapse(self) -> bool:
        """At the start and once a day: end the journeys nobody came back to; returns whether there may be more."""
        return await self._once_a_day(self._store.lapse, LAPSE_AT_ONCE, lambda n: log.info("journeys_lapsed", cycles=n))

    async def forget(self) -> bool:
        """At the start and once a day: erase the words that are due; returns whether there may be more at once."""
        return await self._once_a_day(
            self._store.forget, FORGET_AT_ONCE, lambda n: log.info("journey_words_forgotten", messages=n)
        )

    async def _once_a_day(self, work: Callable[..., int], most: int, tell: Callable[[int], None]) -> bool:
        """Do at most so much of it when it is due; returns whether there may be more at once."""
        now_ms = self._clock()
        if now_ms < self._due_ms.get(work.__name__, 0):
            return False
        done = await _to_its_end(lambda: work(now_ms, limit=most))
        if done:
            tell(done)
        if done < most:
            self._due_ms[work.__name__] = now_ms + DAY_MS
        return done >= most

    async def _shared(self) -> Collection[int]:
        if time.monotonic() >= self._share_at_s:
            self._share = await asyncio.to_thread(self._store.share, self._name, self._source.partitions)
            self._share_at_s = time.monotonic() + SHARE_EVERY_S
        return self._share

    async def _record(self, found: Mapping[int, Sequence[tuple[str, str]]]) -> Recorded:
        batch = [event for events in found.values() for _, event in events]
        positions = [Position(self._name, p, events[-1][0]) for p, events in found.items() if events]
        return await _to_its_end(lambda: self._store.record(batch, positions))

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(IDLE_S):
                await self._source.changed()
                await asyncio.sleep(GATHER_S)
        except TimeoutError:
            return


async def _to_its_end(work: Callable[[], T]) -> T:
    """Work in a thread, which cannot be stopped: whoever cancels may close the store afterwards."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await working
        raise
