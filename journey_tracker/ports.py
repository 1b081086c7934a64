"""The ports of the tracker: where events come from, and where touchpoints are kept and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from journey_tracker.journey import JourneyModel, Line, Mood, Touchpoint


@dataclass(frozen=True, slots=True)
class Position:
    """How far one partition of a source was read: `key` is that of the last event, opaque to the tracker."""

    source: str
    partition: int
    key: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch."""

    new: int
    duplicates: int
    """Events that were there already; they changed nothing."""
    rejected: int
    """Events that could not be read; they stand in `dead_letter` with the reason."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which touchpoints are asked for, newest first; None means any."""

    phase: str | None = None
    """Key of the headline phase; `none` for touchpoints that have none."""
    mood: Mood | None = None
    first_day: int | None = None
    """First Dutch day, as the number YYYYMMDD."""
    last_day: int | None = None
    """Last Dutch day, that day included."""
    conversation: str | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the touchpoints that were asked for, and whether older ones follow."""

    touchpoints: tuple[Touchpoint, ...]
    more: bool


class StoreUnavailable(Exception):
    """The database does not answer or is locked. Nothing is written; try again."""


class StoreMissing(Exception):
    """There is no database at the given place yet."""


class UnsupportedDatabase(Exception):
    """The URL names a database that there is no SQL for."""


class JourneyStore(Protocol):
    """Keeps events once and the touchpoints they make. Blocking: call it from a worker thread.

    All methods raise `StoreUnavailable`.
    """

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""

    def record(self, batch: Sequence[str], positions: Sequence[Position] = ()) -> Recorded:
        """Write CloudEvents JSON and the positions they were read up to, in one transaction."""

    def positions(self, source: str) -> Mapping[int, str]:
        """Key of the last event read, by partition, for those that were ever read."""

    def touchpoints(self, wanted: Filter) -> Page:
        """Touchpoints with their stays, newest first."""

    def touchpoint(self, touchpoint_id: str) -> Touchpoint | None:
        """One touchpoint, or None when there is none with this id."""

    def lines(self, touchpoint_id: str) -> tuple[Line, ...]:
        """The redacted conversation of a touchpoint in the order of the talk."""

    def doubtful(self, below: float, limit: int) -> tuple[Line, ...]:
        """What shoppers said that was not understood, or less surely than `below` (0..1), newest first."""

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Erase the words that are due at `now_ms`, of at most `limit` messages and `limit` dead letters.

        Returns how many those were; `limit` or more means that others may be due. Touchpoints stay.
        """

    def close(self) -> None:
        """Close connections; the store is unusable afterwards."""


class EventSource(Protocol):
    """A log of events in numbered partitions; the events of one conversation share a partition."""

    @property
    def partitions(self) -> int:
        """How many there are, numbered from 0."""

    async def read(self, partition: int, after_key: str, limit: int) -> Sequence[tuple[str, str]]:
        """Keys and CloudEvents JSON after `after_key` (empty: from the first), oldest first."""

    async def changed(self) -> None:
        """Return when there may be something new; may come too early, too late or never.

        It is cancelled when nothing comes for a second, and called again later.
        """
