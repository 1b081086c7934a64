"""The envelope in which an event travels: CloudEvents 1.0 as JSON, written and read."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from journey_tracker.events import KNOWN, Event, ShopEvent, Who
from journey_tracker.validation import BadEvent, count_of, event_of, key_of, text_of

__all__ = ["NAMESPACE", "BadEvent", "Envelope", "envelopes", "from_json", "stored", "subject"]

NAMESPACE = uuid.UUID("7d3f8a52-5f0c-5d0e-9a53-6b6f6f707769")
"""Namespace of event ids: the same contact gives the same id however often it is sent."""


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
            object.__setattr__(self, "id", _id(self))

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
                "subject": subject(self.event),
                "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "n": self.n,
                "datacontenttype": "application/json",
                "data": {name: getattr(self.event, name) for name in _fields(self.event.name)},
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


@cache
def _fields(name: str) -> tuple[str, ...]:
    """The fields of an event by its name: events are flat, so this is all that they hold."""
    return tuple(f.name for f in fields(KNOWN[name]))


def envelopes(source: str, happened: Iterable[tuple[int, Event]]) -> tuple[Envelope, ...]:
    """The events of one turn, each with its time in epoch ms, told apart by `n` where a name occurs again."""
    seen: Counter[tuple[str, str, int]] = Counter()
    sealed = []
    for time_ms, event in happened:
        key = (subject(event), event.name, getattr(event, "seq", 0))
        sealed.append(Envelope(source, time_ms, event, n=seen[key]))
        seen[key] += 1
    return tuple(sealed)


def from_json(text: str) -> Envelope:
    """Read a CloudEvents JSON object; unknown fields of `data` are ignored. Raises `BadEvent`."""
    given = _object(text)
    if given.get("specversion") != "1.0":
        raise BadEvent(f"specversion is {given.get('specversion')!r}; allowed: '1.0'")
    return Envelope(
        source=key_of("source", given.get("source")),
        time_ms=_time_ms(given.get("time")),
        event=event_of(given),
        id=key_of("id", given.get("id")),
        attrs={k: text_of(k, v) for k, v in given.items() if k not in _ENVELOPE and isinstance(v, str)},
        n=count_of("n", given.get("n", 0)),
    )


def stored(text: str) -> Envelope:
    """The envelope of JSON that `from_json` read and `to_json` may have written: nothing is checked again."""
    given = json.loads(text)
    data, kind = given["data"], KNOWN[given["type"]]
    told = {name: data[name] for name in _fields(kind.name) if name in data}
    told.update((name, convert(told[name])) for name, convert in _converted(kind.name) if name in told)
    return Envelope(
        source=given["source"],
        time_ms=_ms(_moment(given["time"])),
        event=kind(**told),
        id=given["id"],
        attrs={k: v for k, v in given.items() if k not in _ENVELOPE and isinstance(v, str)},
        n=given.get("n", 0),
    )


@cache
def _converted(name: str) -> tuple[tuple[str, type], ...]:
    """Fields that JSON writes as another type: lists, and floats that are whole."""
    sorts = {"float": float, "tuple[str, ...]": tuple}
    return tuple((f.name, sorts[str(f.type)]) for f in fields(KNOWN[name]) if str(f.type) in sorts)


_ENVELOPE = frozenset({"specversion", "id", "source", "type", "subject", "time", "n", "datacontenttype", "data"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(2000, 2100)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_LEAP = ":59:60"


def subject(event: Event) -> str:
    """Whose the event is: a conversation, or what is known of somebody in the shop."""
    if isinstance(event, ShopEvent):
        return event.customer or event.visitor or event.order
    return event.conversation or (event.visitor if isinstance(event, Who) else "")


def _id(envelope: Envelope) -> str:
    event = envelope.event
    if isinstance(event, ShopEvent | Who):
        # What is told of a chat holds for good, so a turn that is made again tells nothing new.
        when = "" if isinstance(event, Who) and event.conversation else envelope.time_ms
        return str(uuid.uuid5(NAMESPACE, f"{envelope.source}|{when}|{event!r}|{envelope.n}"))
    return str(uuid.uuid5(NAMESPACE, f"{envelope.source}|{event.conversation}|{event.name}|{event.seq}|{envelope.n}"))


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadEvent(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise BadEvent(f"a JSON {type(given).__name__}; allowed: one object, a CloudEvent")
    return given


def _time_ms(value: Any) -> int:
    try:
        if not _RFC_3339.fullmatch(value):
            raise ValueError(value)
        moment = _moment(value)
    except (TypeError, ValueError, OverflowError) as error:
        allowed = "RFC 3339 with its time zone, such as 2026-05-01T12:00:00.000Z"
        raise BadEvent(f"time is {value!r}; allowed: {allowed}") from error
    if moment.year not in _YEARS:
        raise BadEvent(f"time is {value!r}; allowed: {_YEARS[0]} to {_YEARS[-1]}")
    return _ms(moment)


def _moment(text: str) -> datetime:
    """A time as RFC 3339 writes it, also in small letters; a leap second is the second after it, as Unix counts."""
    if _LEAP in text:
        return _moment(text.replace(_LEAP, ":59:59")) + timedelta(seconds=1)
    return datetime.fromisoformat(text.upper())


def _ms(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)
