"""Until when journeys that nobody came back to were closed: every road is walked as of that moment."""

from __future__ import annotations

from sqlalchemy import Connection, select

from journey_tracker.stores.prepared import find, write
from journey_tracker.stores.statements import upsert
from journey_tracker.stores.tables import CLOSED

_WHAT = "journeys"
_CLOSED = select(CLOSED.c.until_ms).where(CLOSED.c.what == _WHAT)


def closed_ms(connection: Connection) -> int:
    """The moment in epoch ms; 0 when nothing was closed yet."""
    return next((int(row["until_ms"]) for row in find(connection, _CLOSED)), 0)


def close(connection: Connection, until_ms: int) -> None:
    """Move the moment; the caller wrote what it changes in the same transaction."""
    write(connection, upsert(connection.dialect.name, CLOSED), [{"what": _WHAT, "until_ms": until_ms}])
