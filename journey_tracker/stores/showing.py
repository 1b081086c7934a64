"""What a store shows of its journeys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select

from journey_tracker.journey import NOT_UNDERSTOOD, Cycle, JourneyModel, Line, Touchpoint
from journey_tracker.ports import EVERYTHING, Filter, Page, Question, Record, Slice
from journey_tracker.recorder.roads import road
from journey_tracker.stores import asking, reading, recording, rows
from journey_tracker.stores.closed import closed_ms
from journey_tracker.stores.database import Database
from journey_tracker.stores.known import known
from journey_tracker.stores.statements import newest_first
from journey_tracker.stores.tables import TOUCHPOINT, TRANSCRIPT


class Showing:
    """The part of a `SqlStore` that only reads."""

    _database: Database
    _model: JourneyModel

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
            found, until_ms = known(connection, [person]), closed_ms(connection)
        contacts = [stored.touchpoint for stored in found if not stored.traffic]
        return road(self._model, person, contacts, until_ms=until_ms).cycles

    def stream(self, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
        """The rows of a public view one by one, in the order of time or person by person."""
        return reading.stream(self._database, view, within, by_person=by_person)

    def stream_events(self, within: Slice = EVERYTHING) -> Iterator[str]:
        """Stored events of shoppers as CloudEvents JSON, in the order of time; raises `UnknownColumn`."""
        return reading.stream_events(self._database, within)
