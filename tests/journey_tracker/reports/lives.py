"""Small journeys to count by hand: so many visitors who all do the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    MailClicked,
    OrderPlaced,
    OrderReturned,
    PageViewed,
    ProductViewed,
    ShopEvent,
)
from tests.journey_tracker.shopping import shop

Does = tuple[float, Callable[[str], ShopEvent]]
"""On which day after the start, and what, by the name of the visitor."""


def each(n: int, *does: Does, name: str = "v") -> Iterator[Envelope]:
    """So many visitors who all do the same."""
    for i in range(n):
        for day, what in does:
            yield shop(what(f"{name}{i}"), day=day)


def looks(day: float, channel: str = "webshop") -> Does:
    """Orientation."""
    return day, lambda who: PageViewed(visitor=who, page="home", channel=channel)


def views(day: float, price: int = 0, list_price: int = 0) -> Does:
    """Selection."""
    return day, lambda who: ProductViewed(visitor=who, product="p", price_cents=price, list_price_cents=list_price)


def buys(day: float, value: int = 10_000, list_value: int = 0, cost: int = 0) -> Does:
    """Transaction."""
    return day, lambda who: OrderPlaced(
        visitor=who, order=f"{who}-{day}", value_cents=value, list_value_cents=list_value, cost_cents=cost
    )


def returns(day: float) -> Does:
    """Care."""
    return day, lambda who: OrderReturned(visitor=who)


def clicks(day: float) -> Does:
    """In between."""
    return day, lambda who: MailClicked(visitor=who)
