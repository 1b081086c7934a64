"""What is hidden in the year of the demo: when it happens, and what the pages must show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from journey_tracker.demo.calendar import DAYS, Year, is_rush
from journey_tracker.demo.texts import read

_STEP_DAYS = 35
_WEEKS_AT_MOST = 60
"""Stories that last longer may fall in the rush: they are compared within it."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the year."""

    key: str
    first: date
    last: date
    titles: Mapping[str, str]
    """By language."""
    expected: Mapping[str, str]
    """What is to be seen of it, by language."""

    def holds(self, day: date) -> bool:
        """Whether the day is part of it; that of the rush comes every year."""
        return is_rush(day) if self.key == "sinterklaas" else self.first <= day <= self.last


Stories = Mapping[str, Story]


def stories(year: Year) -> Stories:
    """All stories by key, on the days of this year."""
    return {key: _placed(key, told, year) for key, told in read("stories").items()}


def offer() -> tuple[str, int]:
    """Name of the welcoming offer, and how many per cent it takes off."""
    told = read("stories")["welcome"]
    return told["offer"], told["percent"]


def _placed(key: str, told: Mapping[str, Any], year: Year) -> Story:
    first, last = _rush(year) if "rush" in told else _days(told, year)
    words = {language: told[language] for language in ("nl", "en")}
    return Story(
        key,
        first,
        last,
        {language: said["title"] for language, said in words.items()},
        {language: said["expected"] for language, said in words.items()},
    )


def _days(told: Mapping[str, Any], year: Year) -> tuple[date, date]:
    first, length = told["day"], told.get("days", DAYS - told["day"])
    while "days" in told and length < _WEEKS_AT_MOST and _is_in_rush(year, first, length):
        first += _STEP_DAYS
    return year.day(first), year.day(first + length - 1)


def _is_in_rush(year: Year, first: int, length: int) -> bool:
    return any(is_rush(year.first + timedelta(days=first + n)) for n in range(length))


def _rush(year: Year) -> tuple[date, date]:
    """The first run of days before Sinterklaas that lies in the year."""
    days = [year.day(n) for n in range(DAYS) if is_rush(year.day(n))]
    run = [day for day in days if (day - days[0]).days <= len(days)]
    return run[0], run[-1]
