"""A feed as a table, whatever file it came in: rows under names, and the rows that could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class UnreadableFeed(Exception):
    """A file cannot be read as a feed at all."""

    def __init__(self, source: object, reason: str) -> None:
        """Say which file or address and why."""
        super().__init__(f"{source}: {reason}. Nothing was imported; the catalogue is as it was.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins (see `Table.counted`), from 1, and its cells."""

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
    counted: str = "line"
    """What the numbers of rows count: `line`, or `item` where several items stand on one line."""


Record = Mapping[str, str]
"""A row whose cells have names of their own, as in XML and JSON."""
Item = tuple[int, Record | str]
"""The line on which an item begins, and its cells, or why it has none."""
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Control characters, spaces without width, and what turns the direction of writing."""
_MOST_KNOWN = 100_000


def cell_of(text: str) -> str:
    """A cell as a shopper sees it: without what has no width, and without spaces around it."""
    return _INVISIBLE.sub("", text).strip()


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a feed, equal ones as one text: most columns have few values, and a feed may have a million rows."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The cell in `text`; what there are too many of is not looked for again."""
        cell = cell_of(text)
        return self.known.setdefault(cell, cell) if len(self.known) < _MOST_KNOWN else self.known.get(cell, cell)


def table_of(items: Sequence[Item]) -> Table:
    """The table of items; what one does not name is an empty cell."""
    counted = "line" if len({line for line, _ in items}) == len(items) else "item"
    numbered = [(line if counted == "line" else n, what) for n, (line, what) in enumerate(items, 1)]
    names, rows = rows_of([(line, record) for line, record in numbered if not isinstance(record, str)])
    bad = tuple(BadRow(line, reason) for line, reason in numbered if isinstance(reason, str))
    return Table(names, rows, bad, counted)


def rows_of(records: Sequence[tuple[int, Record]]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Every name that occurs, and the records as rows with a cell for each."""
    names, cells = tuple(dict.fromkeys(name for _, record in records for name in record)), Cells()
    return names, tuple(Row(line, tuple(cells.of(record.get(name, "")) for name in names)) for line, record in records)
