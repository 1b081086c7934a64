"""The months in which PostgreSQL keeps the events: made ahead, and dropped when nothing is left in them."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from journey_tracker.journey import day_of

AHEAD = 2
"""Months after this one that are there before their first event."""
WAIT_S = 3
"""So long it waits for whoever reads; others wait behind it meanwhile."""
_BUSY = "55P03"
"""What PostgreSQL says when a lock cannot be had in time."""
_PARTS = text("""
SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'event'::regclass AND c.relname LIKE 'event\\_m%'
""")
_STRAYED = text("SELECT DISTINCT month FROM event_other ORDER BY month")

log = structlog.get_logger(__name__)


def keep_months(connection: Connection, now_ms: int) -> Sequence[str]:
    """Make the parts of this month and the next, and of months that came in late; drop past ones without events.

    Within the transaction of a caller who writes alone. Returns the tables that were made or dropped; none on SQLite,
    and none while somebody reads for long: it is tried again with the next round.
    """
    if connection.dialect.name != "postgresql":
        return ()
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
            changed = [*_make(connection, now_ms), *_drop(connection, now_ms)]
            connection.exec_driver_sql("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError as error:
        if getattr(error.orig, "pgcode", "") != _BUSY:
            raise
        log.info("journey_months_postponed", wait_s=WAIT_S)
        return ()
    return changed


def _make(connection: Connection, now_ms: int) -> list[str]:
    """Parts that are not there. What came in before its part was there moves into it."""
    there = set(connection.scalars(_PARTS))
    months = {*_ahead(now_ms), *connection.scalars(_STRAYED)}
    missing = [month for month in sorted(months) if _name(month) not in there]
    for month in missing:
        name = _name(month)
        connection.exec_driver_sql(f"CREATE TABLE {name} (LIKE event INCLUDING ALL)")
        connection.exec_driver_sql(
            f"WITH strayed AS (DELETE FROM event_other WHERE month = {month} RETURNING *) "  # noqa: S608  # a number
            f"INSERT INTO {name} SELECT * FROM strayed"
        )
        connection.exec_driver_sql(f"ALTER TABLE event ATTACH PARTITION {name} FOR VALUES IN ({month})")
    return [_name(month) for month in missing]


def _drop(connection: Connection, now_ms: int) -> list[str]:
    """Parts of past months in which nothing had to stay: their room is free at once, without a VACUUM."""
    past = [name for name in connection.scalars(_PARTS) if name < _name(_month(now_ms))]
    empty = [name for name in sorted(past) if not connection.scalar(text(f"SELECT EXISTS (SELECT FROM {name})"))]  # noqa: S608  # our own names
    for name in empty:
        connection.exec_driver_sql(f"DROP TABLE {name}")
    return empty


def _ahead(now_ms: int) -> list[int]:
    year, month = divmod(_month(now_ms), 100)
    return [(year + (month + n - 1) // 12) * 100 + (month + n - 1) % 12 + 1 for n in range(AHEAD + 1)]


def _month(ms: int) -> int:
    return day_of(ms) // 100


def _name(month: int) -> str:
    return f"event_m{month}"
