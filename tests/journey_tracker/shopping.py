"""What happens in the shop for the tests, in few words: who does what on which day."""

from __future__ import annotations

from journey_tracker.envelopes import Envelope
from journey_tracker.events import Event
from journey_tracker.journey import DAY_MS
from tests.journey_tracker.talk import START_MS

SHOP = "/shop"


def shop(event: Event, *, day: float = 0) -> Envelope:
    """Something happens in the shop, `day` days after the start."""
    return Envelope(SHOP, START_MS + round(day * DAY_MS), event)
