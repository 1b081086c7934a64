"""Reads journey events from their log into the store, for as long as it is left running."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from journey_tracker.ports import EventSource, JourneyStore, Position, Recorded

IDLE_S = 1.0
"""So long it waits for a nudge before it looks for itself."""

LONGEST_PAUSE_S = 30.0

log = structlog.get_logger(__name__)


class Intake:
    """Copies what is new in every partition of a source into a store, each event once.

    `name` is under what the positions are kept: take one that changes when the source loses its history.
    """

    def __init__(self, source: EventSource, store: JourneyStore, *, name: str, limit: int = 100) -> None:
        self._source = source
        self._store = store
        self._name = name
        self._limit = limit

    async def run(self) -> None:
        """Go on until cancelled; a source or store that fails is logged and tried again, ever more slowly."""
        failures = 0
        while True:
            try:
                if not await self.take():
                    await self._rest()
                failures = 0
            except Exception:  # whatever went wrong: nothing was written, and it is tried again
                failures += 1
                pause = min(LONGEST_PAUSE_S, IDLE_S * 2 ** (failures - 1))
                log.exception("journey_intake_failed", source=self._name, failures=failures, pause_s=pause)
                await asyncio.sleep(pause)

    async def take(self) -> bool:
        """Record at most `limit` events of each partition; returns whether there may be more at once."""
        known = await asyncio.to_thread(self._store.positions, self._name)
        reads = [self._source.read(p, known.get(p, ""), self._limit) for p in range(self._source.partitions)]
        found = await asyncio.gather(*reads)
        if any(found):
            recorded = await self._record(found)
            log.debug("journey_recorded", source=self._name, new=recorded.new, duplicates=recorded.duplicates)
            if recorded.rejected:
                log.warning("journey_events_rejected", source=self._name, rejected=recorded.rejected)
        return any(len(events) >= self._limit for events in found)

    async def _record(self, found: Sequence[Sequence[tuple[str, str]]]) -> Recorded:
        batch = [event for events in found for _, event in events]
        positions = [Position(self._name, p, events[-1][0]) for p, events in enumerate(found) if events]
        writing = asyncio.ensure_future(asyncio.to_thread(self._store.record, batch, positions))
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing  # a thread cannot be stopped: whoever cancels may close the store afterwards
            raise

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(IDLE_S):
                await self._source.changed()
        except TimeoutError:
            return
