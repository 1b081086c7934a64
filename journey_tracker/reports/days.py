"""Days and months as the numbers YYYYMMDD and YYYYMM."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from journey_tracker.journey import ZONE


def date_of(day: int) -> date:
    """The date of YYYYMMDD; raises ValueError when there is no such day."""
    return date(day // 10_000, day // 100 % 100, day % 100)


def earlier(day: int, days: int) -> int:
    """The day so many days before."""
    found = date_of(day) - timedelta(days=days)
    return found.year * 10_000 + found.month * 100 + found.day


def week_of(day: int) -> int:
    """The Monday of the week of a day."""
    return earlier(day, date_of(day).weekday())


def begin_ms(day: int) -> int:
    """Midnight at which a Dutch day begins, in epoch milliseconds."""
    found = date_of(day)
    return round(datetime(found.year, found.month, found.day, tzinfo=ZONE).timestamp() * 1000)


def months_between(first: int, last: int) -> int:
    """How many months `last` (YYYYMM) comes after `first`."""
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100
