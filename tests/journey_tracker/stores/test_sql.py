from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from journey_tracker import model_file, open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.journey import Choice, Mood
from journey_tracker.ports import (
    Filter,
    JourneyStore,
    Position,
    Recorded,
    StoreMissing,
    StoreUnavailable,
    UnsupportedDatabase,
)
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.talk import answered, asked, bot, callback, chosen, lost, need, shopper

TABLES = {"touchpoint": "id", "touchpoint_phase": "touchpoint_id, number", "transcript": "seq, step, n"}
ALL = Filter(limit=1000)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


def rows(url: str, table: str, order: str = "1") -> list[dict[str, Any]]:
    """What stands in a table, read by another client."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}")).mappings().all()  # noqa: S608 - names of our own
    engine.dispose()
    return [dict(row) for row in found]


def tables(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that recording makes of events."""
    return {table: rows(url, table, order) for table, order in TABLES.items()}


def sent(*events: Envelope) -> list[str]:
    """The events as they come in."""
    return [event.to_json() for event in events]


class TestRecording:
    def test_makes_touchpoints_stays_and_lines(self, store: JourneyStore) -> None:
        """What is written is what is read back."""
        said = sent(shopper(1, "state_need", mood=0.5), bot(1), shopper(2, "order_status", mood=-0.5, minute=1))

        assert store.record(said) == Recorded(new=3, duplicates=0, rejected=0)
        (touchpoint,) = store.touchpoints(ALL).touchpoints
        assert [stay.phase for stay in touchpoint.stays] == ["selection", "delivery"]
        assert store.touchpoint(touchpoint.id) == touchpoint
        assert [line.role for line in store.lines(touchpoint.id)] == ["shopper", "bot", "shopper"]

    def test_counts_an_event_once(self, store: JourneyStore, url: str) -> None:
        """The same event again, in the same batch or in a later one, changes nothing."""
        said = sent(shopper(1, "state_need"), shopper(1, "state_need"), bot(1))
        store.record(said)
        before = tables(url)

        assert store.record(said) == Recorded(new=0, duplicates=3, rejected=0)
        assert tables(url) == before

    def test_stores_what_is_derived_for_whoever_reads_by_sql(self, store: JourneyStore, url: str) -> None:
        """Phase, mood, outcome, day and month are columns, not only properties in Python."""
        store.record(sent(shopper(1, "request_human", mood=-0.5), callback(1)))

        (row,) = rows(url, "touchpoint")
        assert (row["phase"], row["sentiment_label"], row["outcome"]) == ("customer_care", "negative", "handoff")
        assert (row["day"], row["month"]) == (20260501, 202605)

    def test_keeps_what_a_choice_taught(self, store: JourneyStore, url: str) -> None:
        """Why something was chosen and why not can be read back, in columns of their own."""
        store.record(sent(shopper(1, "choose_product"), need(1), lost(1, "weight"), chosen(1)))

        (touchpoint,), (row,) = store.touchpoints(ALL).touchpoints, rows(url, "touchpoint")
        assert touchpoint.choice == Choice("explicit", 0, 0, "pluim-14", "price weight", "weight")
        assert (row["choice_need"], row["choice_chosen"], row["choice_lost_for"]) == ("explicit", "pluim-14", "weight")

    def test_keeps_bad_events_apart_and_goes_on(self, store: JourneyStore, url: str) -> None:
        """A bad event neither blocks the good ones nor is lost, and is kept once."""
        bad = ["{", '{"specversion":"1.0","id":"1","source":"/x","type":"a.b"}', "\0 \ud800"]

        recorded = store.record([*bad, *sent(shopper(1, "greet"))])
        store.record(bad)

        assert recorded == Recorded(new=1, duplicates=0, rejected=3)
        letters = rows(url, "dead_letter")
        assert {letter["raw"] for letter in letters} == {*bad[:2], "\\u0000 \\ud800"}
        assert all(letter["reason"] for letter in letters)

    def test_keeps_the_event_as_it_came(self, store: JourneyStore, url: str) -> None:
        """The log can be read again, by us or by others."""
        (said,) = sent(shopper(1, "greet", text="Hoi, één vraagje"))
        store.record([said])

        assert [row["raw"] for row in rows(url, "event")] == [said]

    def test_moves_the_position_with_the_events_or_not_at_all(self, store: JourneyStore, url: str) -> None:
        """Where the intake is and what it has written cannot come apart."""
        store.record(sent(shopper(1, "greet")), [Position("log", 3, "5-0")])
        impossible = Position("log", 4, None)  # type: ignore[arg-type] # the database refuses it

        with pytest.raises(IntegrityError):
            store.record(sent(shopper(2, "greet")), [Position("log", 3, "6-0"), impossible])

        assert store.positions("log") == {3: "5-0"}
        assert len(rows(url, "event")) == 1

    def test_records_a_conversation_anew_under_another_model(self, url: str) -> None:
        """A new version of the model holds for all of a conversation from its next event on."""
        old = model_file.built_in()
        new = replace(old, version=old.version + 1, phase_rules={**old.phase_rules, "state_need": "orientation"})
        for model, events in ((old, sent(shopper(1, "state_need"))), (new, sent(shopper(2, "affirm")))):
            with closing(open_store(url, model=model, refs=REFS)) as store:
                store.record(events)

        assert [(row["model_version"], row["phase"]) for row in rows(url, "touchpoint")] == [
            (new.version, "orientation")
        ]
        assert len(rows(url, "transcript")) == 2

    def test_takes_two_writers_at_once(self, url: str, store: JourneyStore) -> None:
        """Writers wait for one another; neither undoes what the other wrote."""
        with closing(open_store(url, refs=REFS)) as other:
            halves = ([shopper(n, "state_need") for n in range(start, 100, 2)] for start in (0, 1))
            threads = [
                threading.Thread(target=lambda s=s, h=h: [s.record(sent(e)) for e in h])
                for s, h in zip((store, other), halves, strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        (touchpoint,) = store.touchpoints(ALL).touchpoints
        assert touchpoint.shopper_messages == 100


TURNS = st.tuples(
    st.sampled_from(["greet", "state_need", "choose_product", "order_status", "complaint", "thank", "nlu_fallback"]),
    st.sampled_from([-5, 0, 1, 10, 29, 31, 300]),
    st.sampled_from([-1.0, -0.3, 0.0, 0.1, 0.7]),
    st.booleans(),
    st.integers(0, 2),
    st.lists(st.sampled_from([need, asked, answered, chosen, lost]), max_size=3, unique=True),
)


@st.composite
def conversations(draw: st.DrawFn) -> tuple[list[Envelope], list[list[Envelope]]]:
    """A conversation in order, and the same shuffled, with repeats, cut into batches."""
    name, minute, events = str(uuid.uuid4()), 0, []
    turns = draw(st.lists(TURNS, min_size=1, max_size=8))
    for seq, (intent, gap, mood, called, answers, learnt) in enumerate(turns, 1):
        minute += gap
        events.append(shopper(seq, intent, minute=minute, mood=mood, conversation=name))
        events += [callback(seq, minute=minute, conversation=name)] * called
        events += [bot(seq, minute=minute, conversation=name, n=n) for n in range(answers)]
        events += [event(seq, minute=minute, conversation=name) for event in learnt]
    repeated = events + draw(st.lists(st.sampled_from(events), max_size=4))
    shuffled = draw(st.permutations(repeated))
    cuts = sorted(draw(st.sets(st.integers(1, len(shuffled)), max_size=4)) | {0, len(shuffled)})
    return events, [shuffled[a:b] for a, b in pairwise(cuts)]


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two databases, used for every example."""
    return [f"sqlite:///{tmp_path_factory.mktemp('order') / name}" for name in ("in_order.db", "shuffled.db")]


@pytest.fixture(scope="module")
def pair(urls: list[str]) -> Iterator[list[JourneyStore]]:
    """The stores on them."""
    stores = [open_store(url) for url in urls]
    yield stores
    for store in stores:
        store.close()


class TestOrder:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(told=conversations())
    def test_of_arrival_does_not_matter(
        self, pair: list[JourneyStore], urls: list[str], told: tuple[list[Envelope], list[list[Envelope]]]
    ) -> None:
        """Late, repeated and scattered over batches: the tables are those of the talk as it went."""
        in_order, batches = told
        for event in in_order:
            pair[0].record(sent(event))
        for batch in batches:
            pair[1].record(sent(*batch))

        assert tables(urls[0]) == tables(urls[1])


class TestReading:
    @pytest.fixture
    def three(self, store: JourneyStore) -> JourneyStore:
        """Three conversations, a day apart, in two phases and without one."""
        day = 24 * 60
        store.record(
            sent(
                shopper(1, "state_need", conversation="a", mood=0.5),
                shopper(1, "order_status", conversation="b", mood=-0.5, minute=day),
                shopper(1, "greet", conversation="c", minute=2 * day),
            )
        )
        return store

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Filter(), "cba"),
            (Filter(phase="delivery"), "b"),
            (Filter(phase="none"), "c"),
            (Filter(mood=Mood.POSITIVE), "a"),
            (Filter(first_day=20260502), "cb"),
            (Filter(last_day=20260502), "ba"),
            (Filter(first_day=20260502, last_day=20260502), "b"),
            (Filter(conversation="a"), "a"),
            (Filter(offset=1), "ba"),
            (Filter(phase="orientation"), ""),
        ],
    )
    def test_finds_the_newest_first(self, three: JourneyStore, wanted: Filter, found: str) -> None:
        """Each filter by itself."""
        page = three.touchpoints(wanted)

        assert "".join(touchpoint.conversation for touchpoint in page.touchpoints) == found
        assert not page.more

    def test_says_whether_there_are_older_ones(self, three: JourneyStore) -> None:
        """A page knows that it is not the last."""
        assert three.touchpoints(Filter(limit=2)).more
        assert not three.touchpoints(Filter(limit=2, offset=2)).more

    def test_knows_no_touchpoint_that_is_not_there(self, store: JourneyStore) -> None:
        """An unknown id is None, and has no lines."""
        assert store.touchpoint("x") is None
        assert store.lines("x") == ()


class TestOpening:
    @pytest.fixture
    def backend(self) -> str:
        """Of files."""
        return "sqlite"

    def test_keeps_what_was_there(self, url: str) -> None:
        """Opening again runs no migration twice and loses nothing."""
        for seq in (1, 2):
            with closing(open_store(url)) as store:
                store.record(sent(shopper(seq, "greet")))

        assert len(rows(url, "event")) == 2

    def test_sets_sqlite_to_write_ahead(self, store: JourneyStore, url: str) -> None:
        """Readers do not wait for the writer."""
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    def test_makes_the_folder(self, tmp_path: Path) -> None:
        """A first start needs no preparation."""
        open_store(f"sqlite:///{tmp_path / 'var' / 'journey.db'}").close()

        assert (tmp_path / "var" / "journey.db").exists()

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_makes_nothing_when_not_asked_to(self, empty_url: str) -> None:
        """Who only wants to read gets no empty database for a typing error."""
        with pytest.raises(StoreMissing, match="no database at"):
            open_store(empty_url, create=False)

    @pytest.mark.parametrize("other", ["mysql://host/x", "journey.db", "nosql://x"])
    def test_refuses_what_it_has_no_sql_for(self, other: str) -> None:
        """The message says what it can."""
        with pytest.raises(UnsupportedDatabase, match="allowed: sqlite:///FILE, postgresql://"):
            open_store(other)

    def test_says_which_database_does_not_answer_and_hides_the_password(self) -> None:
        """An error can be logged as it is."""
        with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/x does not answer") as refused:
            open_store("postgresql://me:geheim@127.0.0.1:1/x")

        assert "geheim" not in str(refused.value)

    def test_says_when_the_file_is_something_else(self, tmp_path: Path) -> None:
        """Pointing at the wrong file is no traceback."""
        (tmp_path / "notes.txt").write_text("no database, but long enough to be looked at" * 20)

        with pytest.raises(StoreUnavailable, match="not a database"):
            open_store(f"sqlite:///{tmp_path / 'notes.txt'}")
