"""Questions of the reports as statements: one query each, in the words that SQLite and PostgreSQL share."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Select, Table, and_, func, select

from journey_tracker.ports import Condition, Question, Record, Slice, UnknownColumn, Value
from journey_tracker.stores import summing
from journey_tracker.stores.summing import Wanted
from journey_tracker.stores.tables import COUNTED, CYCLE, CYCLE_PHASE, TOUCHPOINT, TOUCHPOINT_PHASE
from journey_tracker.stores.tables.counts import counts_of

Columns = Mapping[str, Column[Any]]
_BESIDE: Mapping[Table, tuple[Table, ColumnElement[bool]]] = {
    CYCLE_PHASE: (CYCLE, and_(CYCLE.c.person == CYCLE_PHASE.c.person, CYCLE.c.number == CYCLE_PHASE.c.cycle)),
    TOUCHPOINT_PHASE: (TOUCHPOINT, TOUCHPOINT.c.id == TOUCHPOINT_PHASE.c.touchpoint_id),
}
"""What a table is read with, for the columns it has not itself."""
_TABLES = {table.name: table for table in (*COUNTED, CYCLE, CYCLE_PHASE, TOUCHPOINT, TOUCHPOINT_PHASE)}
_DAYS = {CYCLE: CYCLE.c.started_day, CYCLE_PHASE: CYCLE_PHASE.c.entered_day}
"""The day by which a table is cut; `day` where it is not named."""
_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda column, values: column.in_(values),
}
_SEGMENT = ("channel", "language", "category", "position")


def answer(connection: Connection, question: Question, within: Slice) -> list[Record]:
    """The rows of the answer, sorted by what they are told apart by."""
    found = connection.execute(statement(question, within)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def text(connection: Connection, question: Question, within: Slice) -> str:
    """The statement with its values, for an analyst's own client."""
    compiled = statement(question, within).compile(connection, compile_kwargs={"literal_binds": True})
    return f"{compiled};"


def statement(question: Question, within: Slice) -> Select[Any]:
    """The query; raises `UnknownColumn`."""
    table = _TABLES.get(question.table)
    if table is None:
        raise UnknownColumn(f"there is no table {question.table!r}; allowed: {', '.join(_TABLES)}")
    query = _of_counts(table, question, within) if table in COUNTED else _of_rows(table, question, within)
    by = (query.selected_columns[name] for name in question.by)
    query = query.order_by(*(c.desc() if question.descending else c for c in by))
    return query.limit(question.limit) if question.limit else query


def _of_counts(table: Table, question: Question, within: Slice) -> Select[Any]:
    counts = {name: table.c[name] for name in counts_of(table)}
    keys = {c.name: c for c in table.columns if c.name not in counts and c.name != "part"}
    segment = tuple((name, "=", value) for name in _SEGMENT if (value := getattr(within, name)) is not None)
    bounds, conditions = _split((*question.where, *segment))
    wanted = Wanted(
        by=tuple(_column(keys, question, name).name for name in question.by),
        sums=tuple(_column(counts, question, name).name for name in question.sums),
        where=tuple(_condition(keys, question, *c) for c in conditions),
        bounds=bounds,
        equal={name: value for name, sign, value in conditions if sign == "="},
        named=frozenset({*question.by, *(name for name, *_ in conditions)}),
    )
    return summing.counted(table, wanted, within.first_day, within.last_day)


def _split(conditions: tuple[Condition, ...]) -> tuple[tuple[Condition, ...], ...]:
    """Those that say from or until which day, and the others."""
    bounds = tuple(c for c in conditions if summing.is_bound(*c))
    return bounds, tuple(c for c in conditions if c not in bounds)


def _of_rows(table: Table, question: Question, within: Slice) -> Select[Any]:
    """Rows themselves when nothing is summed: then the newest few need no look at all others."""
    columns = _columns(table)
    by = [_column(columns, question, name) for name in question.by]
    wanted = [*_within(table, columns, within), *(_condition(columns, question, *c) for c in question.where)]
    sums = [_sum(columns, question, name) for name in question.sums]
    query = select(*by, *sums).select_from(_source(table)).where(*wanted)
    return query.group_by(*by) if sums else query


def _source(table: Table) -> FromClause:
    if table not in _BESIDE:
        return table
    other, on = _BESIDE[table]
    return table.join(other, on)


def _columns(table: Table) -> Columns:
    beside = _BESIDE[table][0].columns if table in _BESIDE else ()
    return {**{c.name: c for c in beside}, **{c.name: c for c in table.columns}}


def _column(columns: Columns, question: Question, name: str) -> Column[Any]:
    if name not in columns:
        raise UnknownColumn(f"{question.table} has no column {name!r}; allowed: {', '.join(columns)}")
    return columns[name]


def _sum(columns: Columns, question: Question, name: str) -> ColumnElement[Any]:
    if name == "n" and "n" not in columns:
        return func.count().label("n")
    return func.coalesce(func.sum(_column(columns, question, name)), 0).label(name)


def _condition(
    columns: Columns, question: Question, name: str, sign: str, value: Value | tuple[Value, ...]
) -> ColumnElement[bool]:
    if sign not in _SIGNS:
        raise UnknownColumn(f"there is no condition {sign!r}; allowed: {' '.join(_SIGNS)}")
    return _SIGNS[sign](_column(columns, question, name), value)  # type: ignore[no-any-return]  # a comparison of a column


def _within(table: Table, columns: Columns, within: Slice) -> list[ColumnElement[bool]]:
    day = _DAYS.get(table, columns.get("day"))
    found: list[ColumnElement[bool]] = []
    if "traffic" in columns:
        found.append(columns["traffic"] == "")
    if within.first_day is not None and day is not None:
        found.append(day >= within.first_day)
    if within.last_day is not None and day is not None:
        found.append(day <= within.last_day)
    for name in _SEGMENT:
        if (value := getattr(within, name)) is not None:
            found.append(columns[name] == value)
    return found


def _plain(value: Any) -> Value:
    """PostgreSQL sums whole numbers to decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value  # type: ignore[no-any-return]  # what a column holds
