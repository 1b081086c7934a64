"""Makes touchpoints, cycles and counts from the stored events, a few households at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, insert

from journey_tracker.envelopes import Envelope
from journey_tracker.events import ShopEvent, Who
from journey_tracker.journey import JourneyModel, Line, Touchpoint
from journey_tracker.journey.people import People
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.recorder.proving import proven
from journey_tracker.stores import kept, links, rows
from journey_tracker.stores.closed import closed_ms
from journey_tracker.stores.counts import add_counts, cycle_row, visit_rows
from journey_tracker.stores.households import gather, households
from journey_tracker.stores.journeys import Journeys, touchpoint_rows, traffic_of, walk
from journey_tracker.stores.prepared import Row, write
from journey_tracker.stores.tables import CYCLE, CYCLE_PHASE, TOUCHPOINT, TOUCHPOINT_PHASE, TRANSCRIPT

AT_ONCE = 2000
"""Events that are held at a time, or those of one household when these are more."""
MOST_COUNTS = 50_000
"""Counts that are held before they are written."""
_CACHE_KB = 200_000
"""So much of a SQLite file is held while all of it is written."""


def make(connection: Connection, model: JourneyModel, progress: Callable[[int], None]) -> None:
    """Fill the empty tables from the stored events, links and marks; `progress` is told how many events are done."""
    gather(connection)
    counts, done = kept.kept(connection, model), 0
    with _in_bulk(connection):
        for envelopes in _portions(households(connection)):
            counts.update(_portion(connection, model, envelopes).counts)
            if len(counts) > MOST_COUNTS:
                add_counts(connection, counts)
                counts.clear()
            done += len(envelopes)
            progress(done)
    add_counts(connection, counts)


def _portions(groups: Iterable[list[Envelope]]) -> Iterator[list[Envelope]]:
    portion: list[Envelope] = []
    for group in groups:
        portion += group
        if len(portion) >= AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _portion(connection: Connection, model: JourneyModel, envelopes: Sequence[Envelope]) -> Journeys:
    """Write all that a few households did; returns their roads and counts."""
    made, lines = _contacts(model, envelopes)
    ways = links.links_up(connection, {t.alias for t in made})
    touchpoints, people = proven(model, made, ways), People(ways)
    contacts: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for touchpoint in touchpoints:
        contacts[people.person(touchpoint.alias, touchpoint.first_ms)].append(touchpoint)
    journeys = walk(model, contacts, traffic_of(connection, contacts), closed_ms(connection))
    placed = [touchpoint_rows(model, t, person, journeys) for person, theirs in contacts.items() for t in theirs]
    cycles = [cycle for way in journeys.roads.values() for cycle in way.cycles]
    _insert(connection, TOUCHPOINT, [row for row, _ in placed])
    _insert(connection, TOUCHPOINT_PHASE, [stay for _, stays in placed for stay in stays])
    _insert(connection, TRANSCRIPT, [rows.line_row(line) for line in lines])
    _insert(connection, CYCLE, [cycle_row(cycle) for cycle in cycles])
    _insert(connection, CYCLE_PHASE, [row for cycle in cycles for row in visit_rows(cycle)])
    return journeys


def _contacts(model: JourneyModel, envelopes: Iterable[Envelope]) -> tuple[list[Touchpoint], list[Line]]:
    touchpoints: list[Touchpoint] = []
    lines: list[Line] = []
    talks: defaultdict[str, list[Envelope]] = defaultdict(list)
    for envelope in envelopes:
        if isinstance(envelope.event, ShopEvent):
            touchpoints.append(touchpoint_of(model, envelope))
        elif not isinstance(envelope.event, Who):
            talks[envelope.event.conversation].append(envelope)
    for spoken in talks.values():
        history = talk.record(model, None, sorted(spoken, key=talk.place))
        touchpoints += history.touchpoints
        lines += history.lines
    return touchpoints, lines


def _insert(connection: Connection, table: Table, values: Sequence[Row]) -> None:
    write(connection, insert(table), values)


@contextmanager
def _in_bulk(connection: Connection) -> Iterator[None]:
    """SQLite makes an index faster at the end than row by row; on a server others go on reading by it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    indexes = [index for table in (TOUCHPOINT, TRANSCRIPT, CYCLE) for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KB}")
    yield
    for index in indexes:
        index.create(connection)
    connection.exec_driver_sql("PRAGMA cache_size=-2000")
