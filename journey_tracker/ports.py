"""The ports of the tracker: where events come from, and where touchpoints are kept and read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from journey_tracker.journey import Cycle, JourneyModel, Line, Touchpoint
from journey_tracker.privacy import Erased, Read
from journey_tracker.questions import EVERYTHING, Condition, Filter, Page, Question, Record, Slice, Value

__all__ = [
    "EVERYTHING",
    "LAPSE_AT_ONCE",
    "Condition",
    "EventSource",
    "Filter",
    "JourneyStore",
    "Page",
    "Position",
    "Question",
    "Record",
    "Recorded",
    "Recording",
    "Refused",
    "Slice",
    "StoreMissing",
    "StoreUnavailable",
    "UnknownColumn",
    "UnsupportedDatabase",
    "Value",
]


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


LAPSE_AT_ONCE = 200
"""Journeys that end in one transaction, so that recording never waits long."""
Refused = tuple[str, str]
"""What came in, and why it was not taken."""


class UnknownColumn(Exception):
    """A question names a table or column that there is not; says which, and what there is."""


class StoreUnavailable(Exception):
    """The database does not answer or is locked. Nothing is written; try again."""


class StoreMissing(Exception):
    """There is no database at the given place yet."""


class UnsupportedDatabase(Exception):
    """The URL names a database that there is no SQL for."""


class Recording(Protocol):
    """What an intake needs of a store. Blocking; all methods raise `StoreUnavailable`."""

    def record(
        self, batch: Sequence[str], positions: Sequence[Position] = (), refused: Sequence[Refused] = ()
    ) -> Recorded:
        """Write CloudEvents JSON and the positions they were read up to, in one transaction.

        What the caller `refused` is kept among the dead letters, as is what cannot be read.
        """

    def positions(self, source: str) -> Mapping[int, str]:
        """Key of the last event read, by partition, for those that were ever read."""

    def share(self, source: str, partitions: int) -> Collection[int]:
        """Which partitions of a source this consumer reads now: all, or a fair part where several can write.

        To be asked again every few seconds: consumers come and go.
        """

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Erase what is due at `now_ms`, of at most `limit` rows of a kind.

        Returns how many those were; `limit` or more means that others may be due. Counts stay.
        """

    def lapse(self, now_ms: int, *, limit: int | None = None) -> int:
        """End journeys without an order that were idle for longer than the model's `lapse_days` at `now_ms`.

        Returns how many: at most about `limit`, `limit` or more means that others may be due; None ends all, in steps.
        Whatever comes in later is seen as of the same moment, which never goes back.
        """


class JourneyStore(Recording, Protocol):
    """Keeps events once and the touchpoints they make. Blocking: call it from a worker thread.

    All methods raise `StoreUnavailable`.
    """

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""

    def follow(self) -> None:
        """Take the model that somebody else put the database under, unless it was opened under one."""

    def touchpoints(self, wanted: Filter) -> Page:
        """Touchpoints with their stays, newest first."""

    def touchpoint(self, touchpoint_id: str) -> Touchpoint | None:
        """One touchpoint, or None when there is none with this id."""

    def lines(self, touchpoint_id: str) -> tuple[Line, ...]:
        """The redacted conversation of a touchpoint in the order of the talk."""

    def doubtful(self, below: float, limit: int) -> tuple[Line, ...]:
        """What shoppers said that was not understood, or less surely than `below` (0..1), newest first."""

    def ask(self, question: Question, within: Slice = EVERYTHING) -> Sequence[Record]:
        """The rows that answer a question within a part of the journey; traffic of staff and robots never counts.

        Raises `UnknownColumn`. `cycle` is cut by the day it started, `cycle_phase` by the day it was entered.
        """

    def sql(self, question: Question, within: Slice = EVERYTHING) -> str:
        """The same question in SQL, with its values, to be run by an analyst."""

    def cycles(self, person: str) -> tuple[Cycle, ...]:
        """The cycles of one person, from the first; none when nobody is known by this."""

    def load(self, batch: Sequence[str]) -> Recorded:
        """Only store the events of a large log: `rebuild` makes all of them at once, at the latest the next `record`.

        What cannot be read is kept among the dead letters, as by `record`.
        """

    def rebuild(self, progress: Callable[[int, int], None] = ...) -> int:
        """Make everything anew from the stored events, under the store's model; returns how many events those are.

        The result is that of recording them one by one. It is one transaction: readers see the old until the end.
        """

    def stream(self, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
        """The rows of a public view one by one, in the order of time or person by person; raises `UnknownColumn`."""

    def stream_events(self, within: Slice = EVERYTHING) -> Iterator[str]:
        """Stored events of shoppers as CloudEvents JSON, in the order of time; raises `UnknownColumn`."""

    def person(self, named: str) -> Mapping[str, Any] | None:
        """All that is known of one person as JSON takes it, None when nothing is; raises `SeveralPeople`."""

    def forget_person(self, named: str, *, beside: int = 0) -> Erased:
        """Forget one person, with their share in the counts, in one transaction; raises `SeveralPeople`.

        What they did until now does not come in again. `beside`: rows that other stores had of them, for the record.
        """

    def forgotten_ms(self, named: str) -> int:
        """When somebody was last forgotten under this name, epoch ms; 0: never, or under another name."""

    def check_key(self) -> None:
        """Raise `BadKey` when the references of the database were made with another key than this store's."""

    def note_read(self, read: Read) -> None:
        """Write down who read what, before it is shown."""

    def reads(self, since_ms: int, limit: int) -> tuple[Read, ...]:
        """Who read what from `since_ms` (epoch ms) on, newest first."""

    def remove(self, source: str, progress: Callable[[int, int], None] = ...) -> int:
        """Delete all events of a source and make everything anew from the others; returns how many those were."""

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
