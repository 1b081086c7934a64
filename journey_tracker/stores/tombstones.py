"""Keeps out what was forgotten and comes once more: a log is read again, a shop sends again, a file is imported again.

Only keyed hashes are kept, of events and of names. Whoever returns after they were forgotten is new, and comes in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select

from journey_tracker.envelopes import Envelope
from journey_tracker.journey.people import CONVERSATION, CUSTOMER, ORDER, VISITOR
from journey_tracker.privacy.refs import Refs
from journey_tracker.stores.known import parts
from journey_tracker.stores.prepared import find
from journey_tracker.stores.recording import Incoming
from journey_tracker.stores.statements import upsert
from journey_tracker.stores.tables import FORGOTTEN

NEVER = -1
"""Before every event."""
_LATEST = select(func.max(FORGOTTEN.c.until_ms).label("until_ms"))
_UNTIL = select(FORGOTTEN.c.mark, FORGOTTEN.c.until_ms).where(FORGOTTEN.c.mark.in_(bindparam("marks", expanding=True)))
_NAMED = ((CUSTOMER, "customer"), (VISITOR, "visitor"), (CONVERSATION, "conversation"), (ORDER, "order"))


def put(
    connection: Connection,
    refs: Refs,
    aliases: Collection[str],
    events: Collection[tuple[str, str]],
    until_ms: int,
) -> None:
    """Let nothing in any more that these aliases did until a time (epoch ms), nor any of these events."""
    marks = {_of_alias(refs, alias) for alias in aliases} | {_of_event(refs, *key) for key in events}
    rows = [{"mark": mark, "until_ms": until_ms} for mark in sorted(marks)]
    if rows:
        connection.execute(upsert(connection.dialect.name, FORGOTTEN), rows)


def without_forgotten(connection: Connection, refs: Refs, incoming: Sequence[Incoming]) -> list[Incoming]:
    """The events without those of people who were forgotten since they happened.

    One look at the newest mark is all that it costs when every event is newer, as they are unless they come again.
    """
    latest = find(connection, _LATEST)[0]["until_ms"] if incoming else None
    old = [] if latest is None else [one for one in incoming if one.envelope.time_ms <= latest]
    if not old:
        return list(incoming)
    marks = {id(one): _marks(refs, one.envelope) for one in old}
    until = _until(connection, set().union(*marks.values()))
    return [one for one in incoming if one.envelope.time_ms > _last(until, marks.get(id(one), ()))]


def drop(connection: Connection, until_ms: int, limit: int) -> int:
    """Remove at most `limit` marks of what was forgotten until a time; returns how many."""
    due = select(FORGOTTEN.c.mark).where(FORGOTTEN.c.until_ms <= until_ms).limit(limit)
    return connection.execute(delete(FORGOTTEN).where(FORGOTTEN.c.mark.in_(due))).rowcount


def _until(connection: Connection, marks: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in parts(marks):
        found.update((row.mark, row.until_ms) for row in connection.execute(_UNTIL, {"marks": some}))
    return found


def _last(until: Mapping[str, int], marks: Iterable[str]) -> int:
    return max((until[mark] for mark in marks if mark in until), default=NEVER)


def _marks(refs: Refs, envelope: Envelope) -> set[str]:
    named = ((prefix, getattr(envelope.event, field, "")) for prefix, field in _NAMED)
    return {_of_event(refs, envelope.source, envelope.id)} | {
        _of_alias(refs, prefix + ref) for prefix, ref in named if ref
    }


def _of_alias(refs: Refs, alias: str) -> str:
    return refs.ref("forgotten", alias)


def _of_event(refs: Refs, source: str, event_id: str) -> str:
    return refs.ref("forgotten", f"event:{source}|{event_id}")
