"""What the shop's systems tell: CloudEvents, each taken or put aside with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journey_tracker.clock import AHEAD_MS
from journey_tracker.door.keys import Key
from journey_tracker.door.refusal import Refused
from journey_tracker.envelopes import BadEvent, Envelope, from_json
from journey_tracker.events import CHAT

ONE = ("application/cloudevents+json", "application/json")
BATCH = "application/cloudevents-batch+json"


@dataclass(frozen=True, slots=True)
class Aside:
    """An event that does not count, and why."""

    index: int
    """Its place in the batch, from 0."""
    raw: str
    reason: str
    id: str = ""
    """As far as it had one."""

    def told(self) -> Mapping[str, Any]:
        """As the sender is told it."""
        return {"index": self.index, "id": self.id, "reason": self.reason}


def batch(body: Any, content_type: str) -> Sequence[object]:
    """The events of a body: one object, or an array of them; raises `Refused`."""
    if isinstance(body, list):
        return body
    if isinstance(body, dict) and content_type != BATCH:
        return [body]
    reason = (
        f"a JSON {type(body).__name__}; allowed: {'an array' if content_type == BATCH else 'an object'} of CloudEvents"
    )
    raise Refused("bad_body", reason=reason)


def sort(given: Sequence[object], key: Key, now_ms: int) -> tuple[list[str], list[Aside]]:
    """The events that may be recorded, as JSON, and the others."""
    good: list[str] = []
    aside: list[Aside] = []
    for index, one in enumerate(given):
        raw = json.dumps(one)
        try:
            _check(from_json(raw), key, now_ms)
            good.append(raw)
        except BadEvent as error:
            aside.append(Aside(index, raw, str(error), _id(one)))
    return good, aside


def _check(envelope: Envelope, key: Key, now_ms: int) -> None:
    if not key.covers(envelope.source):
        raise BadEvent(f"source is {envelope.source!r}; allowed with this key: {key.source} and what is below it")
    if envelope.event.name in CHAT:
        raise BadEvent(f"type is {envelope.event.name!r}; what is said in a chat only the assistant tells")
    if envelope.time_ms > now_ms + AHEAD_MS:
        raise BadEvent(f"time is more than {AHEAD_MS // 60_000} minutes in the future; allowed: when it happened")


def _id(given: object) -> str:
    found = given.get("id") if isinstance(given, dict) else None
    return found[:64] if isinstance(found, str) else ""
