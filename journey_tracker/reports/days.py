"""Days and months as the numbers YYYYMMDD and YYYYMM."""

from __future__ import annotations

from datetime import date, timedelta


def date_of(day: int) -> date:
    """The date of YYYYMMDD; raises ValueError when there is no such day."""
    return date(day // 10_000, day // 100 % 100, day % 100)


def earlier(day: int, days: int) -> int:
    """The day so many days before."""
    found = date_of(day) - timedelta(days=days)
    return found.year * 10_000 + found.month * 100 + found.day


def months_between(first: int, last: int) -> int:
    """How many months `last` (YYYYMM) comes after `first`."""
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100
