"""Attempts in the desk's database, SQLite or PostgreSQL: one count for all workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, String, Table, delete, func, insert, select

from bot.shop.orders.attempts import LIMIT, WINDOW_MS
from bot.shop.ports import ShopUnavailable
from journey_tracker.ports import StoreUnavailable
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import Migrations

T = TypeVar("T")
METADATA = MetaData()
ATTEMPT = Table(
    "proof_attempt",
    METADATA,
    Column("key", String(256), primary_key=True),
    Column("subject", String(256), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Index("proof_attempt_by_subject", "subject", "at_ms"),
)
MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "orders_version")
_LONGEST = 250
"""Characters that are kept of a key or a subject; what a shopper types has no other end."""


class SqlAttempts:
    """`Attempts` in a database; every call runs in a thread, so the event loop never waits for a disk."""

    def __init__(self, url: str) -> None:
        """Connect to a SQLAlchemy URL and bring the table up to date; blocks.

        Raises `ShopUnavailable`, and `journey_tracker.ports.UnsupportedDatabase` for another sort of URL.
        """
        try:
            self._database = Database(url, MIGRATIONS)
        except StoreUnavailable as error:
            raise ShopUnavailable(str(error)) from error

    async def take(self, key: str, subjects: Collection[str], *, at_ms: int) -> bool:
        """See `Attempts`."""
        named = [s[:_LONGEST] for s in subjects]
        return await self._written(lambda connection: _take(connection, key[:_LONGEST], named, at_ms))

    async def give_back(self, key: str) -> None:
        """See `Attempts`."""
        await self._written(lambda connection: connection.execute(delete(ATTEMPT).where(ATTEMPT.c.key == key)))

    async def disconnect(self) -> None:
        """See `Attempts`."""
        await asyncio.to_thread(self._database.close)

    async def _written(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.to_thread(self._run, work)

    def _run(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._database.writing() as connection:
                return work(connection)
        except StoreUnavailable as error:
            raise ShopUnavailable(str(error)) from error


def _take(connection: Connection, key: str, subjects: Collection[str], at_ms: int) -> bool:
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.at_ms <= at_ms - WINDOW_MS))
    if connection.execute(select(ATTEMPT.c.key).where(ATTEMPT.c.key == key).limit(1)).first():
        return True
    tried = select(func.count()).where(ATTEMPT.c.subject.in_(subjects)).group_by(ATTEMPT.c.subject)
    if any(count >= LIMIT for count in connection.execute(tried).scalars()):
        return False
    connection.execute(insert(ATTEMPT), [{"key": key, "subject": s, "at_ms": at_ms} for s in set(subjects)])
    return True
