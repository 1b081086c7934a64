"""Cycles and counts in the database: whatever the order, the batches and the repeats, they come out the same."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from journey_tracker import model_file, open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    BasketChanged,
    Identified,
    OrderDelivered,
    OrderPlaced,
    PageViewed,
    ProductViewed,
    SurveyAnswered,
    TrafficMarked,
)
from journey_tracker.ports import JourneyStore, Question, Slice, UnknownColumn
from journey_tracker.stores import journeys
from journey_tracker.stores.settling import settle
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import bot, requested, shopper

MADE = (
    "touchpoint",
    "touchpoint_phase",
    "transcript",
    "link",
    "mark",
    "cycle",
    "cycle_phase",
    "phase_day",
    "transition_day",
    "histogram_day",
    "label_day",
)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


def made(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is made of events, sorted; the counts settled, so that their sums are seen too."""
    engine = create_engine(url)
    with engine.begin() as connection:
        settle(connection)
        found = {t: connection.execute(text(f"SELECT * FROM {t}")).all() for t in MADE}  # noqa: S608  # names of our own
    engine.dispose()
    return {table: sorted((tuple(row) for row in rows), key=repr) for table, rows in found.items()}


def store_at(folder: Path, name: str) -> tuple[str, JourneyStore]:
    """A new store, and where it is; new also when one of that name is there, as when an example is tried again."""
    url = f"sqlite:///{folder / name}-{uuid.uuid4()}.db"
    return url, open_store(url, refs=REFS)


WHO = st.sampled_from(["v1", "v2", "v3"])
CUSTOMER = st.sampled_from(["anna", "bo"])
ORDER = st.sampled_from(["o1", "o2", "o3"])
DAYS = st.integers(0, 2000).map(lambda tenths: tenths / 10)
SHOP_EVENTS = st.one_of(
    st.builds(lambda v, p: PageViewed(visitor=v, page=p), WHO, st.sampled_from(["home", "search"])),
    st.builds(
        lambda v, c: ProductViewed(visitor=v, product="p", category=c), WHO, st.sampled_from(["laptop", "fiets"])
    ),
    st.builds(lambda v: BasketChanged(visitor=v, product="p", quantity=1, price_cents=900), WHO),
    st.builds(lambda v, o: OrderPlaced(visitor=v, order=o, value_cents=5000), WHO, ORDER),
    st.builds(lambda c, v, o: OrderPlaced(customer=c, visitor=v, order=o, value_cents=700), CUSTOMER, WHO, ORDER),
    st.builds(lambda o: OrderDelivered(order=o), ORDER),
    st.builds(lambda c, s: SurveyAnswered(customer=c, instrument="nps", score=s), CUSTOMER, st.integers(0, 10)),
    st.builds(lambda v, c: Identified(visitor=v, customer=c), WHO, CUSTOMER),
    st.builds(lambda v: Identified(conversation="c1", visitor=v), WHO),
    st.builds(lambda o: Identified(conversation="c2", order=o), ORDER),
    st.builds(lambda o, c: Identified(conversation="c1", order=o, customer=c), ORDER, CUSTOMER),
    st.builds(lambda v: TrafficMarked(visitor=v, kind="staff"), WHO),
)
SAID = st.builds(
    lambda seq, c, i, m, d: shopper(seq, i, conversation=c, minute=round(d * 1440), mood=m),
    st.integers(1, 5),
    st.sampled_from(["c1", "c2"]),
    st.sampled_from(["state_need", "order_status", "complaint", "greet", "ask_inspiration", "thank"]),
    st.sampled_from([-0.5, 0.0, 0.5]),
    DAYS,
)
OTHER = st.builds(lambda seq, c, d: bot(seq, conversation=c, minute=round(d * 1440)), st.integers(1, 5), WHO, DAYS)
EVENTS = st.lists(st.one_of(st.builds(lambda e, d: shop(e, day=d), SHOP_EVENTS, DAYS), SAID, OTHER), max_size=25)


def in_batches(raw: Sequence[str], sizes: Sequence[int]) -> list[list[str]]:
    """Some of it at a time."""
    left, batches = list(raw), []
    for size in sizes:
        batches.append(left[:size])
        left = left[size:]
    return [batch for batch in [*batches, left] if batch]


class TestAnyOrder:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(EVENTS, st.randoms(use_true_random=False), st.lists(st.integers(1, 5), max_size=8))
    def test_late_and_repeated_events_change_nothing(
        self, tmp_path: Path, events: list[Envelope], chance: random.Random, sizes: list[int]
    ) -> None:
        """A shuffled stream with repeats makes what a clean replay makes, and so does a rebuild."""
        once = {(e.source, e.id): e for e in events}
        clean = [e.to_json() for e in sorted(once.values(), key=lambda e: e.time_ms)]
        mixed = [*clean, *(raw for raw in clean if chance.random() < 0.3)]
        chance.shuffle(mixed)
        first_url, first = store_at(tmp_path, "a")
        other_url, other = store_at(tmp_path, "b")
        first.record(clean)
        for batch in in_batches(mixed, sizes):
            other.record(batch)
        wanted = made(first_url)
        came = made(other_url)
        other.rebuild()
        rebuilt = made(other_url)
        first.close()
        other.close()

        assert came == wanted
        assert rebuilt == wanted


def bought(store: JourneyStore) -> None:
    """A visitor looks, buys as a customer, gets the order, and comes back for more."""
    events = [
        shop(PageViewed(visitor="v1", page="home", medium="email")),
        shop(ProductViewed(visitor="v1", category="laptop"), day=0.1),
        shop(OrderPlaced(visitor="v1", customer="anna", order="o1", value_cents=90_000), day=0.2),
        shop(OrderDelivered(order="o1"), day=2),
        shop(ProductViewed(customer="anna", category="fiets"), day=60),
    ]
    store.record([event.to_json() for event in events])


class TestCycles:
    def test_a_visitor_who_buys_is_the_customer_from_the_first_page(self, store: JourneyStore) -> None:
        """All is one journey, and a repeat purchase is a new cycle."""
        bought(store)
        (person,) = {row["person"] for row in store.ask(Question("cycle", by=("person",), sums=("n",)))}
        first, second = store.cycles(str(person))

        assert (first.order, first.value_cents, first.position, first.end) == ("o1", 90_000, "new", "next")
        assert [visit.phase for visit in first.phases] == ["orientation", "selection", "transaction", "delivery"]
        assert (second.order, second.position, second.category) == ("", "repeat", "fiets")

    def test_names_of_people_are_not_in_the_tables(self, url: str, store: JourneyStore) -> None:
        """Visitor and customer are stored as references."""
        bought(store)

        assert "anna" not in repr(made(url))

    def test_staff_counts_nowhere(self, url: str, store: JourneyStore) -> None:
        """Not even what was counted before it was known."""
        bought(store)
        store.record([shop(TrafficMarked(customer="anna", kind="staff")).to_json()])

        assert made(url)["cycle"] == made(url)["phase_day"] == made(url)["histogram_day"] == []
        assert {row["n"] for row in store.ask(Question("touchpoint", sums=("n",)))} == {0}

    def test_who_has_more_contacts_than_anybody_counts_nowhere(
        self, url: str, store: JourneyStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A robot is left out, whether its pages came one by one or are read again."""
        monkeypatch.setattr(journeys, "MOST_CONTACTS", 5)
        bought(store)
        for n in range(8):
            store.record([shop(PageViewed(visitor="robot", page="home"), day=n).to_json()])
        one_by_one = made(url)
        store.rebuild()

        assert made(url) == one_by_one
        assert [row["n"] for row in store.ask(Question("touchpoint", sums=("n",)))] == [5]

    def test_a_chat_joins_the_journey_of_its_order(self, store: JourneyStore) -> None:
        """Once the order is proven."""
        bought(store)
        store.record([e.to_json() for e in (shopper(1, "order_status", minute=1440), requested(1, minute=1441))])
        before = store.ask(Question("touchpoint", by=("person",), sums=("n",)))
        store.record([shop(Identified(conversation="c1", order="o1"), day=1).to_json()])
        after = store.ask(Question("touchpoint", by=("person",), sums=("n",)))

        assert [row["n"] for row in before] == [1, 5] or [row["n"] for row in before] == [5, 1]
        assert [row["n"] for row in after] == [6]

    def test_a_chat_stands_in_the_cycle_of_the_order_that_was_proven(self, url: str, store: JourneyStore) -> None:
        """Not in that of the newest order; also when the proof, or what was said, arrives late."""
        placed = [shop(OrderPlaced(customer="anna", order=f"o{n}", value_cents=100), day=n) for n in (1, 2)]
        said = [shopper(seq, intent, minute=3 * 1440 + seq) for seq, intent in enumerate(("order_status", "complaint"))]
        proof = shop(Identified(conversation="c1", order="o1"), day=3)
        store.record([event.to_json() for event in (*placed, said[1])])
        store.record([proof.to_json()])
        store.record([said[0].to_json()])
        found = made(url)
        store.rebuild()

        assert made(url) == found
        chats = [row["cycle"] for row in store.stream("v_stay") if row["kind"] == "chat"]
        assert chats == [1, 1]


class TestAsking:
    def test_sums_by_what_it_is_asked_by(self, store: JourneyStore) -> None:
        """Rows come sorted."""
        bought(store)
        rows = store.ask(Question("phase_day", by=("phase",), sums=("entered", "stays")))

        assert [(row["phase"], row["entered"]) for row in rows] == [
            ("delivery", 1),
            ("order", 1),
            ("orientation", 1),
            ("selection", 2),
            ("transaction", 1),
        ]

    def test_is_cut_by_the_slice(self, store: JourneyStore) -> None:
        """By day, category and the customer's position."""
        bought(store)
        asked = Question("touchpoint", sums=("n",))

        assert [row["n"] for row in store.ask(asked, Slice(position="repeat"))] == [1]
        assert [row["n"] for row in store.ask(asked, Slice(category="laptop"))] == [1]
        assert [row["n"] for row in store.ask(asked, Slice(first_day=20260502, last_day=20260531))] == [1]

    @pytest.mark.parametrize(
        "asked", [Question("event"), Question("cycle", by=("mood",)), Question("cycle", where=(("n", "~", 1),))]
    )
    def test_says_what_there_is(self, store: JourneyStore, asked: Question) -> None:
        """Of tables, columns and conditions that there are not."""
        with pytest.raises(UnknownColumn, match="allowed"):
            store.ask(asked)

    def test_gives_the_question_in_sql(self, url: str, store: JourneyStore) -> None:
        """Which gives the same answer."""
        bought(store)
        asked = Question("phase_day", by=("phase",), sums=("stays",), where=(("phase", "!=", "none"),))
        engine = create_engine(url)
        with engine.connect() as connection:
            found = connection.execute(text(store.sql(asked, Slice(language="")))).mappings().all()
        engine.dispose()

        assert [dict(row) for row in found] == list(store.ask(asked, Slice(language="")))


class TestModel:
    def test_whoever_has_it_open_follows_a_remap(self, url: str, store: JourneyStore) -> None:
        """Another program put the log under another model; what is recorded next goes under that, too."""
        bought(store)
        with closing(open_store(url, refs=REFS, model=model_file.built_in("eight_stage"))) as other:
            other.rebuild()
        store.record([shop(PageViewed(visitor="v9", page="home"), day=61).to_json()])
        phases = {row["phase"] for row in store.ask(Question("phase_day", by=("phase",), sums=("stays",)))}

        assert store.model.name == "eight_stage"
        assert phases <= {phase.key for phase in store.model.phases} | {"order", "none"}
