"""What can be asked of the touchpoint log, and the columns in which it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from journey_tracker.journey import JourneyModel, Mood, Touchpoint, local_time
from journey_tracker.ports import Filter

NO_PHASE = "none"
LARGEST_OFFSET = 10_000_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Of events that are taken in."""

Cell = str | int | float | None


class BadFilter(Exception):
    """A filter has a value that is not allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        """Keep which filter, what was given and what is allowed, to be said in any language."""
        super().__init__(f"{name} is {value!r}; allowed: {allowed}")
        self.name, self.value, self.allowed = name, value, allowed


def touchpoint_filter(given: Mapping[str, str], model: JourneyModel, *, limit: int = 50, most: int = 100) -> Filter:
    """The filter that `phase, mood, from, to, conversation, limit, offset` ask for; empty means any.

    Days are ISO dates; `limit` holds when none is given, `most` is the largest allowed. Raises `BadFilter`.
    """
    return Filter(
        phase=_one_of(given, "phase", (*(p.key for p in model.phases), NO_PHASE)),
        mood=Mood(mood) if (mood := _one_of(given, "mood", tuple(Mood))) else None,
        first_day=day_filter(given, "from"),
        last_day=day_filter(given, "to"),
        conversation=given.get("conversation") or None,
        limit=_number(given, "limit", 1, most, limit),
        offset=_number(given, "offset", 0, LARGEST_OFFSET, 0),
    )


_COLUMNS: Mapping[str, Callable[[Touchpoint], Cell]] = {
    "id": lambda t: t.id,
    "conversation": lambda t: t.conversation,
    "number": lambda t: t.number,
    "started": lambda t: local_time(t.first_ms).isoformat(timespec="milliseconds"),
    "first_ms": lambda t: t.first_ms,
    "last_ms": lambda t: t.last_ms,
    "channel": lambda t: t.channel,
    "model": lambda t: t.model,
    "model_version": lambda t: t.model_version,
    "phase": lambda t: t.phase,
    "phases": lambda t: ">".join(stay.phase or NO_PHASE for stay in t.stays),
    "outcome": lambda t: t.outcome.value,
    "shopper_messages": lambda t: t.shopper_messages,
    "bot_messages": lambda t: t.bot_messages,
    "sentiment_start": lambda t: t.sentiment_start,
    "sentiment_end": lambda t: t.sentiment_end,
    "sentiment_mean": lambda t: t.sentiment_mean,
    "sentiment_min": lambda t: t.sentiment_min,
    "sentiment_label": lambda t: t.mood.value if t.mood else None,
    "handoff": lambda t: t.handoff.stage or None,
    "handoff_times": lambda t: t.handoff.times,
    "handoff_waited_ms": lambda t: t.handoff.waited_ms,
    "handoff_held_ms": lambda t: t.handoff.held_ms,
    "agent_messages": lambda t: t.handoff.messages,
    "need": lambda t: t.choice.need or None,
    "questions": lambda t: t.choice.asked,
    "questions_answered": lambda t: t.choice.answered,
    "chosen": lambda t: t.choice.chosen or None,
    "chosen_for": lambda t: t.choice.chosen_for or None,
    "lost_for": lambda t: t.choice.lost_for or None,
    "sentiment_trend": lambda t: t.sentiment_trend,
    "sentiment_confidence": lambda t: t.feeling.confidence,
}
COLUMNS = tuple(_COLUMNS)
"""Columns of every export, in order; their names are stable. `started` is Dutch time in ISO 8601."""


def row(touchpoint: Touchpoint) -> dict[str, Cell]:
    """A touchpoint in the columns of every export."""
    return {name: cell(touchpoint) for name, cell in _COLUMNS.items()}


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = given.get(name) or None
    if value is not None and value not in allowed:
        raise BadFilter(name, value, ", ".join(allowed))
    return value


def day_filter(given: Mapping[str, str], name: str) -> int | None:
    """The ISO date that a filter names, as YYYYMMDD; None when it is empty. Raises `BadFilter`."""
    if not (value := given.get(name)):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise BadFilter(name, value, "2026-05-01") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadFilter(name, value, f"{FIRST_DAY} – {LAST_DAY}")
    return day.year * 10_000 + day.month * 100 + day.day


def _number(given: Mapping[str, str], name: str, low: int, high: int, default: int) -> int:
    value = given.get(name) or str(default)
    if not value.isdecimal() or len(value) > len(str(high)) or not low <= int(value) <= high:
        raise BadFilter(name, value, f"{low} – {high}")
    return int(value)
