"""The rows of a CSV file, one by one, with the line they begin at."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO

from journey_tracker.importing.mapping import BadRow, Row


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file."""

    number: int
    """Of its first line in the file, from 1."""
    cells: tuple[str, ...]
    broken: str = ""
    """Why it cannot be taken apart; empty when it can."""


class ColumnsMissing(Exception):
    """The file lacks columns that the mapping reads; says which, and what there is."""


def lines(text: IO[str], delimiter: str) -> Iterator[Line]:
    """Header and rows; empty lines are passed over. A row that cannot be taken apart comes as broken."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(begins, (), f"not CSV: {error}")
            continue
        if cells:
            yield Line(begins, cells)


def header(found: Iterator[Line], needed: Collection[str]) -> tuple[str, ...]:
    """The names of the columns; raises `ColumnsMissing`."""
    names = tuple(name.strip() for name in next(found, Line(1, ())).cells)
    if missing := [name for name in needed if name not in names]:
        there = ", ".join(names) or "none: the file is empty"
        raise ColumnsMissing(f"the file has no column {', '.join(missing)}; its columns are: {there}")
    return names


def row_of(line: Line, names: tuple[str, ...]) -> Row:
    """The cells by column; raises `BadRow`."""
    if line.broken:
        raise BadRow(line.broken)
    if len(line.cells) != len(names):
        raise BadRow(f"it has {len(line.cells)} cells; the header has {len(names)}")
    if any(not cell.isascii() and _UNREADABLE.search(cell) for cell in line.cells):
        raise BadRow("it holds bytes that are not of the encoding; see `encoding` in the mapping")
    return dict(zip(names, line.cells, strict=True))


_UNREADABLE = re.compile("[\ud800-\udfff]")
