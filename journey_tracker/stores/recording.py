"""Writes events and the touchpoints they make, within the transaction of the caller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from journey_tracker import recorder
from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.journey import JourneyModel, PhaseStay, Touchpoint
from journey_tracker.stores import rows
from journey_tracker.stores.statements import LATEST, STAYS, insert_event, upsert
from journey_tracker.stores.tables import EVENT, TOUCHPOINT, TOUCHPOINT_PHASE, TRANSCRIPT


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
    found = connection.execute(insert, [rows.event_row(i.envelope, i.raw, now_ms) for i in by_key.values()])
    return [by_key[source, id_].envelope for source, id_ in found]


def add_touchpoints(connection: Connection, model: JourneyModel, new: Sequence[Envelope]) -> None:
    """Bring the touchpoints of the new events' conversations up to date.

    Events that follow what is stored are added to it. A conversation with one that does not (it came late,
    or the journey model changed) is recorded anew from all its stored events: the result is the same.
    """
    histories = []
    for conversation, (current, ordered) in _by_conversation(connection, new).items():
        if not recorder.is_next(model, current, ordered[0]):
            connection.execute(delete(TOUCHPOINT).where(TOUCHPOINT.c.conversation == conversation))
            current, ordered = None, _all_events(connection, conversation)
        histories.append(recorder.record(model, current, ordered))
    _write(connection, histories)


def touchpoints(connection: Connection, query: Select[Any], **values: object) -> list[Touchpoint]:
    """The touchpoints that a query on `touchpoint` finds, in its order, with their stays."""
    found = connection.execute(query, values).mappings().all()
    stays: defaultdict[str, list[PhaseStay]] = defaultdict(list)
    for row in connection.execute(STAYS, {"touchpoints": [row["id"] for row in found]}).mappings():
        stays[row["touchpoint_id"]].append(rows.stay_of(row))
    return [rows.touchpoint_of(row, tuple(stays[row["id"]])) for row in found]


def _by_conversation(
    connection: Connection, new: Sequence[Envelope]
) -> Mapping[str, tuple[Touchpoint | None, list[Envelope]]]:
    grouped: defaultdict[str, list[Envelope]] = defaultdict(list)
    for envelope in sorted(new, key=recorder.place):
        grouped[envelope.event.conversation].append(envelope)
    current = {t.conversation: t for t in touchpoints(connection, LATEST, conversations=list(grouped))}
    return {name: (current.get(name), ordered) for name, ordered in grouped.items()}


def _all_events(connection: Connection, conversation: str) -> list[Envelope]:
    stored = connection.scalars(select(EVENT.c.raw).where(EVENT.c.conversation == conversation))
    return sorted((from_json(raw) for raw in stored), key=recorder.place)


def _write(connection: Connection, histories: Sequence[recorder.History]) -> None:
    written = {
        TOUCHPOINT: [rows.touchpoint_row(t) for history in histories for t in history.touchpoints],
        TOUCHPOINT_PHASE: [rows.stay_row(id_, stay) for history in histories for id_, stay in history.stays],
        TRANSCRIPT: [rows.line_row(line) for history in histories for line in history.lines],
    }
    for table, values in written.items():
        if values:
            connection.execute(upsert(connection.dialect.name, table), values)
