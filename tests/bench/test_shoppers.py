from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from bench.looking import AS_OF_DAY
from bench.shoppers import CATEGORIES, shoppers
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Who
from journey_tracker.journey import day_of
from journey_tracker.journey.people import alias_of


@pytest.fixture(scope="module")
def log() -> list[Envelope]:
    """Some two thousand people."""
    return list(islice(shoppers(seed=7), 40_000))


class TestShoppers:
    def test_are_the_same_every_time(self, log: list[Envelope]) -> None:
        """Two runs measure the same."""
        assert list(islice(shoppers(seed=7), 500)) == log[:500]

    def test_happen_once_each(self, log: list[Envelope]) -> None:
        """No event is taken for a repeat of another."""
        assert len({(event.source, event.id) for event in log}) == len(log)

    def test_are_spread_as_in_a_shop(self, log: list[Envelope]) -> None:
        """Channels, languages, categories and kinds of events: counts that are all in one row would flatter."""
        told = Counter(name for e in log for name in ("channel", "language", "category") if getattr(e.event, name, ""))
        channels = {e.event.channel for e in log if not isinstance(e.event, Who)}

        assert channels == {"webshop", "webchat", "whatsapp", "email"}
        assert {getattr(e.event, "category", "") for e in log} >= set(CATEGORIES)
        assert len({e.event.name for e in log}) == 17
        assert min(told.values()) > 1000

    def test_come_back(self, log: list[Envelope]) -> None:
        """Some order twice, so that there are repeat cycles."""
        orders = Counter(alias_of(e.event) for e in log if e.event.name.endswith("order_placed.v1"))

        assert max(orders.values()) > 1

    def test_are_looked_at_while_they_go_on(self, log: list[Envelope]) -> None:
        """Nearly a year after the first event, before the last."""
        days = [day_of(event.time_ms) for event in log]

        assert min(days) + 9000 < AS_OF_DAY < max(days)
