"""Ends the journeys that nobody came back to, by the clock, within the transaction of the caller, in steps.

Those that were idle longest go first, and the moment until which all is closed moves along with them: whoever stops in
between leaves nothing half done, and what is recorded or made anew meanwhile is walked as of the same moment.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from journey_tracker.journey import DAY_MS, JourneyModel
from journey_tracker.stores.closed import close, closed_ms
from journey_tracker.stores.journeys import Change, write
from journey_tracker.stores.known import known
from journey_tracker.stores.tables import CYCLE
from journey_tracker.stores.tables.people import IS_OPEN

_IDLE = (
    select(CYCLE.c.person, CYCLE.c.last_ms)
    .where(IS_OPEN, CYCLE.c.last_ms < bindparam("before_ms"))
    .order_by(CYCLE.c.last_ms)
)
_FIRST = _IDLE.limit(bindparam("most"))


def lapse(connection: Connection, model: JourneyModel, now_ms: int, limit: int) -> int:
    """End the cycles without an order that are idle for longer than `lapse_days` at `now_ms`; returns how many.

    At most `limit` at a time, and those whose last contact was in the very same millisecond; `limit` or more means that
    others may be due. What is closed stays closed when `now_ms` goes back.
    """
    was_ms, idle_ms = closed_ms(connection), model.lapse_days * DAY_MS
    if now_ms <= was_ms:
        return 0
    until_ms = now_ms
    idle = connection.execute(_FIRST, {"before_ms": until_ms - idle_ms, "most": limit}).all()
    if len(idle) == limit:
        until_ms = idle[-1].last_ms + idle_ms + 1
        idle = connection.execute(_IDLE, {"before_ms": until_ms - idle_ms}).all()
    _walk_again(connection, model, {row.person for row in idle}, until_ms)
    close(connection, until_ms)
    return len(idle)


def _walk_again(connection: Connection, model: JourneyModel, people: set[str], until_ms: int) -> None:
    before = known(connection, people)
    now = {stored.touchpoint.id: stored.touchpoint for stored in before}
    owners = {stored.touchpoint.id: stored.person for stored in before}
    write(connection, model, Change(before, now, owners), until_ms=until_ms)
