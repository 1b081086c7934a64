"""A feed as a table, whatever file it came in: rows under names, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class UnreadableFeed(Exception):
    """A file cannot be read as a feed at all."""

    def __init__(self, source: object, reason: str) -> None:
        """Say which file or address and why."""
        super().__init__(f"{source}: {reason}. Nothing was imported; the catalogue is as it was.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with a cell for each name, and the rows that had more or fewer."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


Record = Mapping[str, str]
"""A row whose cells have names of their own, as in XML and JSON."""


def table_of(records: Sequence[tuple[int, Record]], bad: Sequence[BadRow] = ()) -> Table:
    """The table of records with their lines; what a record does not name is an empty cell."""
    names = tuple(dict.fromkeys(name for _, record in records for name in record))
    rows = tuple(Row(line, tuple(record.get(name, "") for name in names)) for line, record in records)
    return Table(names, rows, tuple(bad))
