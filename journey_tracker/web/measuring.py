"""The figure of an action: which cell it is, what it was, and what it is since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journey_tracker.actions import Action, Cell
from journey_tracker.ports import JourneyStore
from journey_tracker.reports import REPORTS, Column, Finding, Kind, Table, run, slice_from
from journey_tracker.web.pages.setting import Setting, known

_FIGURES = (Kind.SHARE, Kind.SCORE, Kind.POINTS, Kind.MS)


@dataclass(frozen=True, slots=True)
class Measured:
    """An action with its figure before and after."""

    action: Action
    what: str
    """The cell in words; empty without one."""
    then: str
    now: str
    change: str
    page: str
    """Key of the report; empty without one."""
    late: bool


def cells_of(table: Table, at: Setting) -> Iterator[tuple[str, Mapping[str, str | int], str]]:
    """Key of the column, name of the row, and the cell in words, of all figures that an action can be about."""
    judged = {key for c in table.columns for key in (*(c.interval or ()), c.spread)}
    columns = [c for c in table.columns if c.kind in _FIGURES and c.key not in judged]
    for i, row in enumerate(table.rows):
        named = {c.key: value for c in table.keys if (value := row[c.key]) is not None and not isinstance(value, float)}
        for column in columns:
            value = row[column.key]
            if value is not None and not table.small(i, column.key):
                yield column.key, named, f"{words(named, column, at)}: {at.figures(column.kind, value)}"


def words(named: Mapping[str, str | int], column: Column, at: Setting) -> str:
    """What a cell is called."""
    return ", ".join([*(at.word(key, value) for key, value in named.items() if value != ""), at.texts.column(column)])


def named_cell(cell: Cell, at: Setting) -> str:
    """What a cell is called when nothing of its report is at hand."""
    return ", ".join([at.texts.title(cell.report), *(at.word(key, value) for key, value in cell.row.items())])


def value_of(table: Table, cell: Cell) -> float | None:
    """What a cell holds; None when there is no such row or column, or too few to tell."""
    for row in table.rows:
        if all(row.get(key) == value for key, value in cell.row.items()):
            return known(row.get(cell.column))
    return None


def found_cell(found: Finding, part: Mapping[str, str]) -> Cell:
    """Where a finding stands in its report; of one week the mood of that week, to set later ones beside."""
    if found.week is not None:
        days = {"from": _iso(found.week, 0), "to": _iso(found.week, 6)}
        return Cell("emotion", "sentiment", {"phase": found.phase}, {**part, **days})
    named = {key: value for key, value in found.row if value is not None and not isinstance(value, float)}
    return Cell(found.report, found.column, named, part)


def _iso(day: int, later: int) -> str:
    return (date(day // 10_000, day // 100 % 100, day % 100) + timedelta(days=later)).isoformat()


def measure(store: JourneyStore, action: Action, today: int, at: Setting) -> Measured:
    """An action with its figure then, and the same figure of the days since; blocks."""
    late = action.done_day is None and action.due_day < today
    cell = action.cell
    if cell is None or cell.report not in REPORTS:
        return Measured(action, "", "", "", "", "", late)
    since = replace(slice_from(cell.part), first_day=action.since_day, last_day=None)
    table = run(store, cell.report, since, today)
    column = next((c for c in table.columns if c.key == cell.column), None)
    if column is None:
        return Measured(action, "", "", "", "", cell.report, late)
    now, then = value_of(table, cell), action.figure
    what = f"{at.texts.title(cell.report)}: {words(cell.row, column, at)}"
    change = at.figures.signed(column.kind, now - then) if now is not None and then is not None else ""
    return Measured(
        action, what, at.figures(column.kind, then), at.figures(column.kind, now), change, cell.report, late
    )
