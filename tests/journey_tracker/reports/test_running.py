from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.model_file import built_in
from journey_tracker.ports import EVERYTHING, JourneyStore, Slice
from journey_tracker.reports import REPORTS, BadFilter, UnknownReport, run, slice_from, sql, texts
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, clicks, each, looks, returns, views
from tests.journey_tracker.reports.test_feelings import said
from tests.journey_tracker.reports.test_helping import helped
from tests.journey_tracker.reports.test_surveys import surveyed
from tests.journey_tracker.talk import lost

AUGUST_19 = 20260819
MANUAL = Path(__file__).parents[3] / "docs" / "journey-reports.md"
LIVES: list[Envelope] = [
    *each(7, looks(0), views(2, 80, 100), buys(4, 80, 100), returns(6), clicks(20), looks(40), name="buyer"),
    *each(6, looks(0, "email"), views(1), looks(2), name="back"),
    *each(5, views(105), name="young"),
    *said([-0.9, -0.5, 0.1, 0.4, 0.8, 0.9], "order_status", "thank", name="s"),
    *said([0.5] * 5, "state_need", "nlu_fallback", name="t"),
    *(lost(2, minute=1, conversation=f"t{i}") for i in range(5)),
    *helped(5, waited_s=90, name="h"),
    *surveyed("nps", "in_between", [10, 9, 7, 7, 3], asked=9),
    *surveyed("csat", "delivery", [5, 4, 4, 2, 1], asked=5, name="d"),
]
DATABASES = [("sqlite", "bonsing_mann"), ("sqlite", "eight_stage"), ("postgresql", "bonsing_mann")]
SLICES = {
    "all": EVERYTHING,
    "first month": Slice(last_day=20260531),
    "chat": Slice(channel="webchat"),
    "new": Slice(position="new"),
    "some weeks": Slice(first_day=20260513, last_day=20260709),
    "a month in the shop": Slice(first_day=20260601, last_day=20260630, channel="webshop"),
    "two filters": Slice(first_day=20260502, channel="webshop", language=""),
}


@cache
def counted(model: str) -> Counted:
    """What the recorder itself makes of the lives, under a model."""
    return Counted(LIVES, built_in(model))


@pytest.fixture(scope="module", params=DATABASES, ids=" ".join)
def stored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JourneyStore]:
    """A database in which the same was recorded."""
    backend, model = request.param
    url = f"sqlite:///{tmp_path_factory.mktemp('reports') / 'journey.db'}"
    if backend == "postgresql":
        url = request.getfixturevalue("postgresql").database()
    store = open_store(url, refs=REFS, model=built_in(model))
    lives = [envelope.to_json() for envelope in LIVES]
    store.record(lives[::2])
    store.rebuild()  # half of the counts are settled, and the other half changes them
    store.record(lives[1::2])
    yield store
    store.close()


class TestRun:
    @pytest.mark.parametrize("within", SLICES.values(), ids=SLICES)
    @pytest.mark.parametrize("key", [key for key in REPORTS if key != "log"])
    def test_tells_of_a_database_what_was_counted_by_hand(self, stored: JourneyStore, key: str, within: Slice) -> None:
        """The same table from SQL as from the tallies themselves."""
        expected = run(counted(stored.model.name), key, within, AUGUST_19)

        assert run(stored, key, within, AUGUST_19) == expected

    def test_lists_a_database_too(self, stored: JourneyStore) -> None:
        """In a database a person is known by a reference, so that only the times are the same."""
        (ours, theirs) = (
            run(store, "log", Slice(first_day=20260501), AUGUST_19) for store in (counted(stored.model.name), stored)
        )

        assert [(r["first_ms"], r["kind"]) for r in theirs.rows] != []
        assert sorted(str(r["day"]) for r in theirs.rows) == sorted(str(r["day"]) for r in ours.rows)

    def test_has_figures_in_every_report(self) -> None:
        """The journeys of this test leave no report empty."""
        store = counted("bonsing_mann")

        assert [key for key in REPORTS if run(store, key, EVERYTHING, AUGUST_19).n == 0] == []

    def test_refuses_a_report_that_there_is_not(self) -> None:
        """And says which there are."""
        with pytest.raises(UnknownReport, match="funnel, transitions"):
            run(Counted([]), "trechter", EVERYTHING, AUGUST_19)

    def test_survives_a_log_of_another_model(self) -> None:
        """Until it is read again its phases are unknown: they are left out, and nothing breaks."""
        store = Counted(LIVES)
        store.model = built_in("eight_stage")

        assert all(run(store, key, EVERYTHING, AUGUST_19).columns for key in REPORTS)

    def test_asks_few_questions(self) -> None:
        """However much was recorded: the map and the funnel ask four, all others at most three."""
        for key in REPORTS:
            store = Counted([])
            run(store, key, EVERYTHING, AUGUST_19)

            assert len(store.asked) <= (4 if key in ("map", "funnel") else 3)


class TestSql:
    @pytest.mark.parametrize("key", [key for key in REPORTS if key != "exports"])
    def test_is_what_an_analyst_can_run(self, stored: JourneyStore, key: str) -> None:
        """Each question a statement, with its values in it."""
        written = sql(stored, key, Slice(channel="webchat"), AUGUST_19)

        assert written.count("SELECT") >= 1
        assert "'webchat'" in written


class TestSlice:
    def test_is_everything_when_nothing_is_given(self) -> None:
        """Empty fields of a form are no filter."""
        assert slice_from({"from": "", "channel": ""}) == EVERYTHING

    def test_is_what_the_url_says(self) -> None:
        """Each parameter by its name."""
        given = {
            "from": "2026-05-01",
            "to": "2026-05-31",
            "channel": "webchat",
            "language": "nl",
            "category": "laptop",
            "position": "repeat",
        }

        assert slice_from(given) == Slice(20260501, 20260531, "webchat", "nl", "laptop", "repeat")

    @pytest.mark.parametrize(
        ("given", "name"),
        [
            ({"from": "1 mei"}, "from"),
            ({"from": "2026-05-02", "to": "2026-05-01"}, "to"),
            ({"position": "gold"}, "position"),
            ({"channel": "x" * 65}, "channel"),
        ],
    )
    def test_refuses_what_it_does_not_know(self, given: dict[str, str], name: str) -> None:
        """A typing error is said, not taken for `everything`."""
        with pytest.raises(BadFilter) as refused:
            slice_from(given)

        assert refused.value.name == name


class TestManual:
    @pytest.mark.parametrize("key", REPORTS)
    def test_defines_each_report_in_the_words_of_the_pages(self, key: str) -> None:
        """Whoever changes a definition changes it in both places."""
        manual = " ".join(MANUAL.read_text(encoding="utf-8").split())
        words = texts("en")
        told = (words.title, words.question, words.definition, words.formula, words.caveat)

        assert f"## `{key}`" in manual
        assert [part(key) for part in told if part(key) not in manual] == []
