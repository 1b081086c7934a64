"""Rows of cycles and of the bounded counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from journey_tracker.journey import Cycle, day_of
from journey_tracker.journey.calendar import week_of
from journey_tracker.recorder.counted import LABEL_COUNTS, PHASE_COUNTS, Bar, Label, PhaseDay, Tally, Transition
from journey_tracker.stores.prepared import write
from journey_tracker.stores.statements import Insert
from journey_tracker.stores.tables.counts import (
    HISTOGRAM_DAY,
    LABEL_DAY,
    NEW,
    PHASE_DAY,
    TRANSITION_DAY,
    counts_of,
)

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
    """Add to the stored counts; below zero takes away. `settling.settle` brings it where it is summed."""
    for table, rows in _by_table(changes).items():
        # Writers beside one another take the rows in one order, or they would wait for each other for ever.
        key = itemgetter(*table.primary_key.columns.keys())
        write(connection, _adding(connection.dialect.name, table), sorted(rows, key=key))


def _by_table(changes: Mapping[Tally, int]) -> dict[Table, list[Row]]:
    wide: dict[Table, dict[PhaseDay | Label, Row]] = {PHASE_DAY: {}, LABEL_DAY: {}}
    rows: dict[Table, list[Row]] = {TRANSITION_DAY: [], HISTOGRAM_DAY: []}
    for tally, n in changes.items():
        match tally:
            case Transition():
                rows[TRANSITION_DAY].append({**_key(tally), "week": week_of(tally.day), "n": n})
            case Bar():
                rows[HISTOGRAM_DAY].append({**_key(tally), "month": tally.day // 100, "n": n})
            case (key, column):
                found = wide[PHASE_DAY if isinstance(key, PhaseDay) else LABEL_DAY]
                if key not in found:
                    found[key] = _wide_row(key)
                found[key][column] += n
    return {**{table: list(of_it.values()) for table, of_it in wide.items()}, **rows}


def _wide_row(key: PhaseDay | Label) -> Row:
    if isinstance(key, PhaseDay):
        return {**_key(key), "week": week_of(key.day), **dict.fromkeys(PHASE_COUNTS, 0)}
    return {**_key(key), "month": key.day // 100, **dict.fromkeys(LABEL_COUNTS, 0)}


def _key(key: PhaseDay | Label | Transition | Bar) -> Row:
    found: Row = key._asdict()
    return {"part": NEW, **found, **found.pop("segment")._asdict()}


@cache
def _adding(dialect: str, table: Table) -> Insert:
    """Insert of counts that adds to those of a row whose key is there already."""
    return added_to(postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table), table)


def added_to(insert: Insert, table: Table) -> Insert:
    """The same insert, adding where the key is there already."""
    return insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: table.c[name] + insert.excluded[name] for name in counts_of(table)},
    )
