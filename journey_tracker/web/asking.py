"""What the URL of a page asks for: a part of the journey, and what to set it beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journey_tracker.journey.cycle import NEW, REPEAT
from journey_tracker.ports import JourneyStore, Question, Slice
from journey_tracker.reports import BadFilter, slice_from
from journey_tracker.reports.log import day_filter

SEGMENT = ("channel", "language", "category", "position")
DAYS = ("from", "to")
BEFORE, YEAR, SAME = "before", "year", "same"
"""Compared with the period before it, with a year earlier, or with the same part in days of one's own choice."""
_DAYS_COMPARED = 28
_NEXT = re.compile(rf",(?=(?:{'|'.join((*DAYS, *SEGMENT))}):)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the journey, and the other one that it is set beside, if any."""

    part: Slice
    other: Slice | None
    compare: str
    """As the URL says it: `before`, `year`, `same`, or fields and values such as ``channel:webchat``; else empty."""
    offered: Mapping[str, Sequence[str]]
    """By field of `SEGMENT` the values that there are."""


def asked_of(query: Mapping[str, str], offered: Mapping[str, Sequence[str]], today: int) -> Asked:
    """What a URL asks for; raises `BadFilter`.

    The other part is this one in other days (`compare` is `before` or `year`), or with other values: any of
    ``from:2026-01-01,to:2026-01-31,channel:email,language:en,category:x,position:new``, empty for all. Beside either,
    `compare_from` and `compare_to` choose its days. A period is compared from its days: without any, the last four
    weeks.
    """
    part, compare = slice_from(query), query.get("compare", "")
    days = bool(query.get("compare_from") or query.get("compare_to"))
    if not compare and not days:
        return Asked(part, None, "", offered)
    if compare in (BEFORE, YEAR):
        try:
            part = _with_days(part, today)
            other = _earlier(part, compare)
        except OverflowError as error:  # there is no day before the year 1
            raise BadFilter("from", query.get("from", ""), "0003-01-01 –") from error
        return Asked(part, _in_own_days(other, query), compare, offered)
    if compare == SAME and not days:
        raise BadFilter("compare_from", "", "2026-05-01")
    compare = compare or SAME
    changes = {} if compare == SAME else _changes(compare)
    other = slice_from({**query, **changes})
    if (position := changes.get("position")) and part.position is None:
        part = replace(part, position=NEW if position == REPEAT else REPEAT)
    return Asked(part, _in_own_days(other, query), compare, offered)


def params_of(part: Slice) -> dict[str, str]:
    """The parameters of a URL that ask for a part; empty where it is not cut."""
    days = {name: _iso(day) for name, day in zip(DAYS, (part.first_day, part.last_day), strict=True)}
    return {**days, **{name: getattr(part, name) or "" for name in SEGMENT}}


def offered_by(store: JourneyStore) -> Mapping[str, Sequence[str]]:
    """The values that each field of a segment has in the counts, most frequent first; blocks."""
    return {field: _values(store, field) for field in SEGMENT}


def _changes(compare: str) -> dict[str, str]:
    """The fields in which the other part differs, with their values there."""
    pairs = [change.partition(":") for change in _NEXT.split(compare)]
    found = {name: value for name, colon, value in pairs if colon and name in (*DAYS, *SEGMENT)}
    if len(found) < len(pairs):
        raise BadFilter("compare", compare, ", ".join((BEFORE, YEAR, *(f"{name}:…" for name in (*DAYS, *SEGMENT)))))
    return found


def _values(store: JourneyStore, field: str) -> tuple[str, ...]:
    found = store.ask(Question("phase_day", (field,), ("touchpoints",)))
    ordered = sorted(found, key=lambda row: -int(row["touchpoints"] or 0))
    return tuple(str(row[field]) for row in ordered if row[field])[:30]


def _in_own_days(other: Slice, query: Mapping[str, str]) -> Slice:
    """The other part in the days that were chosen for it; raises `BadFilter`."""
    first, last = day_filter(query, "compare_from"), day_filter(query, "compare_to")
    if first is None and last is None:
        return other
    if first and last and last < first:
        raise BadFilter("compare_to", query["compare_to"], f"{query['compare_from']} –")
    return replace(other, first_day=first, last_day=last)


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


def _iso(day: int | None) -> str:
    return "" if day is None else _date(day).isoformat()


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
