"""All that is known of one person: shown, or forgotten, within the transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, func, select

from journey_tracker.journey import JourneyModel
from journey_tracker.privacy.naming import aliases_for, raw_name
from journey_tracker.privacy.refs import Refs
from journey_tracker.stores import erasing, rebuilding, tombstones
from journey_tracker.stores.erasing import EventKey, Footprint, footprint, person_behind
from journey_tracker.stores.known import parts
from journey_tracker.stores.tables import ACCESS_LOG, CYCLE, CYCLE_PHASE, ERASURE_LOG, EVENT, MARK, TRANSCRIPT

Dossier = Mapping[str, Any]
"""What is known of somebody, as JSON takes it."""


def dossier(connection: Connection, refs: Refs, named: str) -> Dossier | None:
    """All rows that are of one person, None when nothing is known; raises `SeveralPeople`.

    `named` is an id as the shop writes it (`privacy.naming.aliases_for`) or a reference.
    """
    person = person_behind(connection, named, aliases_for(refs, named))
    if person is None:
        return None
    found = footprint(connection, person)
    theirs = [k for k in found.before if k.touchpoint.id in found.gone]
    ids = [k.touchpoint.id for k in theirs]
    return {
        "person": person,
        "known_by": sorted(found.aliases),
        "links": [asdict(link) for link in found.links],
        "marks": _rows(connection, MARK, "alias", found.aliases),
        "events": _events(connection, found),
        "touchpoints": [{**k.row, "stays": list(k.stays)} for k in theirs],
        "lines": _rows(connection, TRANSCRIPT, "touchpoint_id", ids),
        "cycles": _rows(connection, CYCLE, "person", [person]),
        "cycle_phases": _rows(connection, CYCLE_PHASE, "person", [person]),
        "letters": erasing.letters(connection, {raw_name(named)} | found.names),
        "reads": _rows(connection, ACCESS_LOG, "filter", _read_as(found)),
    }


def forget(connection: Connection, model: JourneyModel, refs: Refs, named: str, now_ms: int, *, beside: int = 0) -> int:
    """Forget one person: all rows, and their share in the counts; returns how many rows are gone.

    What they did until now does not come in again, also when nothing is known of them yet: it may be on its way. That
    they were forgotten is written down, unless nothing was known here nor `beside`, in the stores of others.
    Raises `SeveralPeople`, and then nothing is forgotten.
    """
    rebuilding.keep_up(connection, model)  # what is taken from the counts must be what was added
    aliases = aliases_for(refs, named)
    person = person_behind(connection, named, aliases)
    names, rows = {raw_name(named)}, 0
    if person is None:
        tombstones.put(connection, refs, aliases, (), now_ms)
    else:
        found = footprint(connection, person)
        rows = erasing.erase(connection, model, found)
        names |= found.names
        erasing.blank_reads(connection, _read_as(found))
        tombstones.put(connection, refs, found.aliases, found.events, now_ms)
    rows += erasing.erase_letters(connection, names)
    if rows or beside:
        erasing.note_erasure(connection, refs, person or named, now_ms, rows + beside)
    return rows


def forgotten_ms(connection: Connection, refs: Refs, named: str) -> int:
    """When somebody was last forgotten under this name, epoch ms; 0: never, or under another name of theirs."""
    hashes = [refs.ref("erased", name) for name in (named, *aliases_for(refs, named))]
    query = select(func.max(ERASURE_LOG.c.at_ms)).where(ERASURE_LOG.c.ref_hash.in_(hashes))
    return connection.scalar(query) or 0


def _read_as(found: Footprint) -> set[str]:
    """What the log of reads may say of a person."""
    conversations = {form for name in found.conversations for form in (name, f"conversation={name}")}
    return {found.person} | found.aliases | found.gone | conversations


def _events(connection: Connection, found: Footprint) -> list[Any]:
    stored: dict[EventKey, str] = {}
    for some in parts({id_ for _, id_ in found.events}):
        query = select(EVENT.c.source, EVENT.c.id, EVENT.c.raw).where(EVENT.c.id.in_(some))
        stored.update(((row.source, row.id), row.raw) for row in connection.execute(query))
    return [json.loads(stored[key]) for key in sorted(found.events) if key in stored]


def _rows(connection: Connection, table: Table, column: str, keys: Collection[str]) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for some in parts(keys):
        query = select(table).where(table.c[column].in_(some)).order_by(*table.primary_key)
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found
