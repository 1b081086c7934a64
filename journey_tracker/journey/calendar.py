"""Days and months are the Dutch ones; times are stored in UTC."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def local_time(ms: int) -> datetime:
    """Epoch milliseconds as Dutch time."""
    return datetime.fromtimestamp(ms / 1000, ZONE)


def day_of(ms: int) -> int:
    """The Dutch day of epoch milliseconds, as the number YYYYMMDD."""
    # Every zone is whole quarters off UTC, so all moments of a quarter share their day.
    return _day_of_quarter(ms // 900_000)


@lru_cache(maxsize=4096)
def _day_of_quarter(quarter: int) -> int:
    local = local_time(quarter * 900_000)
    return local.year * 10_000 + local.month * 100 + local.day


@lru_cache(maxsize=4096)
def week_of(day: int) -> int:
    """The Monday of the week of a day, both as YYYYMMDD; raises ValueError when there is no such day."""
    found = date(day // 10_000, day // 100 % 100, day % 100)
    monday = found - timedelta(days=found.weekday())
    return monday.year * 10_000 + monday.month * 100 + monday.day
