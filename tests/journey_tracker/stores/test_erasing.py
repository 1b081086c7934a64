"""Whoever is forgotten was never here: no row, no byte, no share in a count."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    Identified,
    OrderDelivered,
    OrderPlaced,
    PageViewed,
    ProductViewed,
    SurveyAnswered,
    TrafficMarked,
)
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Read, SeveralPeople
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.postgresql import MADE, PostgreSQL
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_journeys import EVENTS, made
from tests.journey_tracker.talk import START_MS, bot, shopper

NAMES = ("v1", "v2", "v3", "anna", "bo", "c1", "c2", "o1", "customer:anna", "visitor:v1", "nobody")
ANNA, BO = (f"customer:{REFS.ref('customer', name)}" for name in ("anna", "bo"))


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Whoever is forgotten is so on both databases."""
    return str(request.param)


@pytest.fixture
def other_url(tmp_path: Path) -> str:
    """A database that never sees them."""
    return f"sqlite:///{tmp_path / 'other.db'}"


@pytest.fixture
def other(other_url: str) -> Iterator[JourneyStore]:
    """A store that never sees them."""
    opened = open_store(other_url, refs=REFS)
    yield opened
    opened.close()


def stored(url: str, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def of_anna() -> list[Envelope]:
    """A chat, a visit, a purchase, a mark of time: all of one person, by browser, order and customer number."""
    return [
        shop(PageViewed(visitor="browser-a", page="home", campaign="zomer", session="visit-a")),
        shopper(1, "state_need", conversation="chat-a", minute=10, mood=0.5, text="Ik zoek een fiets voor tante Sjaan"),
        bot(1, conversation="chat-a", minute=10),
        shop(Identified(conversation="chat-a", visitor="browser-a"), day=0.1),
        shop(OrderPlaced(visitor="browser-a", customer="anna", order="order-a", value_cents=90_000), day=0.2),
        shop(OrderDelivered(order="order-a"), day=2),
        shop(SurveyAnswered(customer="anna", instrument="nps", score=9), day=3),
        shop(ProductViewed(customer="anna", category="fiets"), day=60),
    ]


def of_bo() -> list[Envelope]:
    """Somebody else, on the same days, in the same phases."""
    return [
        shop(PageViewed(visitor="browser-b", page="home")),
        shopper(1, "state_need", conversation="chat-b", minute=20, mood=-0.5, text="Ik zoek een laptop"),
        shop(OrderPlaced(visitor="browser-b", customer="bo", order="order-b", value_cents=10_000), day=0.2),
        shop(SurveyAnswered(customer="bo", instrument="nps", score=3), day=3),
    ]


def record(store: JourneyStore, events: Sequence[Envelope]) -> None:
    """Record all at once."""
    store.record([event.to_json() for event in events])


def left_and_wanted(url: str, other_url: str, events: Sequence[Envelope], named: str) -> tuple[object, object]:
    """What forgetting somebody leaves, and what a store has that only saw the events that are left."""
    with closing(open_store(url, refs=REFS)) as store, closing(open_store(other_url, refs=REFS)) as other:
        record(store, events)
        try:
            found = store.person(named)
            store.forget_person(named)
        except SeveralPeople:
            found = None
        other.record([str(raw) for (raw,) in stored(url, "SELECT raw FROM event")])
        again = None if found is None else store.person(found["person"])
        return (made(url), again), (made(other_url), None)


class TestForgetting:
    @pytest.mark.parametrize(
        "named", ["anna", "browser-a", "chat-a", "order-a", "customer:anna", REFS.ref("visitor", "browser-a")]
    )
    def test_leaves_what_a_store_has_that_never_saw_them(
        self, url: str, store: JourneyStore, other_url: str, other: JourneyStore, named: str
    ) -> None:
        """By whatever of theirs they are named: every table that is made of events is as without them."""
        record(store, [*of_anna(), *of_bo()])
        record(other, of_bo())

        erased = store.forget_person(named)

        assert erased.rows > 20
        assert made(url) == made(other_url)
        assert stored(url, "SELECT id FROM event ORDER BY id") == stored(other_url, "SELECT id FROM event ORDER BY id")

    def test_of_the_only_one_leaves_every_table_empty(self, url: str, store: JourneyStore) -> None:
        """Counts that came to nothing are no rows of zeros."""
        record(store, of_anna())

        store.forget_person("anna")

        assert {table for table, rows in made(url).items() if rows} == set()
        assert stored(url, "SELECT * FROM event") == []

    def test_takes_only_the_one_who_was_named(self, url: str, store: JourneyStore) -> None:
        """A browser that two customers used leads to both, so the message asks which."""
        seen = [PageViewed(visitor="v1", customer=who, page="home") for who in ("anna", "bo")]
        record(store, [shop(event, day=day) for day, event in enumerate(seen)])
        record(store, [shop(PageViewed(visitor="v1", page="home"), day=n + 0.5) for n in range(2)])

        with pytest.raises(SeveralPeople, match="name one of them"):
            store.forget_person("v1")
        store.forget_person("anna")

        assert {row[0] for row in stored(url, "SELECT person FROM touchpoint")} == {BO}

    def test_takes_staff_and_their_mark(self, url: str, store: JourneyStore) -> None:
        """Whoever counted nowhere is forgotten as well, and takes nothing from the counts."""
        desk = [shop(PageViewed(visitor="desk", page="home")), shop(TrafficMarked(visitor="desk", kind="staff"))]
        record(store, [*of_bo(), *desk])
        before = made(url)

        store.forget_person("desk")

        after = made(url)
        assert after["phase_day"] == before["phase_day"]
        assert after["mark"] == []
        assert len(after["touchpoint"]) == len(of_bo())

    def test_takes_dead_letters_that_name_them(self, url: str, store: JourneyStore) -> None:
        """A letter that names somebody else stays, and a short number is not seen in every other number."""
        record(store, [shop(PageViewed(customer="7", visitor="browser-a", page="home"))])
        store.record(['{"customer": "7"', '{"customer": "77", "seq": 7', '{"visitor": browser-a'])

        store.forget_person("7")
        assert stored(url, "SELECT count(*) FROM dead_letter") == [(2,)]
        store.forget_person("browser-a")

        assert stored(url, "SELECT raw FROM dead_letter") == [('{"customer": "77", "seq": 7',)]

    def test_is_written_down_without_telling_who(self, url: str, store: JourneyStore) -> None:
        """Whoever has the key and the number can see that it was done; it is written down once."""
        record(store, of_anna())

        rows = [store.forget_person("anna").rows for _ in range(2)]

        assert rows[1] == 0
        written = stored(url, "SELECT ref_hash, row_count FROM erasure_log")
        assert written == [(REFS.ref("erased", ANNA), rows[0])]

    def test_keeps_that_somebody_read_but_not_of_whom(self, store: JourneyStore) -> None:
        """The log of reads stays a log of reads."""
        record(store, of_anna())
        for about in ("conversation=chat-a", "conversation=chat-b"):
            store.note_read(Read(START_MS, "Joke", "export", about))

        store.forget_person("anna")

        assert {read.filter for read in store.reads(0, 10)} == {"", "conversation=chat-b"}

    def test_can_be_followed_by_a_rebuild(self, url: str, store: JourneyStore) -> None:
        """What is gone does not come back when everything is made anew."""
        record(store, [*of_anna(), *of_bo()])
        store.forget_person("anna")
        before = made(url)

        store.rebuild()

        assert made(url) == before


class TestOnSqlite:
    @pytest.fixture
    def backend(self) -> str:
        """What is about files, or takes many databases."""
        return "sqlite"

    def test_leaves_no_byte_in_file_or_journal(self, tmp_path: Path, store: JourneyStore) -> None:
        """References, order, conversation, session and words: none is in the database, its WAL or its index."""
        record(store, [*of_anna(), *of_bo()])
        store.record(['{"customer": "anna", "order": "order-a"'])
        needles = [b"chat-a", b"order-a", b"visit-a", b"tante Sjaan", b'"anna"']
        needles += [ANNA.encode(), REFS.ref("visitor", "browser-a").encode()]
        before = b"".join(file.read_bytes() for file in tmp_path.iterdir())

        erased = store.forget_person("anna")

        after = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert [needle for needle in needles if needle not in before] == []
        assert [needle for needle in needles if needle in after] == []
        assert erased.wiped
        assert b"chat-b" in after

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(EVENTS, st.sampled_from(NAMES))
    def test_is_as_if_the_events_had_never_come(self, tmp_path: Path, events: list[Envelope], named: str) -> None:
        """Whoever shares a browser, a chat or an order with whom: what is left is what the events left make."""
        folder = tmp_path / str(uuid.uuid4())

        left, wanted = left_and_wanted(f"sqlite:///{folder / 'a.db'}", f"sqlite:///{folder / 'b.db'}", events, named)

        assert left == wanted


class TestOnPostgreSQL:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(EVENTS, st.sampled_from(NAMES))
    def test_is_as_if_the_events_had_never_come(
        self, tmp_path: Path, postgresql: PostgreSQL, events: list[Envelope], named: str
    ) -> None:
        """The same, with the same numbers as SQLite has."""
        name = f"t{uuid.uuid4().hex}"

        left, wanted = left_and_wanted(postgresql.database(MADE), f"sqlite:///{tmp_path / name}.db", events, named)

        assert left == wanted


class TestShowing:
    def test_holds_all_that_is_known(self, store: JourneyStore) -> None:
        """Events as they came, contacts, cycles, words, and by what somebody is known; all of it JSON."""
        record(store, [*of_anna(), *of_bo()])

        found = json.loads(json.dumps(store.person("anna")))

        assert len(found["events"]) == len(of_anna())
        assert len(found["touchpoints"]) == 6
        assert [line["text"] for line in found["lines"]] == ["Ik zoek een fiets voor tante Sjaan", "Zeker!"]
        assert [cycle["number"] for cycle in found["cycles"]] == [1, 2]
        assert {"conversation:chat-a", "order:order-a", ANNA} < set(found["known_by"])
        assert "chat-b" not in json.dumps(found)

    def test_of_nobody_is_none(self, store: JourneyStore) -> None:
        """Nothing is made up."""
        record(store, of_bo())

        assert store.person("anna") is None

    def test_says_who_read_of_them(self, store: JourneyStore) -> None:
        """Also that is theirs to know."""
        record(store, of_anna())
        store.note_read(Read(START_MS, "Joke", "export", "conversation=chat-a"))

        found = store.person("anna")

        assert found is not None
        assert [(read["who"], read["what"]) for read in found["reads"]] == [("Joke", "export")]
