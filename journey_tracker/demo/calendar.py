"""When things happen in the demo: the year, its season, its week and its day, in Dutch time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from journey_tracker.journey.calendar import ZONE

DAYS = 365
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
_WEEK = (0.92, 0.9, 0.94, 0.92, 0.85, 1.1, 1.8)
"""How busy a day of the week is, from Monday; people buy on Sunday."""
_HOURS = (2, 1, 0.4, 0.2, 0.2, 0.5, 1, 2, 4, 5, 6, 6, 6, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 8, 11, 11, 8, 4)
"""How busy an hour is; people buy in the evening."""
OFFICE = tuple(1.0 if 9 <= hour < 18 else 0.0 for hour in range(24))
"""Hours in which parcels are brought and mails are sent."""
RUSH = 3.4
"""How much busier it is before Sinterklaas."""


@dataclass(frozen=True)
class Year:
    """The 365 Dutch days that end with `last`."""

    last: date

    @property
    def first(self) -> date:
        """Its first day."""
        return self.last - timedelta(days=DAYS - 1)

    @property
    def end_ms(self) -> int:
        """The first moment after it, epoch milliseconds."""
        return _midnight(self.last + timedelta(days=1))

    def day(self, number: int) -> date:
        """Its day by number, from 0."""
        return self.first + timedelta(days=number)

    @cached_property
    def _crowds(self) -> list[float]:
        return list(accumulate(_crowd(self.day(number), number) for number in range(DAYS)))

    def arrival(self, rng: Random) -> date:
        """A day on which somebody comes for the first time: most of them in the rush."""
        (number,) = rng.choices(range(DAYS), cum_weights=self._crowds)
        return self.day(number)


def is_rush(day: date) -> bool:
    """Whether it is one of the weeks before Sinterklaas, 15 November to 5 December."""
    return (11, 15) <= (day.month, day.day) <= (12, 5)


def moment(day: date, rng: Random, hours: tuple[float, ...] = _HOURS) -> int:
    """A moment of a day, epoch milliseconds, in one of the `hours` by how busy they are."""
    (hour,) = rng.choices(range(24), hours)
    at = datetime.combine(day, time(hour), ZONE)
    return round(at.timestamp() * 1000) + rng.randrange(HOUR_MS)


def later(at_ms: int, days: float, rng: Random, hours: tuple[float, ...] = _HOURS) -> int:
    """A moment about so many days on, on a day and at an hour at which people do such things, and after `at_ms`."""
    day = day_at(at_ms) + timedelta(days=round(days))
    if round(days) and hours is not OFFICE:
        day = _busy(day, rng)
    found = moment(day, rng, hours)
    return found if found > at_ms else at_ms + rng.randrange(MINUTE_MS, 40 * MINUTE_MS)


def day_at(at_ms: int) -> date:
    """The Dutch day of a moment."""
    return datetime.fromtimestamp(at_ms / 1000, ZONE).date()


def hour_at(at_ms: int) -> int:
    """The Dutch hour of a moment."""
    return datetime.fromtimestamp(at_ms / 1000, ZONE).hour


def _busy(day: date, rng: Random) -> date:
    """That day or one of the two after it, by how busy they are."""
    days = [day + timedelta(days=n) for n in range(3)]
    return rng.choices(days, [_WEEK[d.weekday()] for d in days])[0]


def _crowd(day: date, number: int) -> float:
    growth = 1 + 0.2 * number / DAYS
    return growth * _WEEK[day.weekday()] * (RUSH if is_rush(day) else 1.0)


def _midnight(day: date) -> int:
    return round(datetime.combine(day, time(), ZONE).timestamp() * 1000)
