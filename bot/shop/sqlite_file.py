"""The catalogue's file: its tables, opening it, and what can be wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from bot.shop.ports import ShopUnavailable

_FORMAT = 2
_TABLES = """
create table version (only integer primary key check (only = 1), value text not null);
create table category (key text primary key, place integer not null, record text not null);
create table product (
  id text primary key, category text not null, place integer not null, record text not null, source text not null
);
create index product_by_category on product (category, place);
create table source (name text primary key, products integer not null, at_ms integer not null, tag text not null);
"""
_FROM_1 = """
alter table product add column source text not null default '';
create table source (name text primary key, products integer not null, at_ms integer not null, tag text not null)
"""
"""What format 2 has more than format 1."""
_BUSY_SECONDS = 30.0


class UnusableCatalogue(Exception):
    """A file is no catalogue that this version can read."""

    def __init__(self, path: Path, reason: str) -> None:
        """Say which file, why, and what to do."""
        super().__init__(f"{path}: {reason}. Move it away and import the feeds again.")


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the catalogue's file, with its tables; for any thread, in autocommit.

    Raises `ShopUnavailable` and `UnusableCatalogue`.
    """
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise ShopUnavailable(
            f"the catalogue {path} cannot be opened: {error}; is it a file that may be written?"
        ) from error
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        _prepare(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        raise ShopUnavailable(f"the catalogue {path} does not answer: {error}") from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UnusableCatalogue(path, str(error)) from error
    return connection


@contextmanager
def available(path: Path) -> Iterator[None]:
    """Turn "locked" and the like into `ShopUnavailable`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ShopUnavailable(f"the catalogue {path} does not answer: {error}") from error


def version_of(connection: sqlite3.Connection) -> str:
    """The catalogue's version as this connection sees it."""
    return str(connection.execute("select value from version").fetchone()[0])


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in an empty file; refuse those of another version."""
    if _format(connection) == _FORMAT:
        return
    connection.execute("begin immediate")
    found = _format(connection)
    if found == 1:
        for statement in _FROM_1.split(";"):
            connection.execute(statement)
        connection.execute(f"pragma user_version = {_FORMAT}")
        found = _FORMAT
    if found == 0 and not connection.execute("select 1 from sqlite_master").fetchone():
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute("insert into version values (1, ?)", (uuid4().hex,))
        connection.execute(f"pragma user_version = {_FORMAT}")
    elif found != _FORMAT:
        connection.execute("rollback")
        connection.close()
        raise UnusableCatalogue(path, f"its format is {found}, this version reads {_FORMAT}")
    connection.execute("commit")


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
