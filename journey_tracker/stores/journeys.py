"""Writes what changed of some people: touchpoints, stays, lines, cycles and counts, within the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete

from journey_tracker.journey import Cycle, JourneyModel, Line, Road, Touchpoint
from journey_tracker.recorder.roads import road
from journey_tracker.recorder.tallies import Tallies, difference, tallies
from journey_tracker.stores import links, rows
from journey_tracker.stores.counts import add_counts, cycle_row, visit_rows
from journey_tracker.stores.known import Known, parts
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


def write(connection: Connection, model: JourneyModel, change: Change) -> None:
    """Write the difference between before and now; nothing else is touched."""
    was = _was(model, change.before)
    now = _now(connection, model, change)
    _write_touchpoints(connection, model, change, now)
    _write_lines(connection, change.lines)
    _write_cycles(connection, was.roads, now.roads)
    add_counts(connection, difference(now.counts, was.counts))


def walk(model: JourneyModel, touchpoints: Mapping[str, Sequence[Touchpoint]], traffic: Mapping[str, str]) -> Journeys:
    """The roads of people by their touchpoints; whoever is in `traffic` has none and counts nowhere."""
    found = Journeys(traffic=dict(traffic))
    for person, contacts in touchpoints.items():
        if person in traffic:
            found.roads[person] = NOWHERE
            continue
        found.roads[person] = road(model, person, contacts)
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


def _was(model: JourneyModel, before: Sequence[Known]) -> Journeys:
    """What is in the counts now. Touchpoints of another model version were recorded under it, but counted as theirs."""
    grouped: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for stored in before:
        grouped[stored.person].append(stored.touchpoint)
    return walk(model, grouped, {stored.person: stored.traffic for stored in before if stored.traffic})


def _now(connection: Connection, model: JourneyModel, change: Change) -> Journeys:
    grouped: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for touchpoint in change.now.values():
        grouped[change.owners[touchpoint.id]].append(touchpoint)
    return walk(model, grouped, traffic_of(connection, grouped))


def _write_touchpoints(connection: Connection, model: JourneyModel, change: Change, now: Journeys) -> None:
    stored = {k.touchpoint.id: k for k in change.before}
    gone = sorted(stored.keys() - change.now.keys())
    for ids in parts(gone):
        connection.execute(delete(TOUCHPOINT).where(TOUCHPOINT.c.id.in_(ids)))
    _drop_stays(connection, [t for id_, t in change.now.items() if id_ in stored and _shrank(stored[id_], t)])
    new: dict[Table, list[Row]] = {TOUCHPOINT: [], TOUCHPOINT_PHASE: []}
    for touchpoint in change.now.values():
        was = stored.get(touchpoint.id)
        row, stays = touchpoint_rows(model, touchpoint, change.owners[touchpoint.id], now)
        new[TOUCHPOINT] += [] if was and was.row == row else [row]
        new[TOUCHPOINT_PHASE] += [stay for stay in stays if was is None or stay not in was.stays]
    for table, values in new.items():
        _upsert(connection, table, values)


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
    _upsert(connection, TRANSCRIPT, [rows.line_row(line) for line in lines])


def _write_cycles(connection: Connection, was: Mapping[str, Road], now: Mapping[str, Road]) -> None:
    old = {(c.person, c.number): c for way in was.values() for c in way.cycles}
    new = {(c.person, c.number): c for way in now.values() for c in way.cycles}
    drop_cycles(connection, sorted(old.keys() - new.keys()))
    changed = [cycle for key, cycle in new.items() if old.get(key) != cycle]
    shrunk = [key for key, cycle in new.items() if key in old and _phases(old[key]) - _phases(cycle)]
    if shrunk:
        connection.execute(_DROP_VISITS, [{"of": person, "cycle_no": number} for person, number in shrunk])
    add_cycles(connection, changed)


def add_cycles(connection: Connection, cycles: Sequence[Cycle]) -> None:
    """Write cycles with what they did in each phase."""
    _upsert(connection, CYCLE, [cycle_row(cycle) for cycle in cycles])
    _upsert(connection, CYCLE_PHASE, [row for cycle in cycles for row in visit_rows(cycle)])


def drop_cycles(connection: Connection, keys: Sequence[tuple[str, int]]) -> None:
    """Delete cycles, given by person and number."""
    if keys:
        named = [{"of": person, "cycle_no": number} for person, number in keys]
        connection.execute(_DROP_CYCLE, named)
        connection.execute(_DROP_VISITS, named)


_DROP_CYCLE = delete(CYCLE).where(and_(CYCLE.c.person == bindparam("of"), CYCLE.c.number == bindparam("cycle_no")))
_DROP_VISITS = delete(CYCLE_PHASE).where(
    and_(CYCLE_PHASE.c.person == bindparam("of"), CYCLE_PHASE.c.cycle == bindparam("cycle_no"))
)


def _phases(cycle: Cycle) -> set[str]:
    return {visit.phase for visit in cycle.phases}


def _upsert(connection: Connection, table: Table, values: Sequence[Row]) -> None:
    if values:
        connection.execute(upsert(connection.dialect.name, table), list(values))
