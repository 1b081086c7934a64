"""Writes events and all that they make, within the transaction of the caller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.events import ShopEvent, Who
from journey_tracker.journey import JourneyModel, Line, PhaseStay, Touchpoint
from journey_tracker.journey.people import CONVERSATION, Link, People, alias_of
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.recorder.proving import proven
from journey_tracker.stores import links, rows
from journey_tracker.stores.crowds import add_to_crowds
from journey_tracker.stores.journeys import Change, write
from journey_tracker.stores.known import Known, known, people_of
from journey_tracker.stores.prepared import write_new
from journey_tracker.stores.statements import STAYS, insert_event
from journey_tracker.stores.tables import EVENT


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event that could be read, with the JSON it came as."""

    envelope: Envelope
    raw: str


def add_events(connection: Connection, incoming: Sequence[Incoming], now_ms: int) -> list[Envelope]:
    """Store the events and return those that were not there yet."""
    by_key: dict[tuple[str, str], Incoming] = {}
    for event in incoming:
        by_key.setdefault((event.envelope.source, event.envelope.id), event)
    if not by_key:
        return []
    insert = insert_event(connection.dialect.name)
    found = write_new(connection, insert, [rows.event_row(i.envelope, i.raw, now_ms) for i in by_key.values()])
    return [by_key[source, id_].envelope for source, id_ in found]


def add_journeys(connection: Connection, model: JourneyModel, new: Sequence[Envelope]) -> None:
    """Bring the touchpoints, cycles and counts of everybody whom the new events are about up to date."""
    if not new:
        return
    told = links.add_links(connection, new)
    marked = links.add_marks(connection, new)
    touched = {alias_of(e.event) for e in new if not isinstance(e.event, Who)}
    moved = links.aliases_below(connection, {link.alias for link in told} | marked) if told or marked else set()
    ways = links.links_up(connection, touched | moved)
    if not moved:
        new = add_to_crowds(connection, model, new, ways, _people(touched, ways))
        touched = {alias_of(e.event) for e in new if not isinstance(e.event, Who)}
    people = _people(touched | moved | marked, ways) | (people_of(connection, moved) if moved else set())
    before = known(connection, people)
    now, lines = _touchpoints(connection, model, new, before)
    changed = [t for t in now.values() if t.conversation and t.alias in touched | moved]
    now.update((t.id, t) for t in proven(model, changed, ways))
    owners = _owners(before, now, touched | moved, People(ways))
    write(connection, model, Change(before, now, owners, lines))


def touchpoints(connection: Connection, query: Select[Any], **values: object) -> list[Touchpoint]:
    """The touchpoints that a query on `touchpoint` finds, in its order, with their stays."""
    found = connection.execute(query, values).mappings().all()
    stays: defaultdict[str, list[PhaseStay]] = defaultdict(list)
    for row in connection.execute(STAYS, {"touchpoints": [row["id"] for row in found]}).mappings():
        stays[row["touchpoint_id"]].append(rows.stay_of(dict(row)))
    return [rows.touchpoint_of(dict(row), tuple(stays[row["id"]])) for row in found]


def _people(aliases: Iterable[str], ways: Iterable[Link]) -> set[str]:
    """Everybody whose the contacts of these aliases may be, or may have been."""
    return set(aliases) | {link.owner for link in ways} | {link.alias for link in ways}


def _touchpoints(
    connection: Connection, model: JourneyModel, new: Sequence[Envelope], before: Sequence[Known]
) -> tuple[dict[str, Touchpoint], list[Line]]:
    """All touchpoints of the people as they are now, by id, and what was newly said.

    Events that follow what is stored are added to it. A conversation with one that does not (it came late,
    or the journey model changed) is recorded anew from all its stored events: the result is the same.
    """
    now = {k.touchpoint.id: k.touchpoint for k in before}
    lines: list[Line] = []
    for envelope in new:
        if isinstance(envelope.event, ShopEvent):
            contact = touchpoint_of(model, envelope)
            now[contact.id] = contact
    for conversation, ordered in _by_conversation(new).items():
        of_it = [t for t in now.values() if t.conversation == conversation]
        current = max(of_it, key=lambda t: t.number, default=None)
        if not talk.is_next(model, current, ordered[0]):
            for touchpoint in of_it:
                del now[touchpoint.id]
            current, ordered = None, all_events(connection, conversation)
        history = talk.record(model, current, ordered)
        now.update((t.id, t) for t in history.touchpoints)
        lines += history.lines
    return now, lines


def _owners(before: Sequence[Known], now: Mapping[str, Touchpoint], moved: set[str], people: People) -> dict[str, str]:
    """Whose each touchpoint is: as before, but for the aliases of which something became known."""
    stored = {k.touchpoint.id: k.person for k in before if k.touchpoint.alias not in moved}
    return {id_: stored.get(id_) or people.person(t.alias, t.first_ms) for id_, t in now.items()}


def _by_conversation(new: Sequence[Envelope]) -> dict[str, list[Envelope]]:
    grouped: defaultdict[str, list[Envelope]] = defaultdict(list)
    spoken = [e for e in new if not isinstance(e.event, ShopEvent | Who)]
    for envelope in sorted(spoken, key=talk.place):
        grouped[talk.said(envelope).conversation].append(envelope)
    return dict(grouped)


def all_events(connection: Connection, conversation: str) -> list[Envelope]:
    """The stored events of a conversation, in the order of the talk."""
    alias = f"{CONVERSATION}{conversation}"
    is_its = (EVENT.c.conversation == conversation) & EVENT.c.alias.in_((alias, ""))
    stored = (from_json(raw) for raw in connection.scalars(select(EVENT.c.raw).where(is_its)))
    return sorted((e for e in stored if not isinstance(e.event, ShopEvent | Who)), key=talk.place)
