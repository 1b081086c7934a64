"""Who read what, within the transaction of the caller."""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, select

from journey_tracker.privacy.audit import Read
from journey_tracker.stores.tables import ACCESS_LOG


def note(connection: Connection, read: Read) -> None:
    """Write down that somebody read something."""
    row = {"id": str(uuid.uuid4()), "at_ms": read.at_ms, "who": read.who, "what": read.what, "filter": read.filter}
    connection.execute(ACCESS_LOG.insert(), row)


def latest(connection: Connection, since_ms: int, limit: int) -> tuple[Read, ...]:
    """What was read from `since_ms` on, newest first, at most `limit`."""
    log = ACCESS_LOG.c
    query = select(log.at_ms, log.who, log.what, log.filter).where(log.at_ms >= since_ms)
    found = connection.execute(query.order_by(log.at_ms.desc(), log.id).limit(limit))
    return tuple(Read(at_ms, who, what, filter_) for at_ms, who, what, filter_ in found)
