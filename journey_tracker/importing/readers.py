"""How a file becomes events: by a mapping, or as GA4 writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Protocol

from journey_tracker.events import ShopEvent
from journey_tracker.importing import ga4, mapping, table
from journey_tracker.importing.mapping import BadRow, Layout

MICROS = 1000
"""In one millisecond."""
_MOST = 1_000_000
"""Rows of one microsecond that keep their order."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the file and what it is."""

    line: int
    """Where it begins in the file, from 1."""
    row: str
    """As it stands in the file, its cells with commas between."""
    name: str = ""
    """What happened, in the words of the file."""
    time_ms: int = 0
    event: ShopEvent | None = None
    """None when the name is unknown, left out, or the row is bad."""
    known: bool = True
    bad: str = ""
    """Why it cannot be read."""


class Reader(Protocol):
    """Reads one kind of file."""

    @property
    def source(self) -> str:
        """Source of the events."""

    @property
    def encoding(self) -> str:
        """Of the file."""

    def read(self, text: IO[str]) -> Iterator[Found]:
        """The rows one by one; raises `table.ColumnsMissing`."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """CSV, read by a mapping."""

    layout: Layout

    @property
    def source(self) -> str:
        """As the mapping says."""
        return self.layout.source

    @property
    def encoding(self) -> str:
        """As the mapping says."""
        return self.layout.encoding

    def read(self, text: IO[str]) -> Iterator[Found]:
        """The rows one by one; raises `table.ColumnsMissing`."""
        found = table.lines(text, self.layout.delimiter)
        names = table.header(found, self.layout.columns)
        queue = _Queue()
        for line in found:
            try:
                yield self._row(line, names, queue)
            except BadRow as error:
                yield Found(line.number, _joined(line), bad=str(error))

    def _row(self, line: table.Line, names: tuple[str, ...], queue: _Queue) -> Found:
        row = table.row_of(line, names)
        name, layout = self.layout.name.text(row), self.layout
        becomes = layout.events.get(name)
        if becomes is None:
            return Found(line.number, _joined(line), name, known=name in layout.events)
        time_ms, seq = queue.moment(layout.time.micros(row))
        return Found(line.number, _joined(line), name, time_ms, mapping.event_of(becomes, layout, row, seq))


@dataclass(frozen=True, slots=True)
class Ga4:
    """GA4's export: JSON lines, or CSV with JSON in its cells."""

    is_csv: bool
    source: str = ga4.SOURCE
    encoding: str = "utf-8"

    def read(self, text: IO[str]) -> Iterator[Found]:
        """The rows one by one; raises `table.ColumnsMissing`."""
        return self._csv(text) if self.is_csv else self._json_lines(text)

    def _csv(self, text: IO[str]) -> Iterator[Found]:
        found = table.lines(text, ",")
        names = table.header(found, ("event_name", "event_timestamp"))
        queue = _Queue()
        for line in found:
            try:
                yield _of_ga4(line.number, _joined(line), ga4.nested(table.row_of(line, names)), queue)
            except BadRow as error:
                yield Found(line.number, _joined(line), bad=str(error))

    def _json_lines(self, text: IO[str]) -> Iterator[Found]:
        queue = _Queue()
        for number, line in enumerate(text, start=1):
            if not (row := line.strip()):
                continue
            try:
                yield _of_ga4(number, row, _object(row), queue)
            except BadRow as error:
                yield Found(number, row, bad=str(error))


def _of_ga4(line: int, row: str, given: Mapping[str, Any], queue: _Queue) -> Found:
    name = str(given.get("event_name") or "")
    if name not in ga4.EVENTS:
        return Found(line, row, name, known=name in ga4.LEFT_OUT)
    try:
        time_ms, seq = queue.moment(ga4.time_micros(given))
        return Found(line, row, name, time_ms, ga4.event_of(given, seq))
    except (AttributeError, TypeError, ValueError) as error:
        raise BadRow(f"it is not in the shape of GA4's export: {error}") from error


class _Queue:
    """Keeps rows of the same moment in the order of the file."""

    def __init__(self) -> None:
        self._last, self._waiting = -1, 0

    def moment(self, micros: int) -> tuple[int, int]:
        """Milliseconds, and the order within one: by microsecond, then by place among the rows just before it."""
        self._waiting = min(self._waiting + 1, _MOST - 1) if micros == self._last else 0
        self._last = micros
        return micros // MICROS, micros % MICROS * _MOST + self._waiting


def _object(row: str) -> dict[str, Any]:
    try:
        given = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise BadRow("no JSON object")
    return given


def _joined(line: table.Line) -> str:
    return ",".join(line.cells)
