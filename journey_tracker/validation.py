"""What an event may tell: fields of the right kind, values that are allowed, and somebody whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from journey_tracker.events import (
    ALLOWED,
    INSTRUMENTS,
    KNOWN,
    LONGEST_KEY,
    LONGEST_MS,
    MAX_SEQ,
    MOST_BITS,
    MOST_STARS,
    Event,
    Identified,
    ReviewWritten,
    ShopEvent,
    SurveyAnswered,
    Who,
)

LONGEST_NAME = 64
"""Characters of what is counted by."""
LONGEST_PREFIX = 16
"""Room for what an alias begins with."""
_NAMES = ("channel", "language", "category", "medium", "campaign", "session", "phase", "instrument")
_REFERENCES = ("visitor", "customer", "order", "conversation")
_SORTS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "tuple[str, ...]": list,
}
_SURROGATE = re.compile("[\ud800-\udfff]")


class BadEvent(Exception):
    """An event that cannot be read; says why and what is allowed. It is kept apart, never thrown away."""


def event_of(given: Mapping[str, Any]) -> Event:
    """The event of a CloudEvents object, by its `type` and `data`. Raises `BadEvent`."""
    name, data = given.get("type"), given.get("data")
    kind = KNOWN.get(name) if isinstance(name, str) else None
    if kind is None:
        raise BadEvent(f"type is {name!r}; allowed: {', '.join(KNOWN)}")
    if not isinstance(data, dict):
        raise BadEvent(f"data is {data!r}; allowed: an object with the fields of {name}")
    missing = [f.name for f in fields(kind) if f.name not in data and f.default is MISSING]
    if missing:
        raise BadEvent(f"data lacks {', '.join(missing)}; {name} needs it")
    event = kind(**{f.name: _value(f, data[f.name]) for f in fields(kind) if f.name in data})
    _check_allowed(event)
    _check_whose(event)
    return event


def _check_allowed(event: Event) -> None:
    for (of, key), allowed in ALLOWED.items():
        if of == event.name and getattr(event, key) not in allowed:
            raise BadEvent(f"data.{key} is {getattr(event, key)!r}; allowed: {', '.join(allowed)}")
    for name in _NAMES:
        if len(getattr(event, name, "")) > LONGEST_NAME:
            raise BadEvent(f"data.{name} has more than {LONGEST_NAME} characters; allowed: 1 to {LONGEST_NAME}")
    if isinstance(event, ReviewWritten) and event.stars > MOST_STARS:
        raise BadEvent(f"data.stars is {event.stars}; allowed: 1 to {MOST_STARS}, or 0 when none were given")
    if isinstance(event, SurveyAnswered):
        low, high = INSTRUMENTS[event.instrument]
        if not low <= event.score <= high:
            raise BadEvent(f"data.score is {event.score}; allowed for {event.instrument}: {low} to {high}")


def _check_whose(event: Event) -> None:
    if not isinstance(event, ShopEvent | Who):
        key_of("data.conversation", event.conversation)
        return
    given = {name: getattr(event, name, "") for name in _REFERENCES}
    if not any(given.values()):
        raise BadEvent("data tells of nobody; allowed: with a visitor, a customer, an order or a conversation")
    for name, ref in given.items():
        if len(ref) > LONGEST_KEY - LONGEST_PREFIX:
            raise BadEvent(f"data.{name} has {len(ref)} characters; allowed: 1 to {LONGEST_KEY - LONGEST_PREFIX}")
    if isinstance(event, Identified):
        _check_identified(event)


def _check_identified(event: Identified) -> None:
    joins = event.customer or (event.conversation and (event.order or event.visitor))
    if not joins or not (event.visitor or event.conversation):
        raise BadEvent("data joins nothing; allowed: a visitor and a customer, or a conversation and whose it is")


def _value(wanted: Field[Any], value: Any) -> Any:
    name, sort = f"data.{wanted.name}", str(wanted.type)
    if isinstance(value, bool) != (sort == "bool") or not isinstance(value, _SORTS[sort]):
        raise BadEvent(f"{name} is {value!r}; allowed: {sort}")
    if sort == "str":
        return text_of(name, value)
    if sort == "float":
        return _within(name, value, *(0, MOST_BITS) if wanted.name == "gain" else (-1, 1))
    if sort == "int":
        return count_of(name, value, LONGEST_MS if wanted.name.endswith("_ms") else MAX_SEQ)
    return tuple(text_of(name, v) for v in value) if isinstance(value, list) else value


def _within(name: str, value: Any, low: float, high: float) -> float:
    if not low <= value <= high:
        raise BadEvent(f"{name} is {value}; allowed: {low:g} to {high:g}")
    return float(value)


def text_of(name: str, value: Any) -> str:
    """Text that every database can store: no NUL, no half of a surrogate pair. Raises `BadEvent`."""
    if not isinstance(value, str) or "\0" in value or (not value.isascii() and _SURROGATE.search(value)):
        raise BadEvent(f"{name} is {value!r}; allowed: Unicode text without NUL")
    return value


def key_of(name: str, value: Any) -> str:
    """Text that can be a key: of 1 to `LONGEST_KEY` characters. Raises `BadEvent`."""
    if not 1 <= len(text_of(name, value)) <= LONGEST_KEY:
        raise BadEvent(f"{name} has {len(value)} characters; allowed: 1 to {LONGEST_KEY}")
    return str(value)


def count_of(name: str, value: Any, most: int = MAX_SEQ) -> int:
    """A whole number from 0 to `most`. Raises `BadEvent`."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadEvent(f"{name} is {value!r}; allowed: a whole number from 0 to {most}")
    return value
