"""CSV files as shops export them: encoding and delimiter are found out, bad lines are kept apart."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1_000_000


class UnreadableFeed(Exception):
    """A file cannot be read as a feed at all."""

    def __init__(self, path: Path, reason: str) -> None:
        """Say which file and why."""
        super().__init__(f"{path}: {reason}. Nothing was imported; the catalogue is as it was.")


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
    """A file with a header: rows with a cell for each name, and the rows that had more or fewer."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]


def read_csv(path: Path) -> Table:
    """The table in `path`. Raises `UnreadableFeed`."""
    text = _decoded(path)
    rows = _rows(path, text, _delimiter(text))
    if not rows:
        raise UnreadableFeed(path, "the file is empty; its first line must name the columns")
    names = _names(rows[0].cells)
    good = tuple(row for row in rows[1:] if len(row.cells) == len(names))
    bad = tuple(
        BadRow(row.line, f"{len(row.cells)} cells, but the first line names {len(names)} columns")
        for row in rows[1:]
        if len(row.cells) != len(names)
    )
    return Table(names, good, bad)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, those that are empty or repeated told apart by their place."""
    return tuple(
        name if name and name not in cells[:place] else f"{name or 'column'} {place + 1}"
        for place, name in enumerate(cells)
    )


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFeed(path, error.strerror or str(error)) from error
    if b"\0" in raw:
        raise UnreadableFeed(path, "the file is no text in UTF-8 or Windows-1252")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes every byte")


def _delimiter(text: str) -> str:
    """The delimiter that parts the first line into most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda d: (len(next(csv.reader([first], delimiter=d), [])), -_DELIMITERS.index(d)))


def _rows(path: Path, text: str, delimiter: str) -> Sequence[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFeed(path, f"line {line}: {error}") from error
    return rows
