"""Reads the public views row by row, so that a log of any size passes through little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, column, select, table

from journey_tracker.journey import ZONE
from journey_tracker.ports import EVERYTHING, Record, Slice, UnknownColumn
from journey_tracker.stores.database import Database
from journey_tracker.stores.tables import EVENT, TOUCHPOINT
from journey_tracker.stores.views import VIEWS, View

AT_ONCE = 1000
"""Rows that are fetched in one go."""
PATH = ("person", "started_ms", "seq", "id", "number")
"""The order in which a person's journey is walked; of these, the columns that a view has."""
_PERIOD = ("first_day", "last_day")


def stream(database: Database, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
    """The rows of a public view of `views`, in the order of time or person by person; one state of the database.

    Raises `UnknownColumn` when there is no such view, or it has no column for what `within` asks; `StoreUnavailable`.
    """
    query = _query(_view(view), within, by_person=by_person)
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
            yield dict(row)


def stream_events(database: Database, within: Slice = EVERYTHING) -> Iterator[str]:
    """The stored events of shoppers as CloudEvents JSON, in the order of time; `within` may name a period only.

    Raises `UnknownColumn`, `StoreUnavailable`.
    """
    query = _events(within)
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
            yield row.raw


def _view(name: str) -> View:
    if name not in VIEWS:
        raise UnknownColumn(f"there is no view {name!r}; there are: {', '.join(VIEWS)}")
    return VIEWS[name]


def _query(view: View, within: Slice, *, by_person: bool) -> Select[tuple[object, ...]]:
    rows = table(view.name, *(column(name) for name in view.columns))
    order = [name for name in PATH if name in view.columns] if by_person else view.order
    return select(rows).where(*_conditions(view, within)).order_by(*(rows.c[name] for name in order))


def _conditions(view: View, within: Slice) -> Iterator[ColumnElement[bool]]:
    for name in (f.name for f in fields(within)):
        value, on = getattr(within, name), "day" if name in _PERIOD else name
        if value is None:
            continue
        if on not in view.columns:
            raise UnknownColumn(f"{view.name} has no {on}, so it cannot be asked for a part by that")
        yield _condition(column(on), name, value)


def _condition(on: ColumnElement[object], name: str, value: str | int) -> ColumnElement[bool]:
    if name in _PERIOD:
        return on >= value if name == "first_day" else on <= value
    return on == value


def _events(within: Slice) -> Select[tuple[str]]:
    event, touchpoint = EVENT.c, TOUCHPOINT.c
    marked = select(touchpoint.id).where(touchpoint.alias == event.alias, touchpoint.traffic != "").exists()
    query = select(event.raw).where(~marked)
    for name in (f.name for f in fields(within)):
        value = getattr(within, name)
        if value is not None and name not in _PERIOD:
            raise UnknownColumn(f"events have no {name}; they can be asked for by their days")
    if within.first_day is not None:
        query = query.where(event.occurred_ms >= _start_of(within.first_day))
    if within.last_day is not None:
        query = query.where(event.occurred_ms < _start_of(within.last_day, days=1))
    return query.order_by(event.occurred_ms, event.seq, event.source, event.id)


def _start_of(day: int, *, days: int = 0) -> int:
    """Epoch milliseconds at which a Dutch day begins, or the one so many days after it."""
    first = datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=ZONE) + timedelta(days=days)
    return int(first.timestamp() * 1000)
