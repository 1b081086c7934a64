"""Runs the statements that every event needs: on SQLite by the driver's own cursor, their text made once.

SQLAlchemy makes a statement ready each time it is run, which takes ten times as long as SQLite needs to run it. On
PostgreSQL the way to the server takes longer than either, and there SQLAlchemy sends many rows of an insert at a time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from sqlite3 import Error as SqliteError
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Insert,
    Select,
    Text,
    Update,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

Row = dict[str, Any]
Values = Mapping[str, Any]
Statement = Select[Any] | Insert | Update | Delete
KEYS = "keys"
"""The name of the list that `among` looks in."""
MOST_TEXTS = 512
"""Texts that are kept; more statements than this are not run for every event."""
_SQLITE = sqlite.dialect()


def among(dialect: str, column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column is in the list `KEYS`: the same text for a list of any length."""
    if dialect == "postgresql":
        return column == any_(bindparam(KEYS, type_=ARRAY(Text)))
    return column.in_(select(func.json_each(bindparam(KEYS)).table_valued("value").c.value))


def find(connection: Connection, query: Select[Any], keys: Sequence[str] | None = None) -> list[Row]:
    """The rows of a query that is made once; `keys` for one that looks `among` them."""
    if connection.dialect.name != "sqlite":
        return [dict(row) for row in connection.execute(query, None if keys is None else {KEYS: list(keys)}).mappings()]
    cursor = _run(connection, query, {} if keys is None else {KEYS: json.dumps(list(keys))})
    names = [described[0] for described in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def write(connection: Connection, statement: Statement, rows: Sequence[Values]) -> None:
    """Run a statement that is made once for each of the rows, which all have the same columns."""
    if rows and connection.dialect.name != "sqlite":
        connection.execute(statement, rows)
    elif rows:
        _run(connection, statement, *rows)


def write_new(connection: Connection, insert: Insert, rows: Sequence[Values]) -> list[tuple[Any, ...]]:
    """Insert with RETURNING: what comes back of the rows that were new."""
    if connection.dialect.name != "sqlite":
        return [tuple(row) for row in connection.execute(insert, rows)]
    return [found for row in rows for found in _run(connection, insert, row)]


def _run(connection: Connection, statement: Statement, *rows: Values) -> Any:
    """The cursor after the statement."""
    text, names, own = _text(statement, tuple(rows[0]))
    values = ([row[name] for name in names] for row in ([{**row, **own} for row in rows] if own else rows))
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(text, next(values)) if len(rows) == 1 else driver.executemany(text, values)
    except SqliteError as error:
        raise DBAPIError.instance(text, None, error, SqliteError) from error


@lru_cache(maxsize=MOST_TEXTS)
def _text(statement: Statement, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...], Values]:
    """A statement as SQLite takes it, its values in the order of the question marks, and those that it brings."""
    compiled = statement.compile(dialect=_SQLITE, column_keys=columns)
    names = tuple(compiled.positiontup or ())
    return str(compiled), names, {name: compiled.params[name] for name in names if name not in columns}
