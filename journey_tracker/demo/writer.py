"""Writes the year of the demo into a store, through the door that every event takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from journey_tracker.demo import SOURCE
from journey_tracker.demo.calendar import Year
from journey_tracker.demo.year import lives
from journey_tracker.envelopes import Envelope
from journey_tracker.ports import JourneyStore, Position, Question, Recorded

BATCH = 500
"""Events in one transaction, and those of one person more."""
Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much: people when writing, events when removing."""


def _untold(_done: int, _of: int) -> None:
    """Nobody watches."""


class DemoRefused(Exception):
    """The demo does not write here; says why and what to do."""


def write(
    store: JourneyStore, last: date, *, people: int, seed: int, force: bool, progress: Progress = _untold
) -> Recorded:
    """Write the year that ends with `last`; again the same changes nothing, another year takes its place.

    Raises `DemoRefused` when the database holds journeys that are not of the demo, unless with `force`.
    """
    others = _others(store)
    if others and not force:
        raise DemoRefused(
            f"{others} contacts in this database are not of the demo; allowed: a database of its own. "
            "Leave --database out, or write beside them with --force."
        )
    run = f"{last.isoformat()}/{people}/{seed}"
    if _run(store) not in ("", run):
        clear(store)
    store.lapse(Year(last).end_ms)
    return _recorded(store, run, lives(last, people=people, seed=seed), people + 1, progress)


def clear(store: JourneyStore, progress: Progress = _untold) -> int:
    """Remove every event of the demo and nothing of others; returns how many those were.

    What is left is made anew from its own events, so that no count remembers the demo.
    """
    removed = store.remove(SOURCE, progress)
    store.record((), [_position("")])
    return removed


def _recorded(
    store: JourneyStore, run: str, found: Iterable[Iterable[Envelope]], of: int, progress: Progress
) -> Recorded:
    """Person by person: a batch then touches few journeys, and what becomes of it is the same in any order."""
    done, batch = Recorded(0, 0, 0), list[str]()
    for number, life in enumerate(found, start=1):
        batch += [envelope.to_json() for envelope in life]
        if len(batch) >= BATCH or number == of:
            done = _sum(done, store.record(batch, [_position(run)]))
            batch = []
            progress(number, of)
    return done


def _sum(a: Recorded, b: Recorded) -> Recorded:
    return Recorded(a.new + b.new, a.duplicates + b.duplicates, a.rejected + b.rejected)


def _position(run: str) -> Position:
    """Which year is written; kept where intake keeps how far it read."""
    return Position(SOURCE, 0, run)


def _run(store: JourneyStore) -> str:
    return store.positions(SOURCE).get(0, "")


def _others(store: JourneyStore) -> int:
    """How many contacts are not of the demo."""
    found = store.ask(Question("touchpoint", sums=("n",), where=(("last_source", "!=", SOURCE),)))
    return sum(int(row["n"] or 0) for row in found)
