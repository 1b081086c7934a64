"""The journey store on SQLite and PostgreSQL: one transaction a batch, each event counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, or_, select

from journey_tracker import model_file
from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.envelopes import BadEvent, from_json
from journey_tracker.journey import NOT_UNDERSTOOD, JourneyModel, Line, Touchpoint
from journey_tracker.ports import Filter, Page, Position, Recorded
from journey_tracker.stores import forgetting, recording, rows
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.recording import Incoming
from journey_tracker.stores.statements import insert_new, newest_first, upsert
from journey_tracker.stores.tables import DEAD_LETTER, INTAKE_POSITION, TOUCHPOINT, TRANSCRIPT


class SqlStore:
    """A `JourneyStore` over SQLAlchemy Core; `open` makes one."""

    def __init__(self, database: Database, model: JourneyModel, *, clock: Clock = epoch_ms) -> None:
        self._database = database
        self._model = model
        self._clock = clock

    @classmethod
    def open(cls, url: str, *, model: JourneyModel | None = None, create: bool = True) -> SqlStore:
        """Open the database at a SQLAlchemy URL and run the migrations it has not had."""
        return cls(Database(url, JOURNEY, create=create), model or model_file.built_in())

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""
        return self._model

    def record(self, batch: Sequence[str], positions: Sequence[Position] = ()) -> Recorded:
        """Write CloudEvents JSON and the positions they were read up to, in one transaction."""
        good, bad = _sorted_out(batch)
        now = self._clock()
        with self._database.writing() as connection:
            if bad:
                letters = [rows.dead_letter_row(raw, reason, now) for raw, reason in bad]
                connection.execute(insert_new(connection.dialect.name, DEAD_LETTER), letters)
            new = recording.add_events(connection, good, now)
            recording.add_touchpoints(connection, self._model, new)
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

    def forget(self, now_ms: int, *, limit: int) -> int:
        """Erase the words that are due at `now_ms`; returns how many messages and dead letters had some."""
        with self._database.writing() as connection:
            return forgetting.forget(connection, now_ms, limit)

    def close(self) -> None:
        """Close connections; the store is unusable afterwards."""
        self._database.close()


def _sorted_out(batch: Sequence[str]) -> tuple[list[Incoming], list[tuple[str, str]]]:
    """Events that can be read, and the others with the reason."""
    good: list[Incoming] = []
    bad: list[tuple[str, str]] = []
    for raw in batch:
        try:
            good.append(Incoming(from_json(raw), raw))
        except BadEvent as error:
            bad.append((raw, str(error)))
    return good, bad


def _move(connection: Connection, positions: Sequence[Position]) -> None:
    if positions:
        connection.execute(upsert(connection.dialect.name, INTAKE_POSITION), [asdict(p) for p in positions])
