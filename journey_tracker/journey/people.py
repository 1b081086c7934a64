"""Whose a contact is: browsers, chats and orders lead to people, whenever that becomes known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journey_tracker.envelopes import Envelope
from journey_tracker.events import Event, Identified, OrderPlaced, ShopEvent

CUSTOMER, VISITOR, CONVERSATION, ORDER = "customer:", "visitor:", "conversation:", "order:"
"""What an alias begins with; the rest is a reference."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """From a moment on, `alias` belongs to `owner`; before the first moment it already did."""

    alias: str
    at_ms: int
    source: str
    event_id: str
    """The event that told it, so that it is kept once."""
    owner: str
    """A customer, or of a chat or an order also a browser."""
    proof: str = ""
    """Number of the order by which it was proven whose a chat is."""


def alias_of(event: Event) -> str:
    """What a contact is known by: the best that the event tells, empty when it tells nothing."""
    if not isinstance(event, ShopEvent):
        return f"{CONVERSATION}{event.conversation}"
    known = ((CUSTOMER, event.customer), (VISITOR, event.visitor), (ORDER, event.order))
    return next((prefix + ref for prefix, ref in known if ref), "")


def links_of(envelope: Envelope) -> tuple[Link, ...]:
    """What an event tells of who is who."""
    event = envelope.event
    proof = event.order if isinstance(event, Identified) else ""
    return tuple(
        Link(alias, envelope.time_ms, envelope.source, envelope.id, owner, proof if _is_chat(alias) else "")
        for alias, owner in _told(event)
    )


def _is_chat(alias: str) -> bool:
    return alias.startswith(CONVERSATION)


def _told(event: Event) -> Iterator[tuple[str, str]]:
    if isinstance(event, OrderPlaced) and event.order and (event.customer or event.visitor):
        yield f"{ORDER}{event.order}", alias_of(event)
    if isinstance(event, ShopEvent) and event.customer and event.visitor:
        yield f"{VISITOR}{event.visitor}", f"{CUSTOMER}{event.customer}"
    if isinstance(event, Identified):
        yield from _identified(event)


def _identified(event: Identified) -> Iterator[tuple[str, str]]:
    known = ((CUSTOMER, event.customer), (ORDER, event.order), (VISITOR, event.visitor))
    owner = next((prefix + ref for prefix, ref in known if ref), "")
    if event.conversation and owner:
        yield f"{CONVERSATION}{event.conversation}", owner
    if event.visitor and event.customer:
        yield f"{VISITOR}{event.visitor}", f"{CUSTOMER}{event.customer}"


class People:
    """Finds the person behind an alias at a time, whatever the order in which links came in."""

    def __init__(self, links: Iterable[Link]) -> None:
        """From all links that the aliases asked for may need."""
        self._links: dict[str, list[Link]] = {}
        for link in sorted(links):
            self._links.setdefault(link.alias, []).append(link)

    def person(self, alias: str, at_ms: int) -> str:
        """Whose `alias` is at a time: by the last link until then, else by the first after it, else its own.

        An order stays with whoever had the browser when it was placed, however late its parcel comes. A customer is
        a customer; every step leads from chat to order to browser to customer, so it ends.
        """
        for _ in range(4):
            found = self._links.get(alias)
            if not found:
                return alias
            place = bisect_right(found, at_ms, key=lambda link: link.at_ms)
            link = found[max(place - 1, 0)]
            at_ms = link.at_ms if alias.startswith(ORDER) else at_ms
            alias = link.owner
        return alias


def owners(links: Mapping[str, Iterable[Link]], alias: str) -> frozenset[str]:
    """Every alias that `alias` may lead to, itself among them."""
    found, todo = {alias}, [alias]
    while todo:
        for link in links.get(todo.pop(), ()):
            if link.owner not in found:
                found.add(link.owner)
                todo.append(link.owner)
    return frozenset(found)
