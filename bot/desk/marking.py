"""Phase and mood of what a shopper said, as the tracker wrote them down; it follows the talk by some seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import structlog

from journey_tracker.journey import Mood, Touchpoint
from journey_tracker.ports import Filter, JourneyStore, StoreUnavailable

MOST_TOUCHPOINTS = 20
"""Of one conversation: that many times half an hour of silence."""
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a message tells of the journey."""

    phase: str
    """Key of the phase; empty while nothing names one."""
    mood: str
    """`negative`, `neutral` or `positive`; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Asks the tracker, off the event loop. What it cannot tell is left out: a page is shown with or without."""

    store: JourneyStore | None

    async def by_seq(self, conversation: str) -> Mapping[int, Mark]:
        """The marks of a conversation by the seq of the shopper's message in the log."""
        try:
            return await asyncio.to_thread(self._by_seq, conversation)
        except StoreUnavailable:
            logger.warning("marks_unavailable", exc_info=True)
            return {}

    async def latest(self, conversations: Sequence[str]) -> Mapping[str, Mark]:
        """The mark of the last message of each conversation."""
        try:
            return await asyncio.to_thread(lambda: dict(self._latest(conversations)))
        except StoreUnavailable:
            logger.warning("marks_unavailable", exc_info=True)
            return {}

    def phase_labels(self, language: str) -> Mapping[str, str]:
        """Names of the phases by key."""
        return {phase.key: phase.labels[language] for phase in self.store.model.phases} if self.store else {}

    def _by_seq(self, conversation: str) -> Mapping[int, Mark]:
        found: dict[int, Mark] = {}
        for touchpoint in self._touchpoints(conversation, MOST_TOUCHPOINTS):
            found.update(self._said_in(touchpoint))
        return found

    def _said_in(self, touchpoint: Touchpoint) -> Iterator[tuple[int, Mark]]:
        phases = {stay.number: stay.phase for stay in touchpoint.stays}
        for line in self.store.lines(touchpoint.id) if self.store else ():
            if line.role == "shopper":
                yield line.place.seq, Mark(phases.get(line.stay) or "", line.sentiment_label or "")

    def _latest(self, conversations: Sequence[str]) -> Iterator[tuple[str, Mark]]:
        for conversation in conversations:
            for touchpoint in self._touchpoints(conversation, 1):
                mood = "" if touchpoint.sentiment_end is None else Mood.of(touchpoint.sentiment_end).value
                yield conversation, Mark(touchpoint.stays[-1].phase or "" if touchpoint.stays else "", mood)

    def _touchpoints(self, conversation: str, limit: int) -> Sequence[Touchpoint]:
        wanted = Filter(conversation=conversation, limit=limit)
        return self.store.touchpoints(wanted).touchpoints if self.store else ()
