"""The months of the events on PostgreSQL: whatever part an event lies in, it is found, counted once and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified, PageViewed, SurveyAnswered
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import JourneyStore, Position
from journey_tracker.stores import months
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.months import keep_months
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_journeys import made
from tests.journey_tracker.talk import START_MS, shopper


@pytest.fixture
def backend() -> str:
    """SQLite keeps everything in one table."""
    return "postgresql"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The tables, to be written to by hand."""
    with closing(Database(url, JOURNEY)) as opened:
        yield opened


def lie(url: str) -> dict[str, int]:
    """How many events lie in each part; START_MS is the first of May 2026."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT tableoid::regclass::text, count(*) FROM event GROUP BY 1")).all()
    engine.dispose()
    return {str(part): int(n) for part, n in found}


def parts(url: str) -> set[str]:
    """The parts that there are."""
    query = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass"
    return set(rows(url, query))


def shown(url: str) -> list[str]:
    """What the view on surveys shows, which looks into the events."""
    return rows(url, "SELECT v::text FROM v_survey v ORDER BY 1")


def rows(url: str, query: str) -> list[str]:
    """The first column."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [str(value) for value in connection.scalars(text(query))]
    engine.dispose()
    return found


def keep(database: Database, day: float) -> list[str]:
    """Look after the months, so many days after the start."""
    with database.writing() as connection:
        return list(keep_months(connection, START_MS + round(day * DAY_MS)))


def some() -> list[Envelope]:
    """Events of three months, one of which only tells who is who."""
    return [
        shopper(1, "state_need"),
        shop(PageViewed(visitor="v1", page="home"), day=40),
        shop(PageViewed(visitor="v1", page="home"), day=70),
        shop(Identified(visitor="v1", customer="anna"), day=70),
        shop(SurveyAnswered(customer="anna", instrument="nps", score=7), day=71),
    ]


class TestMonths:
    def test_are_made_ahead(self, database: Database) -> None:
        """This one and the next two, once; also over the turn of a year."""
        assert keep(database, 0) == ["event_m202605", "event_m202606", "event_m202607"]
        assert keep(database, 0) == []
        assert keep(database, 20) == []
        assert keep(database, 200)[:3] == ["event_m202611", "event_m202612", "event_m202701"]

    def test_take_what_is_theirs(self, url: str, store: JourneyStore, database: Database) -> None:
        """Who is who lies apart: it may be told again in another month."""
        keep(database, 0)
        store.record([e.to_json() for e in some()])

        assert lie(url) == {"event_m202605": 1, "event_m202606": 1, "event_m202607": 2, "event_who": 1}

    def test_get_what_came_before_they_were_there(self, url: str, store: JourneyStore, database: Database) -> None:
        """A file of last year can be brought in; nothing made of it changes when it is put in its place."""
        store.record([e.to_json() for e in some()])
        before, strayed = made(url), lie(url)
        keep(database, 31)

        assert strayed == {"event_other": 4, "event_who": 1}
        assert lie(url) == {"event_m202605": 1, "event_m202606": 1, "event_m202607": 2, "event_who": 1}
        assert made(url) == before
        assert store.rebuild() == 5
        assert made(url) == before

    def test_an_event_that_comes_again_is_the_same(self, url: str, store: JourneyStore, database: Database) -> None:
        """Before and after its month was made; and who is who also when it is told in another month."""
        said = [e.to_json() for e in some()]
        store.record(said)
        keep(database, 31)
        again = [shop(Identified(conversation="c1", visitor="v1"), day=day) for day in (1, 90)]

        assert store.record(said).new == 0
        assert [store.record([e.to_json()]).new for e in again] == [1, 0]
        assert sum(lie(url).values()) == 6

    def test_go_when_nothing_must_stay(self, url: str, store: JourneyStore, database: Database) -> None:
        """A past month without events is dropped; one with an event stays, and so do those to come."""
        store.record([e.to_json() for e in some()])
        keep(database, 31)
        store.remove(some()[0].source)

        assert keep(database, 31) == ["event_m202605"]
        assert lie(url) == {"event_m202606": 1, "event_m202607": 2, "event_who": 1}
        assert keep(database, 70) == ["event_m202609"]

    def test_are_looked_after_when_words_are_forgotten(self, url: str, store: JourneyStore) -> None:
        """The daily round of whoever takes events in does it."""
        store.forget(START_MS, limit=10)

        assert {"event_m202605", "event_m202606", "event_m202607"} <= parts(url)

    def test_wait_for_whoever_reads(
        self, url: str, store: JourneyStore, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """But not long: they are made at the next round, and meanwhile everything is taken."""
        monkeypatch.setattr(months, "WAIT_S", 1)
        with database.reading() as connection:
            connection.execute(text("SELECT count(*) FROM event"))
            assert keep(database, 0) == []
        store.record([shopper(1, "state_need").to_json()], [Position("log", 0, "1")])

        assert len(keep(database, 0)) == 3
        assert lie(url) == {"event_m202605": 1}


class TestFilled:
    def test_a_database_of_before_is_divided(self, url: str, store: JourneyStore) -> None:
        """And can be put together again: nothing is lost, and views show what they showed."""
        store.record([e.to_json() for e in some()])
        before = made(url), shown(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            command.downgrade(JOURNEY.configuration(connection), "0010")
        whole = parts(url), shown(url), rows(url, "SELECT count(*) FROM event")
        with engine.begin() as connection:
            JOURNEY.upgrade(connection)
        engine.dispose()

        assert whole == (set(), before[1], ["5"])
        assert lie(url) == {"event_m202605": 1, "event_m202606": 1, "event_m202607": 2, "event_who": 1}
        assert (made(url), shown(url)) == before
        assert before[1]
