"""What can be exported and read, and the columns in which it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journey_tracker.journey import local_time
from journey_tracker.ports import Record
from journey_tracker.stores.views import (
    V_CYCLE,
    V_CYCLE_PHASE,
    V_PHASE_DAY,
    V_STAY,
    V_SURVEY,
    V_TOUCHPOINT,
    V_TRANSITION_DAY,
    Sort,
)

EVENTS = "events"
"""The stored events themselves; no view."""
COUNTS = ("phase_days", "transition_days")
"""Contents that tell of nobody."""
STARTED = "started"
"""Beside `started_ms` in every file: the same as Dutch time."""
_STARTED_MS = "started_ms"


@dataclass(frozen=True, slots=True)
class Contents:
    """One thing that can be asked for."""

    view: str
    """Public view that it is read from; empty for events."""
    columns: Mapping[str, Sort]
    """In the order of the files; `STARTED` is a moment in ISO 8601."""


def _of_view(name: str, columns: Mapping[str, Sort]) -> Contents:
    return Contents(name, {STARTED: str, **columns} if _STARTED_MS in columns else columns)


CONTENTS: Mapping[str, Contents] = {
    "touchpoints": _of_view(V_TOUCHPOINT.name, V_TOUCHPOINT.columns),
    "stays": _of_view(V_STAY.name, V_STAY.columns),
    "cycles": _of_view(V_CYCLE.name, V_CYCLE.columns),
    "phases": _of_view(V_CYCLE_PHASE.name, V_CYCLE_PHASE.columns),
    "surveys": _of_view(V_SURVEY.name, V_SURVEY.columns),
    "phase_days": _of_view(V_PHASE_DAY.name, V_PHASE_DAY.columns),
    "transition_days": _of_view(V_TRANSITION_DAY.name, V_TRANSITION_DAY.columns),
    EVENTS: Contents("", dict.fromkeys(("time", "source", "type", "id", "subject", "data"), str)),
}
"""By the name under which it is asked for."""


class UnknownContents(Exception):
    """Something was asked for that there is not; says what there is."""


def contents(what: str) -> Contents:
    """What is called so; raises `UnknownContents`."""
    if what not in CONTENTS:
        raise UnknownContents(f"there is no {what!r}; there are: {', '.join(CONTENTS)}")
    return CONTENTS[what]


def with_moment(rows: Iterable[Record]) -> Iterator[Record]:
    """The rows of a view, with `STARTED` before them where they have a beginning."""
    for row in rows:
        ms = row.get(_STARTED_MS)
        yield {STARTED: local_time(ms).isoformat(timespec="milliseconds"), **row} if isinstance(ms, int) else row


def event_rows(raw: Iterable[str]) -> Iterator[Record]:
    """CloudEvents JSON as rows; `data` stays JSON."""
    for one in raw:
        event = json.loads(one)
        data = json.dumps(event["data"], ensure_ascii=False, separators=(",", ":"))
        yield {name: event.get(name, "") for name in CONTENTS[EVENTS].columns} | {"data": data}
