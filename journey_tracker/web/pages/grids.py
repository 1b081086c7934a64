"""Heat maps: rows by columns, tinted by their figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journey_tracker.ports import Value
from journey_tracker.recorder.counted import START
from journey_tracker.reports import Table
from journey_tracker.web.charts.heat import feeling, tint
from journey_tracker.web.drilling import drilled, narrowed
from journey_tracker.web.laying_out import Shown
from journey_tracker.web.pages.setting import Grid, Setting, distinct, known, number

NOTHING = Shown("", number=True)


def transitions(table: Table, at: Setting) -> tuple[Grid, ...]:
    """From (row) to (column): the share of the steps out of the row, with how many they are."""
    return (_grid(table, at, ("phase", "next_phase"), "share", "steps"),)


def channels(table: Table, at: Setting) -> tuple[Grid, ...]:
    """Channel by phase: how it felt, and how often staff were called."""
    return (
        _grid(table, at, ("channel", "phase"), "sentiment", "messages", edge=0.5),
        _grid(table, at, ("channel", "phase"), "handoff_share", "stays"),
    )


def weeks(table: Table, at: Setting) -> tuple[Grid, ...]:
    """Week by phase: how it felt."""
    return (_grid(table, at, ("week", "phase"), "sentiment", table.column("sentiment").n, edge=0.5),)


def cohorts(table: Table, at: Setting) -> tuple[Grid, ...]:
    """Month of the first purchase by how many months later."""
    rows, columns, figure, n = _cohort_columns(table)
    sizes = {row[rows]: at.n(row["customers"]) for row in table.rows}
    return (_grid(table, at, (rows, columns), figure, n, of=lambda cohort: sizes[cohort]),)


def _cohort_columns(table: Table) -> tuple[str, str, str, str]:
    names = [column.key for column in table.keys]
    share = next(column for column in table.columns if column.kind == "share" and column.interval)
    return names[0], names[1], share.key, share.hits or share.n


def _grid(
    table: Table,
    at: Setting,
    by: tuple[str, str],
    figure: str,
    n: str,
    *,
    edge: float | None = None,
    of: Callable[[Value], str] = lambda _: "",
) -> Grid:
    """`edge`: the figure is a sentiment, tinted on both sides of zero. `of`: what is said beside the name of a row."""
    down, across = (_in_order(distinct(table.rows, key), at) for key in by)
    places = {(row[by[0]], row[by[1]]): i for i, row in enumerate(table.rows)}
    most = max((number(row[figure]) for row in table.rows), default=0)

    def cell(i: int | None) -> Shown:
        if i is None:
            return NOTHING
        value = known(table.rows[i][figure])
        shown = at.shown(table, i, figure, at.n(table.rows[i][n]))
        drill = drilled({key: table.rows[i][key] for key in by}, at.phases, steps=n == "steps")
        # What a cell leads to is what it counts: nothing, where that is nothing.
        drill = narrowed(drill, figure) or drill if number(table.rows[i][n]) else {}
        return replace(shown, tone=tint(value, most) if edge is None else feeling(value, edge), drill=drill or None)

    def name(value: Value) -> Shown:
        leads = drilled({by[0]: value}, at.phases)
        return Shown(at.named(table.column(by[0]), value), of(value), drill=leads or None)

    lines = tuple((name(a), tuple(cell(places.get((a, b))) for b in across)) for a in down)
    names = [at.texts.column(table.column(key)) for key in (*by, figure)]
    return Grid(names[2], f"{names[0]} ↓ {names[1]} →", tuple(at.named(table.column(by[1]), b) for b in across), lines)


def _in_order(values: list[Value], at: Setting) -> list[Value]:
    """Phases in the order of the model, the start before them and the end after; others as they come."""
    places = {phase.key: phase.order for phase in at.model.phases}
    last = len(places) + 1
    return sorted(values, key=lambda value: 0 if value == START else places.get(str(value), last))
