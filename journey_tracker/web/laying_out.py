"""A report's table as cells of a page: written in a language, tinted, and linked to the contacts behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journey_tracker.ports import Value
from journey_tracker.reports import Column, Kind, Part, Table
from journey_tracker.reports.table import SMALL
from journey_tracker.web.drilling import Drill, drilled, narrowed
from journey_tracker.web.figures import Figures

MOST_CELLS = 800
"""So many cells of a table stand on a page, to keep it light; the files have all."""
NUMBERS = frozenset({Kind.COUNT, Kind.SHARE, Kind.CENTS, Kind.MS, Kind.SCORE, Kind.POINTS})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    name: str
    number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell."""

    text: str
    note: str = ""
    number: bool = False
    tone: str = ""
    """Class of its tint or phase."""
    few: bool = False
    """Left out, because it is about too few."""
    drill: Mapping[str, str] | None = None
    """Filter of the log that leads to the contacts behind it; None when there is none of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; its first cells name it."""

    names: tuple[Shown, ...]
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A table to be shown."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    """The first, as many as there is room for."""
    of: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables of one page are written."""

    figures: Figures
    head: Callable[[Column], str]
    """Name of a column."""
    named: Callable[[Column, Value], str]
    """Word for a value that names a row."""
    phases: frozenset[str]
    room: int = MOST_CELLS
    sides: Mapping[Part, Mapping[str, str]] = field(default_factory=dict)
    """Of a comparison: the filter of the log for the figures of each side."""

    def __call__(self, table: Table) -> Laid:
        """The table without the columns that only judge others; those are said beside their figure."""
        columns = [c for c in table.columns if c.key not in _beside(table)]
        names = [c for c in columns if c in table.keys]
        others = [c for c in columns if c not in names]
        heads = tuple(Head(self.head(c), c.kind in NUMBERS) for c in (*names, *others))
        shown = min(len(table.rows), max(1, self.room // len(columns)))
        return Laid(heads, tuple(self._line(table, i, names, others) for i in range(shown)), len(table.rows))

    def _line(self, table: Table, i: int, names: list[Column], others: list[Column]) -> Line:
        row = table.rows[i]
        steps = any("steps" in (c.key, c.of) for c in table.columns)
        drill = drilled({c.key: row[c.key] for c in names}, self.phases, steps=steps)
        named = tuple(Shown(self.named(c, row[c.key]), drill=drill or None if c is names[0] else None) for c in names)
        return Line(named, tuple(self._cell(table, i, c, drill) for c in others))

    def _leads(self, row: Drill, column: Column) -> Drill | None:
        """Where a figure leads that is about only some contacts of its row, or about those of one side."""
        if column.part not in (Part.WHOLE, Part.A, Part.B):
            return None
        found, side = narrowed(row, column.of or column.key), self.sides.get(column.part)
        return {**side, **(found or row)} if side is not None and row else found

    def _cell(self, table: Table, i: int, column: Column, drill: Drill) -> Shown:
        value = table.rows[i][column.key]
        number = column.kind in NUMBERS
        if table.small(i, column.key):
            return Shown(self.figures.say("few", n=SMALL), number=number, few=True)
        if value is None:
            return Shown("–", number=number)
        if not number or isinstance(value, str):
            return Shown(self.named(column, value))
        write = self.figures.signed if column.part is Part.DIFFERENCE else self.figures
        leads = self._leads(drill, column) if value else None
        return Shown(write(column.kind, value), self._interval(table, i, column), number, drill=leads)

    def _interval(self, table: Table, i: int, column: Column) -> str:
        """The ends of its interval, in words."""
        low, high = (table.rows[i].get(key) for key in _ends(table, column))
        if not isinstance(low, int | float) or not isinstance(high, int | float):
            return ""
        write = self.figures.signed if column.part is Part.DIFFERENCE else self.figures
        return self.figures.say("interval", low=write(column.kind, low), high=write(column.kind, high))


def _ends(table: Table, column: Column) -> tuple[str, str]:
    if column.part is Part.DIFFERENCE:
        ends = {c.part: c.key for c in table.columns if c.of == column.of}
        return ends.get(Part.LOW, ""), ends.get(Part.HIGH, "")
    return column.interval or ("", "")


def _beside(table: Table) -> set[str]:
    """Keys of ends of intervals and of spreads."""
    judged = {key for c in table.columns for key in (*(c.interval or ()), c.spread) if key}
    return judged | {c.key for c in table.columns if c.part in (Part.LOW, Part.HIGH)}
