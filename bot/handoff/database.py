"""The desk's database, SQLite or PostgreSQL: the tables of call-backs and handoffs, and their transactions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, MetaData

from bot.handoff.ports import HandoffsUnavailable
from journey_tracker.ports import StoreUnavailable
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import Migrations

T = TypeVar("T")
METADATA = MetaData()
MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "desk_version")


class DeskDatabase:
    """Work on the desk's tables, in a thread each time, so that the event loop never waits for a disk."""

    def __init__(self, url: str) -> None:
        """Connect to a SQLAlchemy URL and bring the tables up to date; blocks.

        Raises `HandoffsUnavailable` when nothing answers, `journey_tracker.ports.UnsupportedDatabase` for
        another sort of URL.
        """
        try:
            self._database = Database(url, MIGRATIONS)
        except StoreUnavailable as error:
            raise HandoffsUnavailable(str(error)) from error

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do the work in a transaction that sees one state; raises `HandoffsUnavailable`."""
        return await asyncio.to_thread(_run, self._database.reading, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do the work in the transaction of the one writer; raises `HandoffsUnavailable`."""
        return await asyncio.to_thread(_run, self._database.writing, work)

    async def wipe(self) -> bool:
        """Leave nothing in the journal that is no longer in the tables; returns whether that was done."""
        return await asyncio.to_thread(self._database.wipe)

    async def close(self) -> None:
        """Let go of the database; it is unusable afterwards."""
        await asyncio.to_thread(self._database.close)


def _run(transaction: Callable[[], AbstractContextManager[Connection]], work: Callable[[Connection], T]) -> T:
    try:
        with transaction() as connection:
            return work(connection)
    except StoreUnavailable as error:
        raise HandoffsUnavailable(str(error)) from error
