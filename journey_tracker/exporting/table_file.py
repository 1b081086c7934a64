"""Writes rows as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from journey_tracker.ports import Record, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableFile:
    """A CSV file with a header; text that a spreadsheet would run as a formula gets a quote before it."""

    def __init__(self, out: IO[str], columns: Sequence[str]) -> None:
        """Write the header to `out`, which was opened with ``newline=""``."""
        self._out = out
        self._writer = csv.DictWriter(out, columns)
        self._writer.writeheader()

    @classmethod
    def create(cls, path: Path, columns: Sequence[str]) -> TableFile:
        """A new file, in the place of one that is there; `close` closes it. Raises OSError."""
        return cls(path.open("w", encoding="utf-8", errors="backslashreplace", newline=""), columns)

    def write(self, row: Record) -> None:
        """Add a row."""
        self._writer.writerow({name: harmless(cell) for name, cell in row.items()})

    def close(self) -> None:
        """Close the file."""
        self._out.close()


def write(rows: Iterable[Record], columns: Sequence[str], out: IO[str]) -> int:
    """Write rows as CSV; returns how many those were."""
    table, n = TableFile(out, columns), 0
    for row in rows:
        table.write(row)
        n += 1
    return n


def harmless(cell: Value) -> Value:
    """The cell, with a quote before what begins like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
