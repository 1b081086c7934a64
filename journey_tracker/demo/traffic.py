"""Who is no shopper in the demo: staff, the shop's own test, robots. Their journeys must not count."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from journey_tracker.demo import FICTION, SOURCE
from journey_tracker.demo.calendar import DAYS, MINUTE_MS, Year, moment
from journey_tracker.demo.people import draw_kind, draw_product
from journey_tracker.envelopes import Envelope
from journey_tracker.events import OrderPlaced, PageViewed, ProductViewed, ShopEvent, TrafficMarked

_NAMES = {"staff": "personeel", "test": "proef", "bot": "robot"}
_SHARE = 250
"""One of each for so many people."""


def others(year: Year, people: int, seed: int) -> Iterator[Envelope]:
    """What staff, tests and robots do in the year, each marked as what it is."""
    for kind, name in _NAMES.items():
        for number in range(1, 2 + people // _SHARE):
            rng = Random(f"{seed}/{kind}/{number}")  # noqa: S311 - must be repeatable, hides nothing
            visitor = f"{FICTION}{name}-{number:04d}"
            yield from _visit(year, kind, visitor, rng)


def _visit(year: Year, kind: str, visitor: str, rng: Random) -> Iterator[Envelope]:
    at_ms = moment(year.day(rng.randrange(DAYS)), rng)
    pace = 700 if kind == "bot" else MINUTE_MS
    for event in _seen(kind, visitor, rng):
        if at_ms < year.end_ms:
            yield Envelope(SOURCE, at_ms, event)
        at_ms += rng.randrange(pace // 2, pace)
    if at_ms < year.end_ms:
        yield Envelope(SOURCE, at_ms, TrafficMarked(kind=kind, visitor=visitor))


def _seen(kind: str, visitor: str, rng: Random) -> Iterator[ShopEvent]:
    yield PageViewed(visitor=visitor, page="home")
    for _ in range(30 if kind == "bot" else 4):
        category = draw_kind(rng)
        product = draw_product(category, rng)
        yield ProductViewed(visitor=visitor, category=category.key, product=product.id, price_cents=product.cents)
    if kind == "test":
        yield OrderPlaced(visitor=visitor, order=f"{visitor}-1", value_cents=1)
