"""Labelled lines: a tab-separated file with a header, no quoting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = ("id", "text", "goal", "phase", "sentiment", "entities")
NEEDED = ("id", "text")

Labels = Mapping[str, Sequence[str | float]]
"""Entities by key: what is said of each, as typed; prices in euro."""


class BadLines(Exception):
    """A file of labelled lines that cannot be read."""

    def __init__(self, file: Path, line: int, given: str, allowed: str) -> None:
        """Say where (line from 1), what stood there and what is allowed."""
        super().__init__(f"{file}, line {line}: {given}; allowed: {allowed}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its labels; a label is None when the file has no such column, or an empty cell."""

    id: str
    text: str
    goal: str | None = None
    phase: str | None = None
    sentiment: str | None = None
    entities: Labels | None = None


def read_lines(file: Path) -> list[Line]:
    """The lines of a file in UTF-8; raises `BadLines` or `OSError`."""
    try:
        header, *rows = file.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise BadLines(file, 1, str(error), "UTF-8") from error
    names = header.rstrip("\r").split("\t")
    if not set(NEEDED) <= set(names) <= set(COLUMNS) or len(set(names)) < len(names):
        raise BadLines(file, 1, f"the columns {', '.join(names)}", f"{', '.join(COLUMNS)}, each once, by tabs")
    return [_line(file, number, names, row.rstrip("\r")) for number, row in enumerate(rows, 2) if row.strip()]


def _line(file: Path, number: int, names: Sequence[str], row: str) -> Line:
    cells = row.split("\t")
    if len(cells) != len(names):
        raise BadLines(file, number, f"{len(cells)} cells", f"{len(names)}, as many as the header, by tabs")
    given: dict[str, Any] = {name: cell.strip() or None for name, cell in zip(names, cells, strict=True)}
    # The text as it is: spaces around it are the shopper's.
    given |= {"id": given["id"] or str(number), "text": cells[names.index("text")]}
    if given.get("entities"):
        given["entities"] = _entities(file, number, given["entities"])
    return Line(**given)


def _entities(file: Path, number: int, cell: str) -> Labels:
    allowed = 'a JSON object of texts, numbers or lists of them, as {"category": "laptop", "price_max": 700}'
    try:
        given = json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise BadLines(file, number, f"entities {cell!r:.80}", allowed) from error
    if not isinstance(given, dict):
        raise BadLines(file, number, f"entities {cell!r:.80}", allowed)
    listed = {key: value if isinstance(value, list) else [value] for key, value in given.items()}
    if any(isinstance(v, bool) or not isinstance(v, str | int | float) for values in listed.values() for v in values):
        raise BadLines(file, number, f"entities {cell!r:.80}", allowed)
    return listed
