"""The database of the call-backs: how it is connected to, and how its tables are brought up to date."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version_desk"
"""Its own name, so that the tracker may keep its tables in the same database."""

_MIGRATION_LOCK = 7_304_112_215_902_441
"""Any fixed number: PostgreSQL lets one process at a time hold it."""

_BUSY_S = 5
"""So long one process waits for another that writes in the same SQLite file."""


class UnsupportedDatabase(Exception):
    """Call-backs cannot be kept in the database that was asked for."""

    def __init__(self, given: str, reason: str) -> None:
        """Say which URL and why not."""
        super().__init__(
            f"{given} cannot keep call-backs: {reason}; "
            "allowed: sqlite:///FILE or postgresql+DRIVER://… with its driver installed. Change DATABASE_URL."
        )


def connect(url: URL) -> Engine:
    """An engine for `url`; creates the folder of a SQLite file. Raises `UnsupportedDatabase`."""
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, shown)
    if url.get_backend_name() != "sqlite":
        raise UnsupportedDatabase(shown, f"{url.get_backend_name()} is not known here")
    if url.database in (None, "", ":memory:"):
        raise UnsupportedDatabase(shown, "SQLite in memory is not shared between threads, use `memory:`")
    return _sqlite(url)


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest version; safe when two processes start at once."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "head")


def _postgresql(url: URL, shown: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as missing:
        raise UnsupportedDatabase(shown, f"the driver {missing.name} is not installed") from missing


def _sqlite(url: URL) -> Engine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would leave DDL outside the transaction
    deadline = time.monotonic() + _BUSY_S
    while not _writes_ahead(connection, last_try=time.monotonic() > deadline):
        time.sleep(0.02)


def _writes_ahead(connection: Any, *, last_try: bool) -> bool:
    """Switch to WAL; SQLite refuses at once when another process is just doing that, it does not wait."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except connection.OperationalError:
        if last_try:
            raise
        return False
    return True


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
