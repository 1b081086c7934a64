"""What is asked of counts, added up from as few rows as it can be: whole weeks or months, the days beside, the new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select, union_all

from journey_tracker.journey.calendar import week_of
from journey_tracker.ports import Condition, Value
from journey_tracker.stores.tables.counts import ALL, DAY, DIMENSIONS, NEW

_SIGNS_OF_DAYS = ("<", "<=", ">", ">=", "=")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, and the part of the journey it is about, in the columns of one table of counts."""

    by: tuple[str, ...]
    sums: tuple[str, ...]
    where: tuple[ColumnElement[bool], ...]
    bounds: tuple[Condition, ...]
    """Conditions on the day."""
    equal: Mapping[str, Value | tuple[Value, ...]]
    """Columns that have to be this."""
    named: frozenset[str]
    """Columns that make a difference."""


def is_bound(name: str, sign: str, value: Value | tuple[Value, ...]) -> bool:
    """Whether a condition says from or until which day."""
    return name == "day" and sign in _SIGNS_OF_DAYS and isinstance(value, int)


def counted(table: Table, wanted: Wanted, first_day: int | None, last_day: int | None) -> Select[Any]:
    """The sums from `first_day` to `last_day` (YYYYMMDD, both included); rows that come to nothing are left out."""
    columns = [table.c[name] for name in dict.fromkeys((*wanted.by, *wanted.sums))]
    parts = _parts(table, wanted, *_period(wanted, first_day, last_day))
    rows = union_all(*(select(*columns).where(part, *wanted.where) for part in parts)).subquery()
    sums = {name: func.coalesce(func.sum(rows.c[name]), 0) for name in wanted.sums}
    query = select(*(rows.c[name] for name in wanted.by), *(sum_.label(name) for name, sum_ in sums.items()))
    if not wanted.by:
        return query
    query = query.group_by(*(rows.c[name] for name in wanted.by))
    return query.having(or_(*(sum_ != 0 for sum_ in sums.values()))) if sums else query


def _period(wanted: Wanted, first_day: int | None, last_day: int | None) -> tuple[int | None, int | None]:
    """The first day, and the first day after."""
    starts = [] if first_day is None else [first_day]
    ends = [] if last_day is None else [_next(last_day)]
    for _, sign, value in wanted.bounds:
        day = value if isinstance(value, int) else 0
        if sign in (">", ">=", "="):
            starts.append(_next(day) if sign == ">" else day)
        if sign in ("<", "<=", "="):
            ends.append(day if sign == "<" else _next(day))
    return max(starts, default=None), min(ends, default=None)


def _parts(table: Table, wanted: Wanted, start: int | None, end: int | None) -> Iterator[ColumnElement[bool]]:
    """The parts that add up to the period from `start` until before `end`."""
    yield and_(table.c.part == NEW, *_days(table, start, end))
    dimensions = [name for name in DIMENSIONS if name in wanted.named]
    first, last = _spans(table, start, end)
    in_one = first is not None and last is not None and first >= last
    if "day" in wanted.named or len(dimensions) > 1 or in_one:
        yield and_(table.c.part == DAY, *_days(table, start, end))
        return
    yield and_(_sums(table, wanted, *dimensions), *_days(table, first, last))
    if start != first:
        yield and_(table.c.part == DAY, *_days(table, start, first))
    if end != last:
        yield and_(table.c.part == DAY, *_days(table, last, end))


def _sums(table: Table, wanted: Wanted, dimension: str = ALL) -> ColumnElement[bool]:
    """Sums over all segments, or those of one dimension."""
    part = table.c.part
    if dimension == ALL:
        return part == ALL
    if dimension in wanted.equal:
        return part == f"{dimension}={wanted.equal[dimension]}"
    return and_(part >= f"{dimension}=", part < f"{dimension}>")


def _days(table: Table, start: int | None, end: int | None) -> Iterator[ColumnElement[bool]]:
    if start is not None:
        yield table.c.day >= start
    if end is not None:
        yield table.c.day < end


def _spans(table: Table, start: int | None, end: int | None) -> tuple[int | None, int | None]:
    """The first day of the first whole week or month, and the first day after the last whole one."""
    begin, after = (week_of, _after_week) if "week" in table.c else (_month_of, _after_month)
    first = None if start is None else start if begin(start) == start else after(begin(start))
    return first, None if end is None else begin(end)


def _month_of(day: int) -> int:
    return day // 100 * 100 + 1


def _after_month(first: int) -> int:
    return first + 8900 if first // 100 % 100 == 12 else first + 100


def _after_week(monday: int) -> int:
    return _next(monday, 7)


def _next(day: int, days: int = 1) -> int:
    found = date(day // 10_000, day // 100 % 100, day % 100) + timedelta(days=days)
    return found.year * 10_000 + found.month * 100 + found.day
