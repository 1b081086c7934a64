"""Erases the words of conversations when their time is over, within the transaction of the caller.

What the words amount to stays: phases, sentiment, touchpoints, and the events without their text.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from journey_tracker.stores import rows
from journey_tracker.stores.tables import DEAD_LETTER, EVENT, TRANSCRIPT

_EXPIRED = (
    select(EVENT.c.source, EVENT.c.id, EVENT.c.raw)
    .join(TRANSCRIPT, and_(TRANSCRIPT.c.source == EVENT.c.source, TRANSCRIPT.c.event_id == EVENT.c.id))
    .where(TRANSCRIPT.c.expires_ms <= bindparam("now_ms"))
    .order_by(TRANSCRIPT.c.expires_ms)
    .limit(bindparam("most"))
)
_BLANK = (
    update(EVENT)
    .where(EVENT.c.source == bindparam("of"), EVENT.c.id == bindparam("event"))
    .values(raw=bindparam("blank"))
)
_DROP = delete(TRANSCRIPT).where(TRANSCRIPT.c.source == bindparam("of"), TRANSCRIPT.c.event_id == bindparam("event"))


def forget(connection: Connection, now_ms: int, limit: int) -> int:
    """Forget at most `limit` messages and as many dead letters that are due; returns how many there were.

    An event keeps no text once its line is gone, so that a conversation recorded anew does not bring it back.
    """
    return _forget_messages(connection, now_ms, limit) + _forget_dead_letters(connection, now_ms, limit)


def _forget_messages(connection: Connection, now_ms: int, limit: int) -> int:
    due = connection.execute(_EXPIRED, {"now_ms": now_ms, "most": limit}).all()
    if due:
        keys = [{"of": row.source, "event": row.id} for row in due]
        blank = [{**key, "blank": rows.without_words(row.raw)} for key, row in zip(keys, due, strict=True)]
        connection.execute(_BLANK, blank)
        connection.execute(_DROP, keys)
    return len(due)


def _forget_dead_letters(connection: Connection, now_ms: int, limit: int) -> int:
    """What could not be read may hold words too, and nobody knows where."""
    letter = DEAD_LETTER.c
    due = select(letter.id).where(letter.recorded_ms <= now_ms - rows.WORDS_KEPT_MS).limit(limit)
    return connection.execute(delete(DEAD_LETTER).where(letter.id.in_(due))).rowcount
