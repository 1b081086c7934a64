"""What one person of the demo does, contact by contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from journey_tracker.demo import SOURCE
from journey_tracker.demo.calendar import Year, day_at
from journey_tracker.demo.people import Person
from journey_tracker.demo.stories import Stories
from journey_tracker.envelopes import Envelope, envelopes
from journey_tracker.events import Event, ShopEvent

Moment = tuple[int, Event]
"""Epoch milliseconds, and what happens then."""


@dataclass(slots=True)
class Diary:
    """Takes down the contacts of one person; what would begin or end after the year is left out whole."""

    person: Person
    year: Year
    stories: Stories
    rng: Random
    orders: int = 0
    chats: int = 0
    is_customer: bool = False
    """Whether the shop knows who it is: from the first order on."""
    contacts: list[tuple[Envelope, ...]] = field(default_factory=list)

    def note(self, contact: Iterable[Moment]) -> bool:
        """Take down a contact; returns whether it fell in the year."""
        sealed = envelopes(SOURCE, contact)
        if not sealed or sealed[-1].time_ms >= self.year.end_ms:
            return False
        self.contacts.append(sealed)
        return True

    def shop(self, at_ms: int, kind: type[ShopEvent], **told: Any) -> bool:
        """Take down one event of the shop."""
        return self.note([(at_ms, self.event(kind, **told))])

    def event(self, kind: type[ShopEvent], **told: Any) -> ShopEvent:
        """An event of this person."""
        customer = self.person.customer if self.is_customer else ""
        known = {"visitor": self.person.visitor, "customer": customer, "language": self.person.language}
        return kind(**{**known, **told})

    def holds(self, story: str, at_ms: int) -> bool:
        """Whether a story is going on at a moment."""
        return self.stories[story].holds(day_at(at_ms))

    def chance(self, share: float) -> bool:
        """True in `share` (0..1) of all cases."""
        return self.rng.random() < share

    def pause_ms(self, minutes: float) -> int:
        """About so many minutes, in milliseconds: half of them shorter, some much longer."""
        return max(20_000, round(self.rng.lognormvariate(0, 0.6) * minutes * 60_000))

    def pause_days(self, days: float) -> float:
        """About so many days, in the same way."""
        return self.rng.lognormvariate(0, 0.6) * days

    def __iter__(self) -> Iterator[Envelope]:
        """All events in the order in which they were taken down."""
        for contact in self.contacts:
            yield from contact
