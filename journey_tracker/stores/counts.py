"""Rows of cycles and of the bounded counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete
from sqlalchemy.dialects import postgresql, sqlite

from journey_tracker.journey import Cycle, day_of
from journey_tracker.recorder.tallies import PHASE_COUNTS, Bar, PhaseDay, Tally, Transition
from journey_tracker.stores.statements import Insert
from journey_tracker.stores.tables import HISTOGRAM_DAY, PHASE_DAY, TRANSITION_DAY

Row = dict[str, Any]


def cycle_row(cycle: Cycle) -> Row:
    """A cycle."""
    return {
        **{name: getattr(cycle, name) for name in _PLAIN},
        "started_day": day_of(cycle.started_ms),
        "order_ref": cycle.order,
        "ordered_day": None if cycle.ordered_ms is None else day_of(cycle.ordered_ms),
        "ordered_month": None if cycle.ordered_ms is None else day_of(cycle.ordered_ms) // 100,
        "how_ended": cycle.end,
    }


_PLAIN = [
    "person",
    "number",
    "started_ms",
    "last_ms",
    "position",
    "channel",
    "medium",
    "campaign",
    "language",
    "category",
    "ordered_ms",
    "value_cents",
    "order_no",
    "cohort",
    "path",
    "last_errand",
    "lost_for",
    "depth",
    "last_phase",
    "touchpoints",
    "handoffs",
    "cost_cents",
    "ended_ms",
]


def visit_rows(cycle: Cycle) -> list[Row]:
    """What a cycle did in each phase."""
    return [
        {
            "person": cycle.person,
            "cycle": cycle.number,
            "phase": visit.phase,
            "entered_day": day_of(visit.first_ms),
            "first_ms": visit.first_ms,
            "last_ms": visit.last_ms,
            "stays": visit.stays,
            "onward_ms": visit.onward_ms,
        }
        for visit in cycle.phases
    ]


def add_counts(connection: Connection, changes: Mapping[Tally, int]) -> None:
    """Add to the stored counts; below zero takes away. Rows that came to nothing are gone."""
    for table, rows in _by_table(changes).items():
        if rows:
            connection.execute(_adding(connection.dialect.name, table), rows)
    if any(n < 0 for n in changes.values()):
        _sweep(connection, {key for key, n in changes.items() if n < 0})


def _by_table(changes: Mapping[Tally, int]) -> dict[Table, list[Row]]:
    days: defaultdict[PhaseDay, Row] = defaultdict(lambda: dict.fromkeys(PHASE_COUNTS, 0))
    rows: dict[Table, list[Row]] = {TRANSITION_DAY: [], HISTOGRAM_DAY: []}
    for key, n in changes.items():
        match key:
            case Transition():
                rows[TRANSITION_DAY].append({**_key(key), "n": n})
            case Bar():
                rows[HISTOGRAM_DAY].append({**_key(key), "n": n})
            case (PhaseDay() as day, column):
                days[day][column] += n
    return {PHASE_DAY: [{**_key(day), **counts} for day, counts in days.items()], **rows}


def _key(key: PhaseDay | Transition | Bar) -> Row:
    found: Row = key._asdict()
    return {**found, **found.pop("segment")._asdict()}


@cache
def _adding(dialect: str, table: Table) -> Insert:
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={c.name: c + insert.excluded[c.name] for c in table.columns if not c.primary_key},
    )


def _sweep(connection: Connection, keys: Iterable[Tally]) -> None:
    """Delete what is zero in every column, of the days (and kinds) of which something was taken away."""
    phases, steps, bars = set[int](), set[int](), set[tuple[str, int]]()
    for key in keys:
        match key:
            case Transition():
                steps.add(key.day)
            case Bar():
                bars.add((key.kind, key.day))
            case (PhaseDay() as day, _):
                phases.add(day.day)
    for table, days in ((PHASE_DAY, phases), (TRANSITION_DAY, steps)):
        if days:
            connection.execute(delete(table).where(table.c.day.in_(days), *_empty(table)))
    for kind in {kind for kind, _ in bars}:
        days = {day for of, day in bars if of == kind}
        bar = HISTOGRAM_DAY.c
        connection.execute(delete(HISTOGRAM_DAY).where(bar.kind == kind, bar.day.in_(days), *_empty(HISTOGRAM_DAY)))


def _empty(table: Table) -> list[ColumnElement[bool]]:
    return [column == 0 for column in table.columns if not column.primary_key]
