"""People whose last contact is long ago: their rows go, their counts stay."""

from __future__ import annotations

import uuid
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified, OrderPlaced, PageViewed, SurveyAnswered
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import KEPT, Read
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_erasing import of_anna, of_bo, record, stored
from tests.journey_tracker.stores.test_journeys import EVENTS, made, store_at
from tests.journey_tracker.talk import START_MS

COUNTS = ("phase_day", "transition_day", "histogram_day")
LAST_OF_ANNA_MS = START_MS + 60 * DAY_MS
EMPTY = {"touchpoint", "touchpoint_phase", "transcript", "link", "mark", "cycle", "cycle_phase"}


def counts(url: str) -> list[object]:
    """The roll-ups."""
    found = made(url)
    return [found[table] for table in COUNTS]


def after_days(days: int) -> int:
    """So long after the last contact of Anna."""
    return LAST_OF_ANNA_MS + days * DAY_MS


def forget_all(store: JourneyStore, now_ms: int) -> None:
    """Forget until nothing waits."""
    while store.forget(now_ms, limit=10) >= 10:
        pass


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """It holds on both databases."""
    return str(request.param)


class TestPeople:
    def test_stay_as_long_as_their_last_contact_is_young(self, url: str, store: JourneyStore) -> None:
        """All of a journey stays until 25 months after its end."""
        record(store, of_anna())
        forget_all(store, after_days(KEPT.words))
        before = made(url)

        forget_all(store, after_days(KEPT.contacts) - 1)

        assert made(url) == before

    def test_go_as_a_whole_and_leave_their_counts(self, url: str, store: JourneyStore) -> None:
        """The reports of the past do not change on the day on which somebody is too long ago."""
        record(store, [*of_anna(), *of_bo()])
        before = counts(url)

        forget_all(store, after_days(KEPT.contacts))

        assert {table for table, rows in made(url).items() if not rows} == EMPTY
        assert stored(url, "SELECT * FROM event") == []
        assert counts(url) == before

    def test_are_counted_by_a_rebuild_all_the_same(self, url: str, store: JourneyStore) -> None:
        """It begins with the shares of those whose events are gone."""
        record(store, [*of_anna(), shop(PageViewed(visitor="later", page="home"), day=70)])
        before = counts(url)
        forget_all(store, after_days(KEPT.contacts))

        store.rebuild()

        assert counts(url) == before
        assert len(made(url)["touchpoint"]) == 1

    def test_who_come_back_begin_anew(self, url: str, store: JourneyStore) -> None:
        """What was known is not known any more."""
        record(store, of_anna())
        forget_all(store, after_days(KEPT.contacts))

        record(store, [shop(OrderPlaced(customer="anna", order="order-z", value_cents=100), day=900)])

        assert [(number, repeat) for number, repeat in stored(url, "SELECT number, position FROM cycle")] == [
            (1, "new")
        ]


class TestTheRest:
    def test_who_is_who_goes_once_no_contact_needs_it(self, url: str, store: JourneyStore) -> None:
        """A browser that was identified and never seen is no use after 25 months."""
        told = shop(Identified(visitor="seen-never", customer="anna"))
        record(
            store,
            [told, shop(Identified(visitor="seen", customer="bo")), shop(PageViewed(visitor="seen", page="p"), day=50)],
        )

        forget_all(store, START_MS + KEPT.links * DAY_MS)

        assert len(made(url)["link"]) == 1
        assert stored(url, "SELECT count(*) FROM event") == [(2,)]

    def test_comments_go_with_the_words(self, url: str) -> None:
        """The score stays."""
        answer = SurveyAnswered(customer="anna", instrument="nps", score=9, comment="Sjaan was blij")
        with closing(open_store(url, refs=REFS, redact=str)) as store:
            record(store, [shop(answer)])
            before = made(url)
            assert "Sjaan was blij" in str(stored(url, "SELECT raw FROM event"))

            forget_all(store, START_MS + KEPT.words * DAY_MS)

        assert made(url) == before
        assert "Sjaan" not in str(stored(url, "SELECT raw FROM event"))

    def test_reads_are_kept_two_years(self, store: JourneyStore) -> None:
        """Then nobody needs to know any more."""
        store.note_read(Read(START_MS, "Joke", "transcript", "t1"))

        assert store.forget(START_MS + KEPT.reads * DAY_MS - 1, limit=10) == 0
        assert store.forget(START_MS + KEPT.reads * DAY_MS, limit=10) == 1
        assert store.reads(0, 10) == ()


class TestWhateverHappened:
    @pytest.fixture
    def backend(self) -> str:
        """It takes many databases."""
        return "sqlite"

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(EVENTS, st.integers(0, 220))
    def test_counts_stay_through_expiry_and_rebuild(self, tmp_path: Path, events: list[Envelope], day: int) -> None:
        """Whoever shares a browser, a chat or an order with whom, and whenever it is done."""
        url, store = store_at(tmp_path / str(uuid.uuid4()), "a")
        record(store, events)
        before = counts(url)

        forget_all(store, START_MS + (KEPT.contacts + day) * DAY_MS)
        expired = counts(url)
        store.rebuild()
        rebuilt = counts(url)
        store.close()

        assert expired == before
        assert rebuilt == before
