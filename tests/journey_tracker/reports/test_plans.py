from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.leaving import REST_LEFT_OUT
from journey_tracker.reports.plans import MOST_PATHS, deviations
from tests.journey_tracker.reports.counted import MODEL, Counted
from tests.journey_tracker.reports.lives import Does, buys, clicks, each, looks, returns, views

TODAY = 20260601
LIVES = [
    *each(5, looks(0), views(1), buys(2), returns(3), name="plan"),
    *each(3, looks(0), buys(1), name="skip"),
    *each(2, looks(0), views(1), looks(2), views(3), looks(4), name="back"),
]


class TestDeviations:
    @pytest.mark.parametrize(
        ("path", "left"),
        [
            ("orientation>selection", set()),
            ("orientation>transaction", {("skipped", "selection", "")}),
            ("selection", {("skipped", "orientation", "")}),
            ("orientation>selection>orientation>…", {("back", "selection", "orientation")}),
            ("awareness>need", set()),
        ],
    )
    def test_are_told_once_each(self, path: str, left: set[tuple[str, str, str]]) -> None:
        """What is no phase of this model says nothing."""
        assert deviations(MODEL, path) == left


class TestPlan:
    def test_counts_journeys_not_steps(self) -> None:
        """Two went back, each twice; care in between is no deviation."""
        rows = run(Counted(LIVES), "plan", EVERYTHING, TODAY).rows
        found = [(r["deviation"], r["phase"], r["next_phase"], r["cycles"]) for r in rows]

        assert found == [
            ("as_planned", None, None, 5),
            ("skipped", None, None, 3),
            ("back", None, None, 2),
            ("skipped", "selection", None, 3),
            ("back", "selection", "orientation", 2),
        ]
        assert rows[0]["share"] == 0.5


class TestPaths:
    def test_stand_by_how_many_took_them(self) -> None:
        """The planned one leads."""
        rows = run(Counted(LIVES), "paths", EVERYTHING, TODAY).rows

        assert [(r["path"], r["deviation"], r["cycles"]) for r in rows] == [
            ("orientation>selection>transaction", "as_planned", 5),
            ("orientation>transaction", "skipped", 3),
            ("orientation>selection>orientation>selection>orientation", "back", 2),
        ]

    def test_say_when_rare_ones_are_left_out(self) -> None:
        """All ways to go five steps through three phases are 93 paths."""
        steps: tuple[Callable[[float], Does], ...] = (looks, views, clicks)
        ways = product(steps, repeat=5)
        events = [e for i, way in enumerate(ways) for e in each(1, *(go(k) for k, go in enumerate(way)), name=f"p{i}-")]
        table = run(Counted(events), "paths", EVERYTHING, TODAY)

        assert (len(table.rows), table.n) == (MOST_PATHS, 3**5)
        assert REST_LEFT_OUT in table.notes
