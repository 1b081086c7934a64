"""The events of a demo year, looked up by kind, person and day, without the tracker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from journey_tracker.demo.calendar import day_at
from journey_tracker.demo.stories import Story
from journey_tracker.envelopes import Envelope
from journey_tracker.events import BasketChanged, Event, OrderPlaced, ProductViewed

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice: from the first product that was looked at to the basket."""

    day: date
    is_repeat: bool
    medium: str
    offer: str
    language: str
    took_ms: int | None
    """None when nothing was put into the basket."""


class Log:
    """All events of a year."""

    def __init__(self, events: tuple[Envelope, ...]) -> None:
        self.events = events

    def of(self, kind: type[E]) -> list[tuple[int, E]]:
        """Events of one kind with their time."""
        return [(e.time_ms, e.event) for e in self.events if isinstance(e.event, kind)]

    def within(self, kind: type[E], story: Story, *, inside: bool = True) -> list[E]:
        """Events of one kind on the days of a story, or on all others."""
        return [event for at_ms, event in self.of(kind) if story.holds(day_at(at_ms)) is inside]

    def a_day(self, found: Iterable[object], story: Story, *, inside: bool = True) -> float:
        """How many those are a day."""
        days = {day_at(e.time_ms) for e in self.events}
        return len(list(found)) / sum(story.holds(day) is inside for day in days)

    def choices(self) -> list[Chosen]:
        """Every choice of every shopper; who looks again within two days goes on with the same."""
        looks: dict[str, list[tuple[int, Event]]] = {}
        for e in self.events:
            if isinstance(e.event, ProductViewed | BasketChanged | OrderPlaced):
                looks.setdefault(e.event.visitor, []).append((e.time_ms, e.event))
        return [choice for visitor, seen in looks.items() if "bezoeker" in visitor for choice in _choices(seen)]


def _choices(seen: list[tuple[int, Event]]) -> Iterable[Chosen]:
    first: tuple[int, ProductViewed] | None = None
    last_ms, is_repeat, offer = 0, False, ""
    for at_ms, event in seen:
        if isinstance(event, ProductViewed):
            if first and at_ms - last_ms > 2 * 86_400_000:
                yield _chosen(first, is_repeat, offer, None)
                first = None
            if first is None:
                first, offer = (at_ms, event), ""
            offer, last_ms = event.offer or offer, at_ms
        elif isinstance(event, BasketChanged) and first:
            yield _chosen(first, is_repeat, offer, at_ms - first[0])
            first = None
        elif isinstance(event, OrderPlaced):
            is_repeat = True
    if first:
        yield _chosen(first, is_repeat, offer, None)


def _chosen(first: tuple[int, ProductViewed], is_repeat: bool, offer: str, took_ms: int | None) -> Chosen:
    at_ms, event = first
    return Chosen(day_at(at_ms), is_repeat, event.medium, offer, event.language, took_ms)


def share(found: Iterable[bool]) -> float:
    """Share that is true; there must be enough of them to tell."""
    told = list(found)
    assert len(told) >= 15, f"{len(told)} are too few to tell"
    return sum(told) / len(told)


def middle(found: Iterable[float]) -> float:
    """The median; there must be enough of them to tell."""
    told = list(found)
    assert len(told) >= 8, f"{len(told)} are too few to tell"
    return median(told)


def mean(found: Iterable[float]) -> float:
    """The mean; there must be enough of them to tell."""
    told = list(found)
    assert len(told) >= 8, f"{len(told)} are too few to tell"
    return sum(told) / len(told)
