"""Who visits a page of the shop and how they came, as a browser tells it; nothing is taken on trust."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journey_tracker.door.refusal import Refused
from journey_tracker.validation import LONGEST_NAME

LONGEST_TEXT = 255

_NAME = re.compile(r"[A-Za-z0-9_-]{16,64}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_CATEGORY = re.compile(r"[\w-]{0,64}")


@dataclass(frozen=True, slots=True)
class Visit:
    """Who visits, and how they came."""

    visitor: str
    session: str
    language: str
    campaign: str
    medium: str
    sent_ms: int
    """By the browser's clock: only differences with it are used."""


def read(given: Any) -> Visit:
    """The visit that a body tells of; raises `Refused`."""
    if not isinstance(given, dict) or not isinstance(given.get("events", []), list):
        raise Refused("bad_body", reason="no object with an array of events")
    sent = given.get("sent")
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent < 2**53:
        raise Refused("bad_body", reason="sent is no time in epoch milliseconds")
    return Visit(
        visitor=_named("visitor", given.get("visitor")),
        session=_named("session", given.get("session")),
        language=_matching(_LANGUAGE, given.get("language")),
        campaign=text(given.get("campaign"))[:LONGEST_NAME],
        medium=text(given.get("medium"))[:LONGEST_NAME],
        sent_ms=sent,
    )


def events_in(given: Mapping[str, Any]) -> Sequence[object]:
    """The contacts that a body tells of."""
    found: Sequence[object] = given.get("events", [])
    return found


def id_of(given: object) -> str:
    """The id that a contact came with, as far as it did."""
    return text(given.get("id"), 64) if isinstance(given, dict) else ""


def is_name(given: object) -> bool:
    """Whether something can be the name of a visitor, a visit or a contact."""
    return isinstance(given, str) and _NAME.fullmatch(given) is not None


def category_of(given: Mapping[str, Any]) -> str:
    """The key of a category; empty when it cannot be one."""
    return _matching(_CATEGORY, given.get("category"))


def text(given: object, most: int = LONGEST_TEXT) -> str:
    """Text that every database can store, cut; empty when it is none."""
    return given.replace("\0", "").encode("utf-8", "ignore").decode()[:most] if isinstance(given, str) else ""


def _named(name: str, given: object) -> str:
    if not is_name(given):
        raise Refused("bad_body", reason=f"{name} is not 16 to 64 letters, digits, - and _")
    return str(given)


def _matching(pattern: re.Pattern[str], given: object) -> str:
    return given if isinstance(given, str) and pattern.fullmatch(given) else ""
