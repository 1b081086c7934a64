"""Dutch public holidays and the terms that end on them."""

from __future__ import annotations

from datetime import date, timedelta

_KINGS_DAY = (4, 27)
_SATURDAY, _SUNDAY = 5, 6


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> frozenset[date]:
    """The generally recognised holidays of article 3 of the Algemene termijnenwet."""
    sunday = easter(year)
    kings = date(year, *_KINGS_DAY)
    kings -= timedelta(days=kings.weekday() == _SUNDAY)
    moving = {sunday + timedelta(days=after) for after in (-2, 1, 39, 50)}
    return frozenset(moving | {date(year, 1, 1), kings, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)})


def is_working_day(day: date) -> bool:
    """Whether it is neither weekend nor holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def deadline(start: date, days: int) -> date:
    """The last day of a term of `days` days after `start`; one that ends on a weekend or a holiday is moved past it."""
    end = start + timedelta(days=days)
    while not is_working_day(end):
        end += timedelta(days=1)
    return end


def next_delivery_day(after: date, weekdays: frozenset[int]) -> date:
    """The first day after `after` on which parcels come: one of `weekdays` (0 is Monday) that is no holiday.

    On Good Friday and the fifth of May parcels come as on any day.
    """
    day = after + timedelta(days=1)
    while day.weekday() not in weekdays or _without_parcels(day):
        day += timedelta(days=1)
    return day


def _without_parcels(day: date) -> bool:
    with_parcels = {easter(day.year) - timedelta(days=2), date(day.year, 5, 5)}
    return day in holidays(day.year) - with_parcels
