"""Who is who: what joins contacts to one journey, and what keeps contacts out. These are no touchpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A browser or a chat turned out to be somebody, after proof or the shop's signed login.

    Event name: ``koopwijzer.identified.v1``.
    """

    name: ClassVar[str] = "koopwijzer.identified.v1"
    visitor: str = ""
    """The browser that was identified, or, beside `conversation`, the one that the chat is in."""
    conversation: str = ""
    customer: str = ""
    """Who it is; empty when only a chat and a browser are joined."""
    order: str = ""
    """The order by which it was proven; whose it is, the chat is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficMarked:
    """A browser, chat or customer is no shopper; its journey is counted nowhere, from the first contact on.

    Event name: ``koopwijzer.traffic_marked.v1``.
    """

    name: ClassVar[str] = "koopwijzer.traffic_marked.v1"
    kind: str
    """``staff``, ``test`` or ``bot``."""
    visitor: str = ""
    conversation: str = ""
    customer: str = ""


TRAFFIC = ("staff", "test", "bot")
