"""Journeys that nobody comes back to end by the clock, and all that is counted with them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey_tracker.envelopes import Envelope
from journey_tracker.events import MailSent, OrderPlaced, PageViewed, ProductViewed
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.conftest import BOTH
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_journeys import EVENTS, in_batches, made, store_at
from tests.journey_tracker.talk import START_MS

OFTEN = 1000
MOMENTS = st.lists(st.integers(0, 400).map(lambda days: START_MS + days * DAY_MS), min_size=1, max_size=4)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


def on(day: float) -> int:
    """Epoch milliseconds, so many days after the start."""
    return START_MS + round(day * DAY_MS)


def put(store: JourneyStore, *events: Envelope) -> None:
    """They come in."""
    store.record([event.to_json() for event in events])


def looked(visitor: str, *, day: float = 0) -> Envelope:
    """Somebody looks at a product."""
    return shop(ProductViewed(visitor=visitor, product="p"), day=day)


def ends(store: JourneyStore) -> list[str]:
    """How each cycle ended."""
    return [str(row["how_ended"]) for row in store.stream("v_cycle")]


def left(store: JourneyStore) -> list[tuple[object, object, object]]:
    """The steps that lead nowhere."""
    rows = store.stream("v_transition_day")
    return [(row["day"], row["phase"], row["n"]) for row in rows if row["next_phase"] == "end" and row["n"]]


class TestLapsing:
    def test_ends_what_was_idle_for_too_long(self, store: JourneyStore) -> None:
        """With the step that led nowhere, on the day of the last contact; orders go on."""
        put(store, looked("a"), looked("b", day=10), shop(OrderPlaced(visitor="c", order="o")))

        assert store.lapse(on(90), limit=OFTEN) == 0
        assert store.lapse(on(91), limit=OFTEN) == 1
        assert sorted(ends(store)) == ["", "", "lapsed"]
        assert left(store) == [(20260501, "selection", 1)]

    def test_again_changes_nothing(self, store: JourneyStore, url: str) -> None:
        """Nor does a clock that goes back open anything."""
        put(store, looked("a"), looked("b", day=10))
        store.lapse(on(95), limit=OFTEN)
        before = made(url)

        assert [store.lapse(on(day), limit=OFTEN) for day in (95, 99, 50)] == [0, 0, 0]
        assert made(url) == before

    def test_who_comes_late_takes_it_up_again(self, store: JourneyStore) -> None:
        """A contact that arrives late was within the ninety days; another begins a next cycle."""
        put(store, looked("a"), looked("b"))
        store.lapse(on(100), limit=OFTEN)
        put(store, looked("a", day=50), looked("b", day=100))

        found = [(row["how_ended"], row["cycle"]) for row in store.stream("v_cycle", by_person=True)]
        assert sorted(found) == [("", 1), ("", 2), ("lapsed", 1)]
        assert left(store) == [(20260501, "selection", 1)]

    def test_what_arrives_late_and_is_long_over_is_closed_at_once(self, store: JourneyStore) -> None:
        """Whatever comes in is walked as of the same moment."""
        put(store, looked("a", day=99))
        store.lapse(on(100), limit=OFTEN)
        put(store, looked("b", day=5))

        assert ends(store) == ["lapsed", ""]

    def test_goes_in_steps_that_each_are_whole(self, store: JourneyStore, url: str) -> None:
        """After any of them a rebuild makes the same, and those of one millisecond go together."""
        put(store, *(looked(f"v{n}", day=n // 2) for n in range(9)))
        steps = []
        while (n := store.lapse(on(100), limit=3)) >= 3:
            found = made(url)
            store.rebuild()
            assert made(url) == found
            steps.append(n)

        assert steps == [4, 4]
        assert ends(store) == ["lapsed"] * 9

    def test_a_rebuild_closes_as_of_the_same_moment(self, store: JourneyStore, url: str) -> None:
        """And another model's days count from then on."""
        put(store, looked("a"), looked("b", day=30))
        store.lapse(on(95), limit=OFTEN)
        found = made(url)
        store.rebuild()

        assert made(url) == found
        assert ends(store) == ["lapsed", ""]

    def test_mails_keep_nothing_alive(self, store: JourneyStore) -> None:
        """The shop's own act is no sign of life."""
        put(store, looked("a"), shop(MailSent(visitor="a"), day=60), shop(PageViewed(visitor="b"), day=60))
        store.lapse(on(100), limit=OFTEN)

        assert ends(store) == ["lapsed", ""]

    def test_who_is_gone_takes_the_end_along(self, store: JourneyStore) -> None:
        """What was counted of a closed journey goes with the person."""
        put(store, looked("a"))
        store.lapse(on(100), limit=OFTEN)
        store.forget_person("visitor:a")

        assert left(store) == []


def closed(store: JourneyStore, until_ms: int) -> None:
    """All that is due is ended, a few at a time."""
    while store.lapse(until_ms, limit=2) >= 2:
        pass


class TestAnyMoment:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(EVENTS, MOMENTS, st.randoms(use_true_random=False), st.lists(st.integers(1, 5), max_size=8))
    def test_closing_in_between_is_closing_at_the_end(
        self, tmp_path: Path, events: list[Envelope], moments: list[int], chance: random.Random, sizes: list[int]
    ) -> None:
        """Whenever and in however many steps it is done: rows are those of a clean replay, and of a rebuild."""
        once = {(e.source, e.id): e for e in events}
        clean = [e.to_json() for e in sorted(once.values(), key=lambda e: e.time_ms)]
        mixed = chance.sample(clean, len(clean))
        last = max(moments)
        first_url, first = store_at(tmp_path, "a")
        other_url, other = store_at(tmp_path, "b")
        first.record(clean)
        closed(first, last)
        for batch in in_batches(mixed, sizes):
            other.record(batch)
            closed(other, chance.choice(moments))
        closed(other, last)
        wanted, came = made(first_url), made(other_url)
        other.rebuild()
        rebuilt = made(other_url)
        first.close()
        other.close()

        assert came == wanted
        assert rebuilt == wanted
