"""The journey store on SQLite and PostgreSQL: one transaction a batch, each event counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, or_, select

from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.envelopes import BadEvent, from_json
from journey_tracker.journey import NOT_UNDERSTOOD, Cycle, JourneyModel, Line, Touchpoint
from journey_tracker.ports import EVERYTHING, Filter, Page, Position, Question, Record, Recorded, Refused, Slice
from journey_tracker.privacy import KEPT, Erased, Read, Redact, Refs, Retention, Seal, open_refs
from journey_tracker.recorder.roads import road
from journey_tracker.stores import asking, forgetting, persons, reading, reads, rebuilding, recording, rows
from journey_tracker.stores.database import Database
from journey_tracker.stores.engine import key_file
from journey_tracker.stores.known import known
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.rebuilding import Progress, unseen
from journey_tracker.stores.recording import Incoming
from journey_tracker.stores.statements import insert_new, newest_first, upsert
from journey_tracker.stores.tables import DEAD_LETTER, EVENT, INTAKE_POSITION, TOUCHPOINT, TRANSCRIPT


class SqlStore:
    """A `JourneyStore` over SQLAlchemy Core; `open` makes one."""

    def __init__(
        self,
        database: Database,
        model: JourneyModel | None,
        *,
        seal: Callable[[], Seal],
        retention: Retention = KEPT,
        clock: Clock = epoch_ms,
    ) -> None:
        """`seal` is asked for when the first event comes in. Without a `model` it follows that of the database."""
        self._database = database
        self._follows = model is None
        self._model = model or self._remembered()
        self._seal = cache(seal)
        self._retention = retention
        self._clock = clock

    @classmethod
    def open(
        cls,
        url: str,
        *,
        model: JourneyModel | None = None,
        create: bool = True,
        refs: Refs | None = None,
        redact: Redact | None = None,
        retention: Retention = KEPT,
    ) -> SqlStore:
        """Open the database at a SQLAlchemy URL and run the migrations it has not had."""
        database = Database(url, JOURNEY, create=create)

        def seal() -> Seal:
            return Seal(refs or open_refs(key_file(url), create=create), redact)

        return cls(database, model, seal=seal, retention=retention)

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""
        return self._model

    def record(
        self, batch: Sequence[str], positions: Sequence[Position] = (), refused: Sequence[Refused] = ()
    ) -> Recorded:
        """Write CloudEvents JSON and the positions they were read up to, in one transaction."""
        good, unread = _sorted_out(batch, self._seal()) if batch else ([], [])
        bad = [*unread, *refused]
        now = self._clock()
        with self._database.writing() as connection:
            if bad:
                letters = [rows.dead_letter_row(self._seal().letter(raw), reason, now) for raw, reason in bad]
                connection.execute(insert_new(connection.dialect.name, DEAD_LETTER), letters)
            self._keep_up(connection)
            new = recording.add_events(connection, good, now)
            recording.add_journeys(connection, self._model, new)
            _move(connection, positions)
        return Recorded(new=len(new), duplicates=len(good) - len(new), rejected=len(bad))

    def positions(self, source: str) -> Mapping[int, str]:
        """Key of the last event read, by partition, for those that were ever read."""
        position = INTAKE_POSITION.c
        query = select(position.partition, position.key).where(position.source == source)
        with self._database.reading() as connection:
            return {partition: key for partition, key in connection.execute(query)}

    def touchpoints(self, wanted: Filter) -> Page:
        """Touchpoints with their stays, newest first."""
        with self._database.reading() as connection:
            found = recording.touchpoints(connection, newest_first(wanted))
        return Page(tuple(found[: wanted.limit]), more=len(found) > wanted.limit)

    def touchpoint(self, touchpoint_id: str) -> Touchpoint | None:
        """One touchpoint, or None when there is none with this id."""
        query = select(TOUCHPOINT).where(TOUCHPOINT.c.id == touchpoint_id)
        with self._database.reading() as connection:
            return next(iter(recording.touchpoints(connection, query)), None)

    def lines(self, touchpoint_id: str) -> tuple[Line, ...]:
        """The redacted conversation of a touchpoint in the order of the talk."""
        line = TRANSCRIPT.c
        query = select(TRANSCRIPT).where(line.touchpoint_id == touchpoint_id)
        with self._database.reading() as connection:
            found = [rows.line_of(row) for row in connection.execute(query).mappings()]
        return tuple(sorted(found, key=lambda said: said.place))

    def doubtful(self, below: float, limit: int) -> tuple[Line, ...]:
        """What shoppers said that was not understood, or less surely than `below` (0..1), newest first."""
        line = TRANSCRIPT.c
        unsure = or_(line.intent == NOT_UNDERSTOOD, line.confidence < below)
        newest = select(TRANSCRIPT).where(line.role == "shopper", unsure).order_by(line.at_ms.desc(), line.seq.desc())
        with self._database.reading() as connection:
            return tuple(rows.line_of(row) for row in connection.execute(newest.limit(limit)).mappings())

    def ask(self, question: Question, within: Slice = EVERYTHING) -> Sequence[Record]:
        """The rows that answer a question within a part of the journey."""
        with self._database.reading() as connection:
            return asking.answer(connection, question, within)

    def sql(self, question: Question, within: Slice = EVERYTHING) -> str:
        """The same question in SQL, with its values."""
        with self._database.reading() as connection:
            return asking.text(connection, question, within)

    def cycles(self, person: str) -> tuple[Cycle, ...]:
        """The cycles of one person, from the first."""
        with self._database.reading() as connection:
            found = known(connection, [person])
        contacts = [stored.touchpoint for stored in found if not stored.traffic]
        return road(self._model, person, contacts).cycles

    def rebuild(self, progress: Progress = unseen) -> int:
        """Make everything anew from the stored events, under the store's model; returns how many those are."""
        with self._database.writing() as connection:
            return rebuilding.rebuild(connection, self._model, progress)

    def stream(self, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
        """The rows of a public view one by one, in the order of time or person by person."""
        return reading.stream(self._database, view, within, by_person=by_person)

    def stream_events(self, within: Slice = EVERYTHING) -> Iterator[str]:
        """Stored events of shoppers as CloudEvents JSON, in the order of time; raises `UnknownColumn`."""
        return reading.stream_events(self._database, within)

    def remove(self, source: str, progress: Progress = unseen) -> int:
        """Delete all events of a source and make everything anew from the others; returns how many those were."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(EVENT).where(EVENT.c.source == source)).rowcount
            rebuilding.rebuild(connection, self._model, progress)
        return gone

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Erase what is due at `now_ms`, of at most `limit` rows of a kind; returns how many those were."""
        with self._database.writing() as connection:
            self._keep_up(connection)
            return forgetting.forget(connection, now_ms, limit, self._retention, self._model)

    def person(self, named: str) -> Mapping[str, Any] | None:
        """All that is known of one person as JSON takes it, None when nothing is; raises `SeveralPeople`."""
        with self._database.reading() as connection:
            return persons.dossier(connection, self._seal().refs, named)

    def forget_person(self, named: str) -> Erased:
        """Forget one person, with their share in the counts, in one transaction; raises `SeveralPeople`."""
        with self._database.writing() as connection:
            self._keep_up(connection)
            gone = persons.forget(connection, self._model, self._seal().refs, named, self._clock())
        return Erased(gone, self._database.wipe())

    def note_read(self, read: Read) -> None:
        """Write down who read what, before it is shown."""
        with self._database.writing() as connection:
            reads.note(connection, read)

    def reads(self, since_ms: int, limit: int) -> tuple[Read, ...]:
        """Who read what from `since_ms` on, newest first."""
        with self._database.reading() as connection:
            return reads.latest(connection, since_ms, limit)

    def _keep_up(self, connection: Connection) -> None:
        """Whoever follows the database takes the model that somebody else put it under."""
        self._model = rebuilding.keep_up(connection, None if self._follows else self._model)

    def _remembered(self) -> JourneyModel:
        with self._database.reading() as connection:
            return rebuilding.remembered(connection)

    def close(self) -> None:
        """Close connections; the store is unusable afterwards."""
        self._database.close()


def _sorted_out(batch: Sequence[str], seal: Seal) -> tuple[list[Incoming], list[Refused]]:
    """Events that can be read, fit to be stored, and the others with the reason."""
    good: list[Incoming] = []
    bad: list[Refused] = []
    for raw in batch:
        try:
            sealed = seal.envelope(from_json(raw))
        except BadEvent as error:
            bad.append((raw, str(error)))
        else:
            good.append(Incoming(sealed, seal.json(sealed, raw)))
    return good, bad


def _move(connection: Connection, positions: Sequence[Position]) -> None:
    if positions:
        connection.execute(upsert(connection.dialect.name, INTAKE_POSITION), [asdict(p) for p in positions])
