"""Connects to a database with the settings that keep what was acknowledged."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from journey_tracker.ports import StoreMissing, UnsupportedDatabase

DIALECTS = ("sqlite", "postgresql")
BUSY_S = 10
"""So long one who writes in a SQLite file waits for another."""

_ALLOWED = "allowed: sqlite:///FILE, postgresql://USER:PASSWORD@HOST/NAME"
_PRIMARY_CODE = 0xFF
"""SQLite says in the lower byte of an error what it is, in the others why."""
_MANY_AT_ONCE: Mapping[str, Mapping[str, Any]] = {"psycopg2": {"executemany_mode": "values_plus_batch"}}
"""Left alone, psycopg2 waits for the answer to each row that is updated or deleted; inserts go many at a time."""


def open_engine(url: str, *, create: bool) -> Engine:
    """An engine on SQLite (WAL) or PostgreSQL; connects first when it is used.

    Raises `UnsupportedDatabase`, and `StoreMissing` when `create` is false and the SQLite file is not there.
    """
    where = _checked(url)
    return _sqlite(where, create=create) if where.get_backend_name() == "sqlite" else _postgresql(where)


def key_file(url: str) -> Path:
    """Where the key of the references lies when nobody says: beside a SQLite file.

    Raises `UnsupportedDatabase` for a database that is no file.
    """
    where = _checked(url)
    if where.get_backend_name() != "sqlite":
        raise UnsupportedDatabase("a database on a server needs references: open the store with `refs`")
    return Path(str(where.database)).with_suffix(".key")


def _checked(url: str) -> URL:
    try:
        where = make_url(url)
        where.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UnsupportedDatabase(f"the database URL cannot be read; {_ALLOWED}") from error
    if where.get_backend_name() not in DIALECTS:
        raise UnsupportedDatabase(f"the database is {where.get_backend_name()!r}; {_ALLOWED}")
    return where


def _postgresql(where: URL) -> Engine:
    if where.drivername == "postgresql":
        where = where.set(drivername="postgresql+psycopg2")
    try:
        return create_engine(where, pool_pre_ping=True, **_MANY_AT_ONCE.get(where.get_driver_name(), {}))
    except ImportError as error:
        raise UnsupportedDatabase(f"{where.drivername} needs {error.name}; install it") from error


def _sqlite(where: URL, *, create: bool) -> Engine:
    if where.database in (None, "", ":memory:"):
        raise UnsupportedDatabase(f"SQLite in memory is another database in every thread; {_ALLOWED}")
    _prepare(Path(str(where.database)), create=create)
    engine = create_engine(where, connect_args={"timeout": BUSY_S})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(file: Path, *, create: bool) -> None:
    if create:
        file.parent.mkdir(parents=True, exist_ok=True)
    elif not file.exists():
        raise StoreMissing(f"there is no database at {file} yet; it is made at the first start")


def _settle(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transactions of its own: `_begin` does
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is forgotten is not left in the free pages of the file
    except SqliteError:
        connection.close()
        raise


def _write_ahead(connection: SqliteConnection) -> None:
    """Switch to WAL. While another process is just switching SQLite refuses at once, so the waiting is done here."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE != SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first could be refused it for good."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
