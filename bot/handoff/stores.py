"""Call-backs in SQLite or PostgreSQL, by one set of SQLAlchemy Core statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.database import METADATA, DeskDatabase
from bot.handoff.ports import AlreadyDone, CallbackRequest, ContactKind, Status, UnknownCallback

REQUEST = Table(
    "callback_request",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("key", String(128), nullable=False),
    Column("conversation", String(128), nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("contact", Text, nullable=False),
    Column("contact_kind", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("last_words", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("done_ms", BigInteger, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("conversation", "key", name="callback_request_once"),
    Index("callback_request_by_urgency", "status", "done_ms", "asked_ms"),
)
_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class SqlHandoffs:
    """`Handoffs` in a database; every call runs in a thread, so the event loop never waits for a disk."""

    def __init__(self, url: str, *, clock: Clock = epoch_ms) -> None:
        """Connect to a SQLAlchemy URL and bring the tables up to date; blocks.

        Raises `HandoffsUnavailable` when nothing answers, `journey_tracker.ports.UnsupportedDatabase` for
        another sort of URL.
        """
        self._clock = clock
        self._database = DeskDatabase(url)

    async def request_callback(self, request: CallbackRequest, *, key: str) -> CallbackRequest:
        """See `Handoffs`."""
        return await self._database.write(lambda connection: _write_once(connection, request, key))

    async def callbacks(self, status: Status | None = None, limit: int = 200) -> Sequence[CallbackRequest]:
        """See `Handoffs`."""
        return await self._database.read(lambda connection: _most_urgent_first(connection, status, limit))

    async def close(self, callback_id: str, *, by: str, note: str = "") -> CallbackRequest:
        """See `Handoffs`."""
        done = {"status": Status.DONE, "done_ms": self._clock(), "done_by": by, "note": note}
        return await self._database.write(lambda connection: _close_once(connection, callback_id, done))

    async def disconnect(self) -> None:
        """See `Handoffs`."""
        await self._database.close()


def _write_once(connection: Connection, request: CallbackRequest, key: str) -> CallbackRequest:
    insert = _INSERT[connection.dialect.name](REQUEST).values(**asdict(request), key=key)
    connection.execute(insert.on_conflict_do_nothing(index_elements=["conversation", "key"]))
    same = (REQUEST.c.conversation == request.conversation) & (REQUEST.c.key == key)
    return _request(connection.execute(select(REQUEST).where(same)).mappings().one())


def _most_urgent_first(connection: Connection, status: Status | None, limit: int) -> list[CallbackRequest]:
    statuses = list(Status) if status is None else [status]
    order = ((REQUEST.c.status == Status.DONE), REQUEST.c.done_ms.desc(), REQUEST.c.asked_ms, REQUEST.c.id)
    query = select(REQUEST).where(REQUEST.c.status.in_(statuses)).order_by(*order).limit(limit)
    return [_request(row) for row in connection.execute(query).mappings()]


def _close_once(connection: Connection, callback_id: str, done: Mapping[str, Any]) -> CallbackRequest:
    this = REQUEST.c.id == callback_id
    closing = update(REQUEST).where(this, REQUEST.c.status == Status.OPEN).values(**done)
    changed = connection.execute(closing).rowcount
    row = connection.execute(select(REQUEST).where(this)).mappings().one_or_none()
    if row is None:
        raise UnknownCallback(callback_id)
    if not changed:
        raise AlreadyDone(_request(row))
    return _request(row)


def _request(row: RowMapping) -> CallbackRequest:
    fields = {name: value for name, value in row.items() if name != "key"}
    kind, status = ContactKind(fields.pop("contact_kind")), Status(fields.pop("status"))
    return CallbackRequest(**fields, contact_kind=kind, status=status)
