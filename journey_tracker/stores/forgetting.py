"""Erases what has been kept long enough, within the transaction of the caller, in steps.

What the words amount to stays: phases, sentiment, touchpoints, and the events without their text. What people amount
to stays too: the counts by day.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from journey_tracker.envelopes import from_json
from journey_tracker.events import SurveyAnswered
from journey_tracker.journey import JourneyModel
from journey_tracker.privacy.retention import KEPT, Retention
from journey_tracker.stores import rows, tombstones
from journey_tracker.stores.expiring import expire_links, expire_people
from journey_tracker.stores.tables import ACCESS_LOG, DEAD_LETTER, EVENT, SURVEYS, TRANSCRIPT

PEOPLE_SHARE = 10
"""People have so many rows that only for a tenth as many contacts they are forgotten at once."""

_EXPIRED = (
    select(EVENT.c.source, EVENT.c.id, EVENT.c.raw)
    .join(TRANSCRIPT, and_(TRANSCRIPT.c.source == EVENT.c.source, TRANSCRIPT.c.event_id == EVENT.c.id))
    .where(TRANSCRIPT.c.expires_ms <= bindparam("until_ms"))
    .order_by(TRANSCRIPT.c.expires_ms)
    .limit(bindparam("most"))
)
_COMMENTED = (
    select(EVENT.c.source, EVENT.c.id, EVENT.c.raw)
    .where(SURVEYS, EVENT.c.occurred_ms <= bindparam("until_ms"))
    .where(EVENT.c.raw.not_like('%"comment":""%'))
    .order_by(EVENT.c.occurred_ms)
    .limit(bindparam("most"))
)
_BLANK = (
    update(EVENT)
    .where(EVENT.c.source == bindparam("of"), EVENT.c.id == bindparam("event"))
    .values(raw=bindparam("blank"))
)
_DROP = delete(TRANSCRIPT).where(TRANSCRIPT.c.source == bindparam("of"), TRANSCRIPT.c.event_id == bindparam("event"))


def forget(
    connection: Connection, now_ms: int, limit: int, retention: Retention = KEPT, model: JourneyModel | None = None
) -> int:
    """Forget what is due, at most `limit` rows of a kind; returns how many there were, `limit` or more when some wait.

    An event keeps no text once its line is gone, so that a conversation recorded anew does not bring it back.
    People go only with the `model` that the counts were made under: their shares are kept for a rebuild.
    """
    found = _forget_messages(connection, retention.before_ms("words", now_ms), limit)
    found += _forget_comments(connection, retention.before_ms("words", now_ms), limit)
    found += _forget_dead_letters(connection, retention.before_ms("letters", now_ms), limit)
    found += _forget_reads(connection, retention.before_ms("reads", now_ms), limit)
    found += tombstones.drop(connection, retention.before_ms("tombstones", now_ms), limit)
    found += expire_links(connection, retention.before_ms("links", now_ms), limit)
    if model is not None:
        most = max(limit // PEOPLE_SHARE, 1)
        contacts = expire_people(connection, model, retention.before_ms("contacts", now_ms), most)
        found += limit if contacts == most else contacts
    return found


def _forget_messages(connection: Connection, until_ms: int, limit: int) -> int:
    """The index is on the time at which a line expires by default, so that is what is asked for."""
    due = connection.execute(_EXPIRED, {"until_ms": until_ms + rows.WORDS_KEPT_MS, "most": limit}).all()
    if due:
        keys = [{"of": row.source, "event": row.id} for row in due]
        blank = [{**key, "blank": rows.without_words(row.raw)} for key, row in zip(keys, due, strict=True)]
        connection.execute(_BLANK, blank)
        connection.execute(_DROP, keys)
    return len(due)


def _forget_comments(connection: Connection, until_ms: int, limit: int) -> int:
    due = connection.execute(_COMMENTED, {"until_ms": until_ms, "most": limit}).all()
    if due:
        blank = [{"of": row.source, "event": row.id, "blank": _without_comment(row.raw)} for row in due]
        connection.execute(_BLANK, blank)
    return len(due)


def _without_comment(raw: str) -> str:
    envelope = from_json(raw)
    if not isinstance(envelope.event, SurveyAnswered):
        raise TypeError(f"{envelope.event.name} has no comment")
    return replace(envelope, event=replace(envelope.event, comment="")).to_json()


def _forget_dead_letters(connection: Connection, until_ms: int, limit: int) -> int:
    """What could not be read may hold words too, and nobody knows where."""
    letter = DEAD_LETTER.c
    due = select(letter.id).where(letter.recorded_ms <= until_ms).limit(limit)
    return connection.execute(delete(DEAD_LETTER).where(letter.id.in_(due))).rowcount


def _forget_reads(connection: Connection, until_ms: int, limit: int) -> int:
    due = select(ACCESS_LOG.c.id).where(ACCESS_LOG.c.at_ms <= until_ms).limit(limit)
    return connection.execute(delete(ACCESS_LOG).where(ACCESS_LOG.c.id.in_(due))).rowcount
