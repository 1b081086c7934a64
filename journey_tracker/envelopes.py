"""The envelope in which an event travels: CloudEvents 1.0 as JSON, written and read."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from journey_tracker.events import ALLOWED, KNOWN, LONGEST_KEY, LONGEST_MS, MAX_SEQ, MOST_BITS, Event

NAMESPACE = uuid.UUID("7d3f8a52-5f0c-5d0e-9a53-6b6f6f707769")
"""Namespace of event ids: the same contact gives the same id however often it is sent."""


class BadEvent(Exception):
    """An event that cannot be read; says why and what is allowed. It is kept apart, never thrown away."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event with where, when and by which id it came: unique by `(source, id)`."""

    source: str
    """Who wrote it, such as ``/bot/webchat``."""
    time_ms: int
    """When it happened, epoch milliseconds UTC."""
    event: Event
    id: str = ""
    """Left empty it is made from source, conversation, name, seq and `n`: the same again gives the same."""
    attrs: Mapping[str, str] = field(default_factory=dict)
    """CloudEvents extension attributes: names of small letters and digits."""
    n: int = 0
    """Counts, from 0, the events of one name within one turn; `envelopes` fills it."""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", _id(self.source, self.event, self.n))

    def to_json(self) -> str:
        """The CloudEvents form; `time` is RFC 3339 in UTC with milliseconds, `n` is an extension of ours."""
        moment = _EPOCH + timedelta(milliseconds=self.time_ms)
        return json.dumps(
            {
                **self.attrs,
                "specversion": "1.0",
                "id": self.id,
                "source": self.source,
                "type": self.event.name,
                "subject": self.event.conversation,
                "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "n": self.n,
                "datacontenttype": "application/json",
                "data": asdict(self.event),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def envelopes(source: str, happened: Iterable[tuple[int, Event]]) -> tuple[Envelope, ...]:
    """The events of one turn, each with its time in epoch ms, told apart by `n` where a name occurs again."""
    seen: Counter[tuple[str, str, int]] = Counter()
    sealed = []
    for time_ms, event in happened:
        key = (event.conversation, event.name, event.seq)
        sealed.append(Envelope(source, time_ms, event, n=seen[key]))
        seen[key] += 1
    return tuple(sealed)


def from_json(text: str) -> Envelope:
    """Read a CloudEvents JSON object; unknown fields of `data` are ignored. Raises `BadEvent`."""
    given = _object(text)
    if given.get("specversion") != "1.0":
        raise BadEvent(f"specversion is {given.get('specversion')!r}; allowed: '1.0'")
    return Envelope(
        source=_key("source", given.get("source")),
        time_ms=_time_ms(given.get("time")),
        event=_event(given),
        id=_key("id", given.get("id")),
        attrs={k: _text(k, v) for k, v in given.items() if k not in _ENVELOPE and isinstance(v, str)},
        n=_count("n", given.get("n", 0)),
    )


_ENVELOPE = frozenset({"specversion", "id", "source", "type", "subject", "time", "n", "datacontenttype", "data"})
_SORTS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "tuple[str, ...]": list,
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(2000, 2100)


def _id(source: str, event: Event, n: int) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{source}|{event.conversation}|{event.name}|{event.seq}|{n}"))


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadEvent(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise BadEvent(f"a JSON {type(given).__name__}; allowed: one object, a CloudEvent")
    return given


def _event(given: Mapping[str, Any]) -> Event:
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
    _key("data.conversation", event.conversation)
    for (of, key), allowed in ALLOWED.items():
        if of == name and getattr(event, key) not in allowed:
            raise BadEvent(f"data.{key} is {getattr(event, key)!r}; allowed: {', '.join(allowed)}")
    return event


def _value(wanted: Field[Any], value: Any) -> Any:
    name, sort = f"data.{wanted.name}", str(wanted.type)
    if isinstance(value, bool) != (sort == "bool") or not isinstance(value, _SORTS[sort]):
        raise BadEvent(f"{name} is {value!r}; allowed: {sort}")
    if sort == "str":
        return _text(name, value)
    if sort == "float":
        return _within(name, value, *(0, MOST_BITS) if wanted.name == "gain" else (-1, 1))
    if sort == "int":
        return _count(name, value, LONGEST_MS if wanted.name.endswith("_ms") else MAX_SEQ)
    return tuple(_text(name, v) for v in value) if isinstance(value, list) else value


def _within(name: str, value: Any, low: float, high: float) -> float:
    if not low <= value <= high:
        raise BadEvent(f"{name} is {value}; allowed: {low:g} to {high:g}")
    return float(value)


def _text(name: str, value: Any) -> str:
    """Text that every database can store: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str) or "\0" in value or (not value.isascii() and _SURROGATE.search(value)):
        raise BadEvent(f"{name} is {value!r}; allowed: Unicode text without NUL")
    return value


_SURROGATE = re.compile("[\ud800-\udfff]")


def _key(name: str, value: Any) -> str:
    if not 1 <= len(_text(name, value)) <= LONGEST_KEY:
        raise BadEvent(f"{name} has {len(value)} characters; allowed: 1 to {LONGEST_KEY}")
    return str(value)


def _count(name: str, value: Any, most: int = MAX_SEQ) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadEvent(f"{name} is {value!r}; allowed: a whole number from 0 to {most}")
    return value


def _time_ms(value: Any) -> int:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadEvent(f"time is {value!r}; allowed: RFC 3339, such as 2026-05-01T12:00:00.000Z") from error
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise BadEvent(f"time is {value!r}; allowed: {_YEARS[0]} to {_YEARS[-1]}, with its time zone")
    return (moment - _EPOCH) // timedelta(milliseconds=1)
