"""A large log: loaded first, and made into journeys at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified, OrderPlaced, PageViewed
from journey_tracker.ports import JourneyStore
from journey_tracker.stores import making
from journey_tracker.stores.tables import METADATA
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_journeys import made
from tests.journey_tracker.talk import bot, shopper


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


@pytest.fixture
def loading(url: str) -> Iterator[JourneyStore]:
    """A store to load into."""
    with closing(open_store(url, refs=REFS)) as opened:
        yield opened


def log(people: int) -> list[Envelope]:
    """What some people did: look, ask, buy, tell who they are."""
    return [
        event
        for n in range(people)
        for event in (
            shop(PageViewed(visitor=f"v{n}", page="home"), day=n),
            shopper(1, "state_need", conversation=f"c{n}", minute=n),
            bot(1, conversation=f"c{n}", minute=n + 1),
            shop(OrderPlaced(visitor=f"v{n}", order=f"o{n}", value_cents=900), day=n + 1),
            shop(Identified(visitor=f"v{n}", customer=f"k{n % 3}"), day=n + 2),
        )
    ]


class TestLoading:
    def test_is_made_into_what_recording_makes(
        self, new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """However few are held at a time, the rows are those of one event after another."""
        monkeypatch.setattr(making, "AT_ONCE", 7)
        monkeypatch.setattr(making, "MOST_COUNTS", 20)
        raw = [event.to_json() for event in log(12)]
        one, other = new_url(), new_url()
        with closing(open_store(one, refs=REFS)) as recorded, closing(open_store(other, refs=REFS)) as loaded:
            recorded.record(raw)
            loaded.load(raw)
            loaded.rebuild()

        assert made(other) == made(one)

    def test_is_made_at_the_latest_with_the_next_event(self, loading: JourneyStore) -> None:
        """Whoever forgets to rebuild loses nothing."""
        *most, last = [event.to_json() for event in log(3)]
        loading.load(most)
        loading.record([last])

        assert len(loading.cycles("customer:" + REFS.ref("customer", "k2"))) == 1

    def test_counts_what_was_new_and_keeps_apart_what_cannot_be_read(self, loading: JourneyStore) -> None:
        """As recording does."""
        raw = [event.to_json() for event in log(1)]
        first = loading.load([*raw, "{}"])
        again = loading.load(raw)

        assert (first.new, first.rejected) == (len(raw), 1)
        assert (again.new, again.duplicates) == (0, len(raw))


class TestRebuilding:
    def test_leaves_every_index_in_its_place(self, url: str, loading: JourneyStore) -> None:
        """Some are taken away meanwhile, for they are made faster at the end."""
        loading.load([event.to_json() for event in log(2)])
        loading.rebuild()
        engine = create_engine(url)
        found = {index["name"] for table in METADATA.tables for index in inspect(engine).get_indexes(table)}
        engine.dispose()

        assert {str(index.name) for table in METADATA.tables.values() for index in table.indexes} <= found

    def test_tells_how_far_it_is(self, loading: JourneyStore) -> None:
        """Up to all events that there are."""
        told: list[tuple[int, int]] = []
        raw = [event.to_json() for event in log(4)]
        loading.load(raw)
        loading.rebuild(lambda done, of: told.append((done, of)))

        assert told[-1] == (len(raw), len(raw))
