"""Counts that are new, of days, and of whole weeks and months: whatever is where, the answers are the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from journey_tracker import open_store
from journey_tracker.events import PageViewed
from journey_tracker.ports import Question, Slice
from journey_tracker.recorder.counted import Bar, Label, PhaseDay, Segment, Tally, Transition
from journey_tracker.stores import sql
from journey_tracker.stores.asking import answer
from journey_tracker.stores.counts import add_counts
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.settling import settle
from journey_tracker.stores.tables import COUNTED, PHASE_DAY, TRANSITION_DAY
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop

DAYS = st.dates(date(2025, 12, 1), date(2027, 6, 1)).map(lambda d: d.year * 10_000 + d.month * 100 + d.day)
SEGMENTS = st.builds(
    Segment,
    st.sampled_from(["webshop", "webchat"]),
    st.sampled_from(["nl", "en"]),
    st.sampled_from(["", "fiets", "laptop"]),
    st.sampled_from(["new", "repeat"]),
)
PHASES = st.sampled_from(["orientation", "selection"])
TALLIES: st.SearchStrategy[Tally] = st.one_of(
    st.tuples(st.builds(PhaseDay, DAYS, PHASES, st.just(""), SEGMENTS), st.sampled_from(["stays", "value_cents"])),
    st.builds(Transition, DAYS, PHASES, PHASES, SEGMENTS),
    st.builds(Bar, DAYS, PHASES, st.sampled_from(["mood", "stay"]), st.integers(0, 3), SEGMENTS),
    st.tuples(
        st.builds(Label, DAYS, st.just("path"), st.just(""), st.sampled_from(["a", "a>b"]), st.just(""), SEGMENTS),
        st.just("n"),
    ),
)
COUNTS = st.dictionaries(TALLIES, st.integers(-3, 3), max_size=30)
SLICES = st.builds(
    Slice,
    st.none() | st.just(20260116) | st.just(20260202),
    st.none() | st.just(20270430) | st.just(20260517),
    st.none() | st.just("webchat"),
    st.none() | st.just("nl"),
    st.none() | st.just("fiets"),
    st.none() | st.just("repeat"),
)
BY = ("phase", "position", "channel", "language", "category", "day")
QUESTIONS = st.one_of(
    st.builds(
        lambda by, late: Question("phase_day", tuple(by), ("stays", "value_cents"), late),
        st.lists(st.sampled_from([*BY, "week"]), unique=True),
        st.sampled_from([(), (("day", ">", 20260331),), (("day", "<=", 20260920),), (("channel", "!=", "webchat"),)]),
    ),
    st.builds(lambda by: Question("transition_day", tuple(by), ("n",)), st.lists(st.sampled_from(BY), unique=True)),
    st.builds(
        lambda by: Question("histogram_day", tuple(by), ("n",), (("kind", "in", ("mood",)),)),
        st.lists(st.sampled_from([*BY, "bucket", "month"]), unique=True),
    ),
    st.builds(
        lambda by: Question("label_day", ("label", *by), ("n",), (("kind", "=", "path"),)),
        st.lists(st.sampled_from(BY), unique=True),
    ),
)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """It is so on both databases."""
    return str(request.param)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """The tables, empty."""
    opened = Database(url, JOURNEY)
    yield opened
    opened.close()


def parts(connection: Connection) -> set[str]:
    """What parts of counts there are."""
    return {str(part) for table in COUNTED for part in connection.scalars(select(table.c.part))}


def emptied(connection: Connection) -> None:
    """No counts at all."""
    for table in COUNTED:
        connection.execute(table.delete())


class TestSettling:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(settled=COUNTS, new=COUNTS, question=QUESTIONS, within=SLICES)
    def test_changes_no_answer(
        self, database: Database, settled: dict[Tally, int], new: dict[Tally, int], question: Question, within: Slice
    ) -> None:
        """Whole weeks and months, the days beside them and what is new add up to the days, for any question."""
        with database.writing() as connection:
            emptied(connection)
            for counts in (settled, new):
                add_counts(connection, counts)
            expected = answer(connection, question, within)
            emptied(connection)
            add_counts(connection, settled)
            settle(connection)
            add_counts(connection, new)

            assert answer(connection, question, within) == expected
            settle(connection)
            assert answer(connection, question, within) == expected

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(counts=COUNTS)
    def test_leaves_nothing_of_what_is_taken_away(self, database: Database, counts: dict[Tally, int]) -> None:
        """No row that counts zero stays behind, in days or in sums."""
        with database.writing() as connection:
            emptied(connection)
            for sign in (1, -1):
                add_counts(connection, {tally: sign * n for tally, n in counts.items()})
                settle(connection)

            assert parts(connection) == set()

    def test_sums_by_one_of_channel_language_and_category(self, database: Database) -> None:
        """So that a filter reads no more than what is asked for."""
        step = Transition(20260513, "orientation", "selection", Segment("webchat", "nl", "fiets", "new"))
        with database.writing() as connection:
            add_counts(connection, {step: 2})
            assert parts(connection) == {"new"}
            settle(connection)
            found = connection.execute(select(TRANSITION_DAY).order_by(TRANSITION_DAY.c.part)).mappings().all()

        assert [(r["part"], r["day"], r["channel"], r["language"], r["category"]) for r in found] == [
            ("all", 20260511, "", "", ""),
            ("category=fiets", 20260511, "", "", "fiets"),
            ("channel=webchat", 20260511, "webchat", "", ""),
            ("day", 20260513, "webchat", "nl", "fiets"),
            ("language=nl", 20260511, "", "nl", ""),
        ]

    def test_comes_after_many_events(self, database: Database, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is new stays little, however long nobody looks after it."""
        monkeypatch.setattr(sql, "SETTLE_AFTER", 3)
        store = open_store(url, refs=REFS)
        for n in range(4):
            store.record([shop(PageViewed(visitor="v", page="home"), day=n).to_json()])
        store.close()
        with database.reading() as connection:
            days = list(connection.scalars(select(PHASE_DAY.c.day).where(PHASE_DAY.c.part == "day").distinct()))

        assert days == [20260501, 20260502, 20260503]
