"""The demo is written through the usual door, once, and taken away without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.demo import writer
from journey_tracker.demo.writer import DemoRefused
from journey_tracker.demo.year import events
from journey_tracker.envelopes import Envelope
from journey_tracker.events import OrderPlaced, PageViewed
from journey_tracker.ports import JourneyStore, Question, Recorded
from tests.journey_tracker.demo.conftest import LAST

PEOPLE = 40
TABLES = ("phase_day", "transition_day", "histogram_day", "cycle", "touchpoint")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JourneyStore]:
    """A database of its own."""
    store = open_store(f"sqlite:///{tmp_path / 'demo.db'}")
    yield store
    store.close()


def write(store: JourneyStore, last: date = LAST, *, force: bool = False, people: int = PEOPLE) -> Recorded:
    """Write the year of a few people."""
    return writer.write(store, last, people=people, seed=1, force=force)


def rows(store: JourneyStore) -> dict[str, int]:
    """How much stands in each table."""
    return {
        name: sum(int(r["n"] or 0) for r in store.ask(Question(name, sums=("n",)))) for name in ("cycle", "touchpoint")
    }


def record_other(store: JourneyStore) -> None:
    """Somebody who is not of the demo looks at a page."""
    seen = PageViewed(visitor="v1", page="home", language="nl")
    store.record([Envelope("/shop", 1_777_629_600_000, seen).to_json()])


class TestWrite:
    def test_every_event_is_taken(self, store: JourneyStore) -> None:
        """None is refused, and none counts twice."""
        done = write(store)

        assert done.new > PEOPLE
        assert (done.duplicates, done.rejected) == (0, 0)

    def test_again_changes_nothing(self, store: JourneyStore) -> None:
        """Every event was there already."""
        first = write(store)
        before = rows(store)

        again = write(store)

        assert (again.new, again.duplicates) == (0, first.new)
        assert rows(store) == before

    def test_another_day_takes_its_place(self, store: JourneyStore) -> None:
        """Tomorrow the year ends tomorrow, and the old one is gone."""
        write(store)

        done = write(store, LAST + timedelta(days=1))

        assert sum(int(r["n"] or 0) for r in store.ask(Question("touchpoint", sums=("n",)))) < done.new
        assert write(store, LAST + timedelta(days=1)).new == 0

    def test_is_refused_beside_journeys_of_others(self, store: JourneyStore) -> None:
        """Nobody's figures are mixed with fiction by mistake."""
        record_other(store)

        with pytest.raises(DemoRefused, match="1 contacts"):
            write(store)
        assert rows(store) == {"cycle": 1, "touchpoint": 1}

    def test_can_be_forced(self, store: JourneyStore) -> None:
        """Who says so gets both."""
        record_other(store)

        assert write(store, force=True).new > PEOPLE

    def test_orders_of_shoppers_count_and_those_of_tests_do_not(self, store: JourneyStore) -> None:
        """What stands in the pages is what happened."""
        write(store, people=300)

        counted = store.ask(Question("phase_day", by=("phase",), sums=("entered",), where=(("phase", "=", "order"),)))
        placed = [e.event for e in events(LAST, people=300, seed=1) if isinstance(e.event, OrderPlaced)]
        assert len(placed) > 50
        assert counted[0]["entered"] == sum("klant" in e.customer for e in placed) < len(placed)

    def test_tells_how_far_it_is(self, store: JourneyStore) -> None:
        """For a bar on a terminal."""
        told: list[tuple[int, int]] = []

        writer.write(store, LAST, people=PEOPLE, seed=1, force=False, progress=lambda done, of: told.append((done, of)))

        assert told[-1][0] == told[-1][1] > 0


class TestClear:
    def test_removes_the_demo_and_nothing_of_others(self, store: JourneyStore) -> None:
        """What is left is what there would be without it."""
        record_other(store)
        before = {name: rows(store)[name] for name in ("cycle", "touchpoint")}
        written = write(store, force=True)

        assert writer.clear(store) == written.new
        assert rows(store) == before

    def test_after_it_the_demo_can_be_written_again(self, store: JourneyStore) -> None:
        """The whole of it."""
        first = write(store)
        writer.clear(store)

        assert write(store).new == first.new
