"""What the URL of a page asks for: a part of the journey, and what to set it beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journey_tracker.journey.cycle import NEW, REPEAT
from journey_tracker.ports import JourneyStore, Question, Slice
from journey_tracker.reports import BadFilter, slice_from

SEGMENT = ("channel", "language", "category", "position")
BEFORE, YEAR = "before", "year"
_DAYS_COMPARED = 28


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the journey, and the other one that it is set beside, if any."""

    part: Slice
    other: Slice | None
    compare: str
    """As the URL says it: `before`, `year`, or a field and a value such as ``channel:webchat``; else empty."""
    offered: Mapping[str, Sequence[str]]
    """By field of `SEGMENT` the values that there are."""


def asked_of(query: Mapping[str, str], offered: Mapping[str, Sequence[str]], today: int) -> Asked:
    """What a URL asks for; raises `BadFilter`. A period is compared from its days: without any, the last four weeks."""
    part, compare = slice_from(query), query.get("compare", "")
    if not compare:
        return Asked(part, None, "", offered)
    if compare in (BEFORE, YEAR):
        part = _with_days(part, today)
        return Asked(part, _earlier(part, compare), compare, offered)
    field, _, value = compare.partition(":")
    if field not in SEGMENT or not value:
        allowed = ", ".join((BEFORE, YEAR, *(f"{name}:…" for name in SEGMENT)))
        raise BadFilter("compare", compare, allowed)
    other = slice_from({**query, field: value})
    if field == "position" and part.position is None:
        part = replace(part, position=NEW if value == REPEAT else REPEAT)
    return Asked(part, other, compare, offered)


def offered_by(store: JourneyStore) -> Mapping[str, Sequence[str]]:
    """The values that each field of a segment has in the counts, most frequent first; blocks."""
    return {field: _values(store, field) for field in SEGMENT}


def _values(store: JourneyStore, field: str) -> tuple[str, ...]:
    found = store.ask(Question("phase_day", (field,), ("touchpoints",)))
    ordered = sorted(found, key=lambda row: -int(row["touchpoints"] or 0))
    return tuple(str(row[field]) for row in ordered if row[field])[:30]


def _with_days(part: Slice, today: int) -> Slice:
    last = part.last_day or today
    first = part.first_day or _number(_date(last) - timedelta(days=_DAYS_COMPARED - 1))
    return replace(part, first_day=first, last_day=last)


def _earlier(part: Slice, compare: str) -> Slice:
    first, last = _date(part.first_day or 0), _date(part.last_day or 0)
    # Whole weeks: a Sunday is set beside a Sunday.
    back = timedelta(days=364) if compare == YEAR else timedelta(days=(last - first).days + 1)
    return replace(part, first_day=_number(first - back), last_day=_number(last - back))


def _date(day: int) -> date:
    return date(day // 10_000, day // 100 % 100, day % 100)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
