"""Writes of rows only what is new in them: an index over columns that stay as they were is then left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, update

from journey_tracker.stores.prepared import MOST_TEXTS, Row, write
from journey_tracker.stores.statements import upsert

_OF = "of_"
"""What the key of a row is called in an update, where its own name stands for its new value."""


class Differences:
    """Rows of one table as they are and as they become, gathered to be written together."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._new: list[Row] = []
        self._changed: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)

    def add(self, was: Row | None, now: Row) -> None:
        """Take one row; `was` is None when it is not there yet, and else has the same key and columns."""
        if was is None:
            self._new.append(now)
        elif names := tuple(name for name, value in now.items() if was[name] != value):
            keys = {f"{_OF}{column.name}": now[column.name] for column in self._table.primary_key}
            self._changed[names].append({**{name: now[name] for name in names}, **keys})

    def add_all(self, was: Iterable[Row], now: Iterable[Row], *, by: str) -> None:
        """Take rows that are told apart by one column."""
        old = {row[by]: row for row in was}
        for row in now:
            self.add(old.get(row[by]), row)

    def write(self, connection: Connection) -> None:
        """Insert what is new and update what changed, within the caller's transaction."""
        write(connection, upsert(connection.dialect.name, self._table), self._new)
        for names, rows in self._changed.items():
            write(connection, _update(self._table, names), rows)


@lru_cache(maxsize=MOST_TEXTS)
def _update(table: Table, names: tuple[str, ...]) -> Update:
    its: list[Any] = [column == bindparam(f"{_OF}{column.name}") for column in table.primary_key]
    return update(table).where(*its).values({name: bindparam(name) for name in names})
