"""The whole year of the demo: everybody who came, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from operator import attrgetter
from random import Random

from journey_tracker.demo.calendar import MINUTE_MS, Year, later, moment
from journey_tracker.demo.chats import chat
from journey_tracker.demo.delivering import Arrival, Order, deliver, next_time_days, use
from journey_tracker.demo.diary import Diary
from journey_tracker.demo.people import draw_kind, person
from journey_tracker.demo.shelf import Kind
from journey_tracker.demo.shopping import errand, shop
from journey_tracker.demo.stories import stories
from journey_tracker.demo.traffic import others
from journey_tracker.envelopes import Envelope

PEOPLE = 3000
SEED = 1
_COMES_AGAIN = 0.3
"""Chance that somebody who left without an order tries again."""


def events(last: date, *, people: int = PEOPLE, seed: int = SEED) -> Iterator[Envelope]:
    """Everything that happens in the year that ends with `last`, in the order of time.

    The same arguments give the same events, ids included. Memory grows with `people`: about 40 kB each.
    """
    return iter(sorted(chain.from_iterable(lives(last, people=people, seed=seed)), key=attrgetter("time_ms")))


def lives(last: date, *, people: int = PEOPLE, seed: int = SEED) -> Iterator[Iterable[Envelope]]:
    """The same events person by person; those of staff, tests and robots come last, as one."""
    year = Year(last)
    told = stories(year)
    for number, rng in _everybody(people, seed):
        yield _life(Diary(person(number, rng), year, told, rng))
    yield others(year, people, seed)


def _everybody(people: int, seed: int) -> Iterator[tuple[int, Random]]:
    return ((number, Random(f"{seed}/{number}")) for number in range(1, people + 1))  # noqa: S311 - must be repeatable, hides nothing


def _life(diary: Diary) -> Diary:
    """What somebody does in a year: purchase after purchase, until they do not come back."""
    at_ms: int | None = moment(diary.year.arrival(diary.rng), diary.rng)
    kind = diary.person.kind
    while at_ms is not None and at_ms < diary.year.end_ms:
        at_ms = _purchase(diary, at_ms, kind)
        kind = draw_kind(diary.rng)
    return diary


def _purchase(diary: Diary, at_ms: int, kind: Kind) -> int | None:
    """One purchase, or an attempt at it; returns when the next begins."""
    todo = errand(diary, at_ms, kind)
    order = shop(todo)
    if order is None:
        return later(todo.at_ms, 4 + diary.pause_days(20), diary.rng) if diary.chance(_COMES_AGAIN) else None
    if order.at_ms >= diary.year.end_ms:
        return None
    if diary.chance(0.03):
        chat(diary, "change", order.at_ms + 20 * MINUTE_MS, order.kind, order.product, order.number)
    arrival = deliver(diary, order)
    return _next_ms(diary, order, arrival)


def _next_ms(diary: Diary, order: Order, arrival: Arrival | None) -> int:
    content = arrival is not None and use(diary, order, arrival)
    came = arrival.at_ms if arrival else order.at_ms
    return later(came, next_time_days(diary, content=content), diary.rng)
