"""Opens the database with the settings that keep what was acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    NotSupportedError,
    ProgrammingError,
    TimeoutError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from journey_tracker.ports import StoreMissing, StoreUnavailable, UnsupportedDatabase

DIALECTS = ("sqlite", "postgresql")
BUSY_MS = 10_000
"""So long a writer waits for another one."""

_OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""These say that a statement is wrong, not that the database is away."""

_WRITER_LOCK = 0x6B6F6F70
"""One writer at a time on PostgreSQL too: touchpoints are read, changed and written back."""


def open_engine(url: str, *, create: bool) -> Engine:
    """An engine on SQLite (WAL) or PostgreSQL; connects first when it is used.

    Raises `UnsupportedDatabase`, and `StoreMissing` when `create` is false and the SQLite file is not there.
    """
    where = _checked(url)
    if where.get_backend_name() != "sqlite":
        return _server_engine(where)
    if where.database and where.database != ":memory:":
        _prepare(Path(where.database), create=create)
    engine = create_engine(where, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database; raises `StoreUnavailable`."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with _available(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The transaction of the one writer, committed at the end; raises `StoreUnavailable`."""
    with _available(engine), engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
        yield connection


@contextmanager
def _available(engine: Engine) -> Iterator[None]:
    try:
        yield
    except _OUR_FAULT:
        raise
    except (DBAPIError, TimeoutError) as error:
        where = engine.url.render_as_string(hide_password=True)
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise StoreUnavailable(f"the journey database {where} does not answer: {reason}") from error


def _checked(url: str) -> URL:
    allowed = "allowed: sqlite:///FILE, postgresql://USER:PASSWORD@HOST/NAME"
    try:
        where = make_url(url)
        where.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UnsupportedDatabase(f"the database URL cannot be read; {allowed}") from error
    if where.get_backend_name() not in DIALECTS:
        raise UnsupportedDatabase(f"the database is {where.get_backend_name()!r}; {allowed}")
    return where


def _server_engine(where: URL) -> Engine:
    if where.drivername == "postgresql":
        where = where.set(drivername="postgresql+psycopg2")
    try:
        return create_engine(where, pool_pre_ping=True)
    except ImportError as error:
        raise UnsupportedDatabase(f"{where.drivername} needs {error.name}; install it") from error


def _prepare(file: Path, *, create: bool) -> None:
    if create:
        file.parent.mkdir(parents=True, exist_ok=True)
    elif not file.exists():
        raise StoreMissing(f"there is no journey database at {file} yet; it is made when the tracker first runs")


def _settle(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transactions of its own: `_begin` does
    try:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except SqliteError:
        connection.close()
        raise


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first could be refused it for good."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
