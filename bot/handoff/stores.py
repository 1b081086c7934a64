"""Call-backs in SQLite or PostgreSQL, by one set of SQLAlchemy Core statements."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Index,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    make_url,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.engine import connect, upgrade
from bot.handoff.ports import (
    AlreadyDone,
    CallbackRequest,
    ContactKind,
    HandoffsUnavailable,
    Status,
    UnknownCallback,
)

T = TypeVar("T")

METADATA = MetaData()
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
    Column("phase", String(64), nullable=False),
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
_DOWN = (OperationalError, InterfaceError, PoolExhausted)


class SqlHandoffs:
    """`Handoffs` in a database; every call runs in a thread, so the event loop never waits for a disk."""

    def __init__(self, url: str | URL, *, clock: Clock = epoch_ms) -> None:
        """Connect to `url` and bring its tables up to date.

        Raises `HandoffsUnavailable` when nothing answers, `UnsupportedDatabase` for another sort of URL.
        """
        self._clock = clock
        self._engine = connect(make_url(url))
        try:
            upgrade(self._engine)
        except _DOWN as error:
            raise HandoffsUnavailable(str(error)) from error

    async def request_callback(self, request: CallbackRequest, *, key: str) -> CallbackRequest:
        """See `Handoffs`."""
        return await self._run(lambda connection: _write_once(connection, request, key))

    async def callbacks(self, status: Status | None = None, limit: int = 200) -> Sequence[CallbackRequest]:
        """See `Handoffs`."""
        return await self._run(lambda connection: _most_urgent_first(connection, status, limit))

    async def close(self, callback_id: str, *, by: str, note: str = "") -> CallbackRequest:
        """See `Handoffs`."""
        done = {"status": Status.DONE, "done_ms": self._clock(), "done_by": by, "note": note}
        return await self._run(lambda connection: _close_once(connection, callback_id, done))

    async def open_for(self, conversation: str) -> CallbackRequest | None:
        """See `Handoffs`."""
        return await self._run(lambda connection: _latest_open(connection, conversation))

    async def disconnect(self) -> None:
        """See `Handoffs`."""
        await asyncio.to_thread(self._engine.dispose)

    async def _run(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.to_thread(self._in_transaction, work)

    def _in_transaction(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except _DOWN as error:
            raise HandoffsUnavailable(str(error)) from error


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


def _latest_open(connection: Connection, conversation: str) -> CallbackRequest | None:
    mine = (REQUEST.c.conversation == conversation) & (REQUEST.c.status == Status.OPEN)
    query = select(REQUEST).where(mine).order_by(REQUEST.c.asked_ms.desc(), REQUEST.c.id.desc()).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return _request(row) if row is not None else None


def _request(row: RowMapping) -> CallbackRequest:
    fields = {name: value for name, value in row.items() if name != "key"}
    kind, status = ContactKind(fields.pop("contact_kind")), Status(fields.pop("status"))
    return CallbackRequest(**fields, contact_kind=kind, status=status)
