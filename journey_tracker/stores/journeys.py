"""Writes what changed of some people: touchpoints, stays, lines, cycles and counts, within the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete

from journey_tracker.journey import Cycle, JourneyModel, Line, Road, Touchpoint
from journey_tracker.recorder.counted import Tallies
from journey_tracker.recorder.roads import road
from journey_tracker.recorder.tallies import difference, tallies
from journey_tracker.stores import links, rows
from journey_tracker.stores.closed import closed_ms
from journey_tracker.stores.counts import add_counts, cycle_row, visit_rows
from journey_tracker.stores.differences import Differences
from journey_tracker.stores.known import Known, parts
from journey_tracker.stores.prepared import write as write_rows
from journey_tracker.stores.statements import upsert
from journey_tracker.stores.tables import CYCLE, CYCLE_PHASE, TOUCHPOINT, TOUCHPOINT_PHASE, TRANSCRIPT

Row = dict[str, Any]
MOST_CONTACTS = 2000
"""Whoever has more contacts than this is a robot, or a browser that a hall of people shares."""
ROBOT = "bot"
NOWHERE = Road((), {}, {})
"""The road of whoever is no shopper."""


@dataclass(frozen=True, slots=True)
class Change:
    """All touchpoints of some people, as they are stored and as they become."""

    before: Sequence[Known]
    now: Mapping[str, Touchpoint]
    """By id."""
    owners: Mapping[str, str]
    """Whose each touchpoint becomes, by id."""
    lines: Sequence[Line] = ()


@dataclass(slots=True)
class Journeys:
    """Roads and counts of some people."""

    roads: dict[str, Road] = field(default_factory=dict)
    traffic: dict[str, str] = field(default_factory=dict)
    counts: Tallies = field(default_factory=Tallies)

    def place(self, person: str, touchpoint: Touchpoint) -> tuple[object, ...]:
        """All that the rows of a touchpoint tell of the road of a person."""
        way = self.roads[person]
        placings = (way.placings.get((touchpoint.id, stay.number)) for stay in touchpoint.stays)
        return person, self.traffic.get(person, ""), way.kinds_before.get(touchpoint.id, ""), *placings


def write(connection: Connection, model: JourneyModel, change: Change, *, until_ms: int | None = None) -> None:
    """Write the difference between before and now; nothing else is touched.

    Now is closed as before unless `until_ms` says that it is closed until then.
    """
    was_ms = closed_ms(connection)
    was = _was(model, change.before, was_ms)
    now = _now(connection, model, change, was_ms if until_ms is None else until_ms)
    _write_touchpoints(connection, model, change, was, now)
    _write_lines(connection, change.lines)
    _write_cycles(connection, was.roads, now.roads)
    add_counts(connection, difference(now.counts, was.counts))


def walk(
    model: JourneyModel, touchpoints: Mapping[str, Sequence[Touchpoint]], traffic: Mapping[str, str], until_ms: int
) -> Journeys:
    """The roads of people by their touchpoints; whoever is in `traffic` has none and counts nowhere.

    `until_ms`: until when journeys that nobody came back to are closed (`closed.closed_ms`).
    """
    found = Journeys(traffic=dict(traffic))
    for person, contacts in touchpoints.items():
        if person in traffic:
            found.roads[person] = NOWHERE
            continue
        found.roads[person] = road(model, person, contacts, until_ms=until_ms)
        found.counts.update(tallies(contacts, found.roads[person]))
    return found


def traffic_of(connection: Connection, touchpoints: Mapping[str, Sequence[Touchpoint]]) -> dict[str, str]:
    """Who of these people is no shopper: who is marked, has a contact that is, or has more contacts than anybody."""
    aliases = {person: {person, *(t.alias for t in contacts)} for person, contacts in touchpoints.items()}
    marks = links.traffic(connection, set().union(*aliases.values()))
    found = {person: ROBOT for person, contacts in touchpoints.items() if len(contacts) > MOST_CONTACTS}
    for person, names in aliases.items():
        if kinds := [marks[a] for a in sorted(names) if a in marks]:
            found.setdefault(person, kinds[0])
    return found


def _was(model: JourneyModel, before: Sequence[Known], until_ms: int) -> Journeys:
    """What is in the counts now. Touchpoints of another model version were recorded under it, but counted as theirs."""
    grouped: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for stored in before:
        grouped[stored.person].append(stored.touchpoint)
    return walk(model, grouped, {stored.person: stored.traffic for stored in before if stored.traffic}, until_ms)


def _now(connection: Connection, model: JourneyModel, change: Change, until_ms: int) -> Journeys:
    grouped: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for touchpoint in change.now.values():
        grouped[change.owners[touchpoint.id]].append(touchpoint)
    return walk(model, grouped, traffic_of(connection, grouped), until_ms)


def _write_touchpoints(
    connection: Connection, model: JourneyModel, change: Change, before: Journeys, now: Journeys
) -> None:
    stored = {k.touchpoint.id: k for k in change.before}
    gone = sorted(stored.keys() - change.now.keys())
    for ids in parts(gone):
        connection.execute(delete(TOUCHPOINT).where(TOUCHPOINT.c.id.in_(ids)))
    _drop_stays(connection, [t for id_, t in change.now.items() if id_ in stored and _shrank(stored[id_], t)])
    contacts, stays = Differences(TOUCHPOINT), Differences(TOUCHPOINT_PHASE)
    for touchpoint in change.now.values():
        was, person = stored.get(touchpoint.id), change.owners[touchpoint.id]
        if (
            was
            and was.touchpoint is touchpoint
            and before.place(was.person, touchpoint) == now.place(person, touchpoint)
        ):
            continue
        row, spent = touchpoint_rows(model, touchpoint, person, now)
        contacts.add(was.row if was else None, row)
        stays.add_all(was.stays if was else (), spent, by="number")
    contacts.write(connection)
    stays.write(connection)


def _shrank(was: Known, now: Touchpoint) -> bool:
    return len(was.stays) > len(now.stays)


def _drop_stays(connection: Connection, shrunk: Sequence[Touchpoint]) -> None:
    """Delete the stays that a contact had and no longer has."""
    stay = TOUCHPOINT_PHASE.c
    for touchpoint in shrunk:
        surplus = and_(stay.touchpoint_id == touchpoint.id, stay.number > len(touchpoint.stays))
        connection.execute(delete(TOUCHPOINT_PHASE).where(surplus))


def touchpoint_rows(
    model: JourneyModel, touchpoint: Touchpoint, person: str, journeys: Journeys
) -> tuple[Row, list[Row]]:
    """The row of a touchpoint and those of its stays, with where they stand on the road of `person`."""
    way = journeys.roads[person]
    placings = [way.placings.get((touchpoint.id, stay.number)) for stay in touchpoint.stays]
    kind_before = way.kinds_before.get(touchpoint.id, "")
    placed = rows.on_the_road(person, journeys.traffic.get(person, ""), placings[-1], kind_before)
    stays = [rows.stay_row(touchpoint.id, s, p) for s, p in zip(touchpoint.stays, placings, strict=True)]
    return {**rows.touchpoint_row(touchpoint, model), **placed}, stays


def _write_lines(connection: Connection, lines: Sequence[Line]) -> None:
    write_rows(connection, upsert(connection.dialect.name, TRANSCRIPT), [rows.line_row(line) for line in lines])


def _write_cycles(connection: Connection, was: Mapping[str, Road], now: Mapping[str, Road]) -> None:
    old = {(c.person, c.number): c for way in was.values() for c in way.cycles}
    new = {(c.person, c.number): c for way in now.values() for c in way.cycles}
    drop_cycles(connection, sorted(old.keys() - new.keys()))
    changed = [(old.get(key), cycle) for key, cycle in new.items() if old.get(key) != cycle]
    shrunk = [(then.person, then.number) for then, cycle in changed if then and _phases(then) - _phases(cycle)]
    write_rows(connection, _DROP_VISITS, [{"of": person, "cycle_no": number} for person, number in shrunk])
    cycles, visits = Differences(CYCLE), Differences(CYCLE_PHASE)
    for then, cycle in changed:
        cycles.add(cycle_row(then) if then else None, cycle_row(cycle))
        kept = visit_rows(then) if then and (then.person, then.number) not in shrunk else ()
        visits.add_all(kept, visit_rows(cycle), by="phase")
    cycles.write(connection)
    visits.write(connection)


def drop_cycles(connection: Connection, keys: Sequence[tuple[str, int]]) -> None:
    """Delete cycles, given by person and number."""
    if keys:
        named = [{"of": person, "cycle_no": number} for person, number in keys]
        write_rows(connection, _DROP_CYCLE, named)
        write_rows(connection, _DROP_VISITS, named)


_DROP_CYCLE = delete(CYCLE).where(and_(CYCLE.c.person == bindparam("of"), CYCLE.c.number == bindparam("cycle_no")))
_DROP_VISITS = delete(CYCLE_PHASE).where(
    and_(CYCLE_PHASE.c.person == bindparam("of"), CYCLE_PHASE.c.cycle == bindparam("cycle_no"))
)


def _phases(cycle: Cycle) -> set[str]:
    return {visit.phase for visit in cycle.phases}
