"""When somebody of staff is there: opening hours by the clock on the wall, summer time included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.setting_kinds import InvalidSetting

HOURS, TIMEZONE = "DESK_HOURS", "DESK_TIMEZONE"
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
ALLOWED = (
    "always, never, or days with times such as `mo-fr 09:00-21:00 sa 10:00-12:30,13:00-17:00`: each day once "
    f"({' '.join(DAYS)}), times from 00:00 to 24:00 in order; a night is `mo 22:00-24:00 tu 00:00-06:00`"
)
DAY_MINUTES = 24 * 60
MINUTE_MS = 60_000
_DAY = "|".join(DAYS)
_DAYS = re.compile(rf"(?:{_DAY})(?:-(?:{_DAY}))?(?:,(?:{_DAY})(?:-(?:{_DAY}))?)*")
_TIMES = re.compile(r"\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*")

Span = tuple[int, int]
"""From and until, in minutes after midnight."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours by day of the week, 0 for Monday."""

    spans: Mapping[int, tuple[Span, ...]]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Amsterdam"))

    def is_open(self, at_ms: int) -> bool:
        """Whether somebody is there at a time in epoch milliseconds."""
        local = self._local(at_ms)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.spans.get(local.weekday(), ()))

    def opens(self, at_ms: int) -> int | None:
        """The next moment, from `at_ms` on, at which it is open, in epoch milliseconds; None when it never is."""
        if self.is_open(at_ms):
            return at_ms
        return next((moment for moment in self._openings(at_ms) if moment > at_ms), None)

    def opens_in_words(self, at_ms: int, language: str) -> str:
        """When it opens next, as "morgen om 09:00"; empty when it never does, or is open now."""
        moment = self.opens(at_ms)
        if moment is None or moment == at_ms:
            return ""
        words, then = _words()[language], self._local(moment)
        days = (then.date() - self._local(at_ms).date()).days
        day = words["near"][days] if days < len(words["near"]) else words["days"][then.weekday()]
        return str(words["moment"]).format(day=day, time=then.strftime("%H:%M"))

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, self.zone)

    def _openings(self, at_ms: int) -> Iterator[int]:
        """The moments of a week and a day at which it opens, the earliest first."""
        today = self._local(at_ms).date()
        for day in (today + timedelta(days=n) for n in range(8)):
            for start, _ in self.spans.get(day.weekday(), ()):
                wall = datetime(day.year, day.month, day.day, start // 60, start % 60, tzinfo=self.zone)
                yield self._first(wall)

    def _first(self, wall: datetime) -> int:
        """The first moment at which a clock on the wall shows `wall`, or later where summer time skips it."""
        moment = min(int(wall.replace(fold=n).astimezone(UTC).timestamp()) * 1000 for n in (0, 1))
        while not self.is_open(moment):
            moment += MINUTE_MS
        return moment


ALWAYS = Hours({day: ((0, DAY_MINUTES),) for day in range(len(DAYS))})
NEVER = Hours({})


def parse(text: str, *, timezone: str = "Europe/Amsterdam") -> Hours:
    """The hours that DESK_HOURS and DESK_TIMEZONE say; raises `InvalidSetting`."""
    zone, words = _zone(timezone), text.lower().split()
    if words in (["always"], ["never"]):
        return Hours((ALWAYS if words == ["always"] else NEVER).spans, zone)
    if not words or len(words) % 2:
        raise InvalidSetting(HOURS, text, ALLOWED)
    spans: dict[int, tuple[Span, ...]] = {}
    for days, times in zip(words[::2], words[1::2], strict=True):
        for day in _days(days, text):
            if day in spans:
                raise InvalidSetting(HOURS, text, f"{DAYS[day]} once; {ALLOWED}")
            spans[day] = _spans(times, text)
    return Hours(spans, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise InvalidSetting(TIMEZONE, name, "a time zone by its name, such as Europe/Amsterdam") from error


def _days(given: str, text: str) -> Iterator[int]:
    if not _DAYS.fullmatch(given):
        raise InvalidSetting(HOURS, text, f"days instead of {given!r}; {ALLOWED}")
    for part in given.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            raise InvalidSetting(HOURS, text, f"days in the order of the week instead of {part!r}; {ALLOWED}")
        yield from range(start, end + 1)


def _spans(given: str, text: str) -> tuple[Span, ...]:
    if not _TIMES.fullmatch(given):
        raise InvalidSetting(HOURS, text, f"times instead of {given!r}; {ALLOWED}")
    spans, before = [], -1
    for part in given.split(","):
        start, end = (_minutes(time, text) for time in part.split("-"))
        if not before < start < end <= DAY_MINUTES:
            raise InvalidSetting(HOURS, text, f"times in order instead of {given!r}; {ALLOWED}")
        spans.append((start, end))
        before = end
    return tuple(spans)


def _minutes(time: str, text: str) -> int:
    hours, minutes = (int(part) for part in time.split(":"))
    if minutes >= 60:
        raise InvalidSetting(HOURS, text, f"a time of the day instead of {time!r}; {ALLOWED}")
    return hours * 60 + minutes


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("hours.yml").read_text(encoding="utf-8"))
