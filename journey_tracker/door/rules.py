"""What may come in through the doors, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.door.keys import Keys

LARGEST_BODY = 1024 * 1024
"""Bytes of one request of a shop's system."""
MOST_EVENTS = 500
"""Events in one batch of a shop's system."""
LARGEST_VISIT = 32 * 1024
"""Bytes of one request of a browser."""
MOST_OF_A_VISIT = 50
"""Events in one request of a browser."""
MOST_WAITING = 64
"""Requests that may wait for the database at one door."""


def _peer(request: web.BaseRequest) -> str:
    return request.remote or ""


def _nobody(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may write, and how often. Without keys and site nobody may."""

    keys: Keys = field(default_factory=Keys)
    events_per_minute: int = 6000
    """Of one key; 0: no limit."""
    site: str = ""
    """The public name of the shop's pages; empty: browsers may send nothing."""
    origins: tuple[str, ...] = ()
    """Origins of the shop's pages beside that of the door itself, such as ``https://shop.example``."""
    visits_per_minute: int = 600
    """Events of browsers from one address; 0: no limit."""
    secret: str = ""
    """Signs what the shop says of a customer or an order in a browser; empty: nothing is believed."""
    address: Callable[[web.BaseRequest], str] = _peer
    """A name for where a request comes from, to count by."""
    conversation: Callable[[str], str | None] = _nobody
    """The chat that a chat's token is of; None when the token is no good."""
    language: str = "nl"
    """Of refusals, unless the request asks for the other one."""
    clock: Clock = epoch_ms
