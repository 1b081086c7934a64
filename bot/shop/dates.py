"""Days and hours as people say them; the words are in `dates.yml`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

ZONE = ZoneInfo("Europe/Amsterdam")


def moment(at_ms: int) -> datetime:
    """An epoch time in milliseconds as Dutch clocks show it."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZONE)


def day(at_ms: int) -> date:
    """The Dutch day of an epoch time in milliseconds."""
    return moment(at_ms).date()


def day_text(told: date, language: str, *, today: date) -> str:
    """A day as "vandaag", "morgen" or "gisteren", else "dinsdag 14 april", with the year when it is another one."""
    words = _words()
    near = words["near"].get((told - today).days)
    if near:
        return str(near[language])
    named = {"weekday": words["weekdays"][language][told.weekday()], "month": words["months"][language][told.month - 1]}
    form = words["day" if told.year == today.year else "day_of_year"][language]
    return str(form).format(**named, day=told.day, year=told.year)


def moment_text(at_ms: int, language: str, *, today: date) -> str:
    """A day with its hour: "gisteren om 14:12"."""
    at = moment(at_ms)
    form = _words()["moment"][language]
    return str(form).format(day=day_text(at.date(), language, today=today), hour=f"{at:%H:%M}")


def weekdays_text(weekdays: frozenset[int], language: str) -> str:
    """A run of weekdays (0 is Monday) as "maandag t/m zaterdag", else a list."""
    named = [_words()["weekdays"][language][n] for n in sorted(weekdays)]
    unbroken = len(weekdays) > 2 and max(weekdays) - min(weekdays) == len(weekdays) - 1
    return str(_words()["run"][language]).format(named[0], named[-1]) if unbroken else ", ".join(named)


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("dates.yml").read_text(encoding="utf-8"))
