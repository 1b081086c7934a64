"""CSV files as shops export them: the delimiter is found out, bad lines are kept apart."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from bot.shop.decoding import MOST_BYTES
from bot.shop.table import BadRow, Cells, Row, Table, UnreadableFeed

_DELIMITERS = ",;\t|"
_SAID = re.compile(r'"?sep=(.)"?\s*')
"""The line in which a spreadsheet says the delimiter."""


def read_csv(path: Path, text: str) -> Table:
    """The table in the text of the file `path`. Raises `UnreadableFeed`."""
    csv.field_size_limit(MOST_BYTES)  # the file as a whole is bounded
    lines = _Lines(list(StringIO(text, newline="")))
    delimiter = _delimiter(lines)
    header = next(_rows(lines, delimiter, None), None)
    if not isinstance(header, Row):
        raise UnreadableFeed(path, "the file is empty; its first line must name the columns")
    names = _names(header.cells)
    rows = list(_rows(lines, delimiter, len(names)))
    return Table(names, tuple(r for r in rows if isinstance(r, Row)), tuple(r for r in rows if isinstance(r, BadRow)))


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, those that are empty or repeated told apart by their place."""
    return tuple(
        name if name and name not in cells[:place] else f"{name or 'column'} {place + 1}"
        for place, name in enumerate(cells)
    )


def _delimiter(lines: _Lines) -> str:
    """The delimiter that the first line says, and is then passed over; else the one that parts it into most cells."""
    first = next((line for line in lines.lines if line.strip()), "")
    if said := _SAID.fullmatch(first):
        lines.at = lines.lines.index(first) + 1
        return said[1]
    return max(_DELIMITERS, key=lambda d: (len(next(csv.reader([first], delimiter=d), [])), -_DELIMITERS.index(d)))


@dataclass(slots=True)
class _Lines:
    """Lines of a text, from which a reader takes as many as a row needs; it can be set back."""

    lines: Sequence[str]
    at: int = 0
    cells: Cells = field(default_factory=Cells)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def _rows(lines: _Lines, delimiter: str, wanted: int | None) -> Iterator[Row | BadRow]:
    """Rows of `wanted` cells (None: of any number), those with more or fewer as bad ones."""
    while lines.at < len(lines.lines):
        first = lines.at
        cells = _cells(lines, delimiter)
        if wanted and not any(cells[wanted:]):  # a delimiter too many at the end says nothing
            cells = cells[:wanted]
        fits = len(cells) == (wanted or len(cells))
        if lines.at > first + 1 and not fits:
            # A quote that is not closed takes the rows after it along: they are read anew.
            lines.at = first + 1
        if cells and fits:
            if any(cells):
                yield Row(first + 1, tuple(cells))
        elif any(cells):
            yield BadRow(first + 1, f"{len(cells)} cells, but the first line names {wanted} columns")


def _cells(lines: _Lines, delimiter: str) -> list[str]:
    """The cells of the next row; of its first line alone when its quotes are wrong, as in `15.6" screen`."""
    first = lines.at
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), [])
    except csv.Error:
        lines.at = first + 1
        cells = next(csv.reader([lines.lines[first]], delimiter=delimiter, skipinitialspace=True), [])
    return [lines.cells.of(cell) for cell in cells]
