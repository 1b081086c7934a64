from __future__ import annotations

from itertools import pairwise

import pytest

from journey_tracker.envelopes import from_json
from journey_tracker.ports import JourneyStore, Slice, UnknownColumn
from journey_tracker.stores.views import VIEWS
from tests.journey_tracker.conftest import BOTH
from tests.journey_tracker.exporting.walk import WALK

CONTACTS = 7
"""Of the walk, the tester's left out."""


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Views are the same on both."""
    return str(request.param)


@pytest.fixture
def shopped(store: JourneyStore) -> JourneyStore:
    """A store with the walk in it."""
    store.record(WALK)
    return store


class TestViews:
    @pytest.mark.parametrize("name", VIEWS)
    def test_have_the_columns_that_are_told(self, shopped: JourneyStore, name: str) -> None:
        """With values of their sort, or none."""
        view = VIEWS[name]

        rows = list(shopped.stream(name))

        assert rows
        assert all(tuple(row) == tuple(view.columns) for row in rows)
        for row in rows:
            assert all(row[c] is None or type(row[c]) is sort for c, sort in view.columns.items()), row

    def test_leave_out_who_is_no_shopper(self, shopped: JourneyStore) -> None:
        """Neither contacts nor events of a tester."""
        assert len(list(shopped.stream("v_touchpoint"))) == CONTACTS
        assert all("tester" not in raw for raw in shopped.stream_events())

    def test_tell_a_survey_with_its_score(self, shopped: JourneyStore) -> None:
        """Of its cycle, by the order."""
        (survey,) = shopped.stream("v_survey")

        assert (survey["instrument"], survey["answered"], survey["score"], survey["cycle"]) == ("nps", 1, 9, 1)

    def test_tell_a_cycle_with_its_order(self, shopped: JourneyStore) -> None:
        """And what led to it."""
        bought = [cycle for cycle in shopped.stream("v_cycle") if cycle["order_ref"]]

        assert [(c["order_ref"], c["value_cents"], c["position"], c["medium"]) for c in bought] == [
            ("o1", 900, "new", "email")
        ]


class TestAStream:
    def test_comes_in_the_order_of_time(self, shopped: JourneyStore) -> None:
        """However the events came in."""
        times = [row["started_ms"] for row in shopped.stream("v_touchpoint")]

        assert times == sorted(times, key=lambda ms: int(ms or 0))

    def test_comes_person_by_person_when_asked(self, shopped: JourneyStore) -> None:
        """Nobody comes back after another one."""
        people = [row["person"] for row in shopped.stream("v_touchpoint", by_person=True)]

        changes = 1 + sum(a != b for a, b in pairwise(people))
        assert changes == len(set(people))

    def test_is_cut_as_asked(self, shopped: JourneyStore) -> None:
        """By days, both included, and by segment."""
        mail = list(shopped.stream("v_touchpoint", Slice(channel="mail")))
        second = list(shopped.stream("v_touchpoint", Slice(first_day=20260502, last_day=20260502)))
        none = list(shopped.stream("v_touchpoint", Slice(last_day=20260430)))

        assert [row["kind"] for row in mail] == ["mail_sent"]
        assert [row["kind"] for row in second] == ["survey_answered"]
        assert none == []

    @pytest.mark.parametrize("view", ["v_nothing", "touchpoint"])
    def test_of_no_view_is_refused(self, shopped: JourneyStore, view: str) -> None:
        """Tables are not public."""
        with pytest.raises(UnknownColumn, match="there are: v_touchpoint"):
            next(iter(shopped.stream(view)))


class TestEvents:
    def test_come_as_they_are_stored(self, shopped: JourneyStore) -> None:
        """Readable by the same door, in the order of time, cut by days."""
        times = [from_json(raw).time_ms for raw in shopped.stream_events()]
        later = list(shopped.stream_events(Slice(first_day=20260502)))

        assert times == sorted(times)
        assert len(later) == 1

    def test_have_no_segment(self, shopped: JourneyStore) -> None:
        """An event alone tells no position."""
        with pytest.raises(UnknownColumn, match="events have no position"):
            next(iter(shopped.stream_events(Slice(position="new"))))
