"""A set of tables in SQLite or PostgreSQL: brought up to date when opened, read and written in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from sqlalchemy import Connection
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    TimeoutError,
)

from journey_tracker.ports import StoreUnavailable
from journey_tracker.stores.engine import open_engine
from journey_tracker.stores.migrations import Migrations
from journey_tracker.stores.wiping import wipe

_OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""These say that a statement is wrong, not that the database is away."""


class Database:
    """The tables that `migrations` make; others may keep theirs in the same database."""

    def __init__(self, url: str, migrations: Migrations, *, create: bool = True) -> None:
        """Open the database at a SQLAlchemy URL and run the migrations it has not had; blocks.

        Raises `UnsupportedDatabase`, `StoreUnavailable`, and `StoreMissing` when `create` is false and the
        SQLite file is not there.
        """
        self._engine = open_engine(url, create=create)
        self.has_many_writers = self._engine.dialect.name == "postgresql"
        """Whether `writing_beside` lets several write at a time."""
        self._lock = crc32(migrations.version_table.encode())
        try:
            with self.writing() as connection:
                migrations.upgrade(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database; raises `StoreUnavailable`."""
        engine = self._engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with self.available(), engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction of the one writer of these tables, committed at the end; raises `StoreUnavailable`."""
        with self._transaction("pg_advisory_xact_lock") as connection:
            yield connection

    @contextmanager
    def writing_beside(self) -> Iterator[Connection]:
        """A transaction beside others of this kind, never beside `writing`; raises `StoreUnavailable`.

        Whoever uses it sees to it that two of them do not change the same. SQLite has one writer, also here.
        """
        with self._transaction("pg_advisory_xact_lock_shared") as connection:
            yield connection

    def session(self) -> Connection:
        """A connection outside transactions, for locks that are held as long as it is open; the caller closes it."""
        return self._engine.execution_options(isolation_level="AUTOCOMMIT").connect()

    def wipe(self) -> bool:
        """Leave nothing in the journal that is no longer in the tables; returns whether that was done."""
        return wipe(self._engine)

    def close(self) -> None:
        """Close connections; it connects anew when it is used again."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, lock: str) -> Iterator[Connection]:
        with self.available(), self._engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT {lock}({self._lock})")
            yield connection

    @contextmanager
    def available(self) -> Iterator[None]:
        """Raises `StoreUnavailable` for what says that the database is away, and lets what is our fault be."""
        try:
            yield
        except _OUR_FAULT:
            raise
        except (DBAPIError, TimeoutError) as error:
            where = self._engine.url.render_as_string(hide_password=True)
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise StoreUnavailable(f"the database {where} does not answer: {reason}") from error
