"""The journey as data frames: `journey_tracker.read` and `journey_tracker.to_eventstream`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from journey_tracker.exporting import columnar, exporter
from journey_tracker.exporting.contents import contents
from journey_tracker.exporting.steps import step
from journey_tracker.ports import JourneyStore, Record, Slice
from journey_tracker.stores.sql import SqlStore

FRAMES = ("pandas", "polars", "arrow", "rows")
PATH = ("customer", "cycle", "conversation")
"""The columns of `to_eventstream` that tell whose path it is: each lies within the one before it."""
SEGMENTS = ("channel", "language", "category", "position", "phase")
"""Its columns by which paths may be compared."""
SCHEMA: Mapping[str, Any] = {
    "path_cols": list(PATH),
    "event_col": "event",
    "timestamp_col": "timestamp",
    "segment_cols": list(SEGMENTS),
}
"""What retentioneering is told of the frame: ``Eventstream(to_eventstream(url), SCHEMA)``."""
_EVENTSTREAM = {name: str for name in (*PATH, "event", "started", *SEGMENTS)} | {"started_ms": int}

Day = str | date
"""A Dutch day: a date, or text such as ``2026-05-01``."""


class ReadRefused(ValueError):
    """`read` was asked for something that there is not; says what is allowed."""


def read(
    url: str,
    what: str = "touchpoints",
    *,
    since: Day | None = None,
    until: Day | None = None,
    model: str | None = None,
    as_: str = "pandas",
) -> Any:
    """The journey as a pandas or polars data frame, an Arrow table, or (``as_="rows"``) a list of dicts.

    `what` is a name of `exporting.contents.CONTENTS`; `since` and `until` are Dutch days, both included. `model` is
    the journey model that the log must stand under. Columns are those of the public views and `started`, a moment in
    Dutch time. All but rows need the extra `analytics`.

    Raises `ReadRefused`, `UnknownContents`, `ExtraMissing`, and what `journey_tracker.open_store` does.
    """
    if as_ not in FRAMES:
        raise ReadRefused(f"as_ is {as_!r}; allowed: {', '.join(FRAMES)}")
    columns, within = contents(what).columns, Slice(first_day=_day("since", since), last_day=_day("until", until))
    with _opened(url, model) as store:
        rows = exporter.rows(store, what, within)
        if as_ == "rows":
            return list(rows)
        return _framed(columnar.as_table(rows, columns), as_)


def to_eventstream(url: str, *, since: Day | None = None, until: Day | None = None) -> Any:
    """Contacts as the pandas frame that retentioneering takes, with `SCHEMA`; needs the extra `analytics`.

    Rows come person by person in the order of time; a cycle lies within its customer, a conversation (in the shop the
    visit) within its cycle. `timestamp` is Dutch time without its zone. Raises what `read` does.
    """
    within = Slice(first_day=_day("since", since), last_day=_day("until", until))
    with _opened(url, None) as store:
        rows = (_contact(row) for row in exporter.rows(store, "touchpoints", within, by_person=True))
        frame = columnar.as_table(rows, _EVENTSTREAM).to_pandas()
    frame["timestamp"] = frame.pop("started").dt.tz_localize(None)
    return frame.drop(columns="started_ms")


def _contact(row: Record) -> Record:
    cycle = f"{row['person']}#{row['cycle'] or 0}"
    inner = row["session"] or row["conversation"] or row["id"]
    path = dict(zip(PATH, (row["person"], cycle, f"{cycle}/{inner}"), strict=True))
    return {**path, "event": step(row), "started_ms": row["started_ms"], **{name: row[name] for name in SEGMENTS}}


@contextmanager
def _opened(url: str, model: str | None) -> Iterator[JourneyStore]:
    store = SqlStore.open(url, create=False)
    try:
        if model is not None and store.model.name != model:
            mend = f"./run journey remap --model {model} reads it again under that one"
            raise ReadRefused(f"model is {model!r}; the log stands under {store.model.name!r}; {mend}")
        yield store
    finally:
        store.close()


def _framed(table: Any, as_: str) -> Any:
    if as_ == "polars":
        return columnar.package("polars").from_arrow(table)
    if as_ == "pandas":
        columnar.package("pandas")
        return table.to_pandas()
    return table


def _day(name: str, given: Day | None) -> int | None:
    if given is None:
        return None
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given)
    except ValueError as error:
        raise ReadRefused(f"{name} is {given!r}; allowed: a date, or text such as '2026-05-01'") from error
    return day.year * 10_000 + day.month * 100 + day.day
