"""Brings what was newly counted to the days and to the sums of weeks and months, so that no report reads much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, literal, not_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from journey_tracker.stores.counts import added_to
from journey_tracker.stores.statements import Insert
from journey_tracker.stores.tables.counts import ALL, COUNTED, DAY, DIMENSIONS, NEW, counts_of, nothing_in

SETTLE_AFTER = 500
"""Events after which a store settles the next table: one that has to wait for it waits some hundredths of a second."""


def settle(connection: Connection, tables: Sequence[Table] = COUNTED) -> None:
    """Add what is new to the days and sums; every answer stays as it was.

    In a transaction of its own: nobody may count between the adding and the deleting.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(table.name for table in tables)} IN EXCLUSIVE MODE")
    for table in tables:
        for part in (DAY, ALL, *DIMENSIONS):
            connection.execute(_adding(connection.dialect.name, table, part))
        connection.execute(delete(table).where(table.c.part == NEW))
        connection.execute(delete(table).where(nothing_in(table)))


@cache
def _adding(dialect: str, table: Table, part: str) -> Insert:
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return added_to(insert.from_select(table.columns.keys(), _new(table, part)), table)


def _new(table: Table, part: str) -> Select[Any]:
    """What is new, as rows of a part; what comes to nothing is left out."""
    there = select(*(_as_in(table, part, column.name).label(column.name) for column in table.columns))
    there = there.where(table.c.part == NEW, not_(nothing_in(table)))
    if part == DAY:
        return there
    rows = there.subquery()
    counts = counts_of(table)
    told = [func.sum(c).label(c.name) if c.name in counts else c for c in rows.columns]
    grouped = select(*told).group_by(*(c for c in rows.columns if c.name not in counts))
    return grouped.having(or_(*(func.sum(rows.c[name]) != 0 for name in counts)))


def _as_in(table: Table, part: str, name: str) -> ColumnElement[Any]:
    """What stands in a column of the rows of a part."""
    if name == "part":
        return literal(f"{part}=") + table.c[part] if part in DIMENSIONS else literal(part)
    if part == DAY or name == part:
        return table.c[name]
    if name == "day":
        return table.c.week if "week" in table.c else table.c.month * 100 + 1
    return literal("") if name in DIMENSIONS else table.c[name]
