from __future__ import annotations

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.leaving import MOST_ROWS, REST_LEFT_OUT
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, looks, views
from tests.journey_tracker.talk import lost, shopper

TODAY = 20260901
"""123 days after the start: more than the ninety after which a journey has lapsed."""


class TestDropOff:
    def test_tells_where_it_ended_and_what_spoke_against_it(self) -> None:
        """Six left after the price was too high, two after looking round."""
        events = [*each(2, looks(0))]
        for i in range(6):
            events += [shopper(1, "state_need", conversation=f"c{i}"), lost(1, conversation=f"c{i}")]
        rows = run(Counted(events), "dropoff", EVERYTHING, TODAY).rows

        assert [(r["phase"], r["last_errand"], r["lost_for"], r["cycles"], r["share"]) for r in rows] == [
            ("selection", "state_need", "price", 6, 0.75),
            ("orientation", "page_viewed", "", 2, 0.25),
        ]

    def test_leaves_out_who_bought_and_who_may_still_come(self) -> None:
        """An order is no loss, and ninety days are not over for who came in July."""
        events = [*each(5, buys(0)), *each(5, views(70), name="w")]

        assert run(Counted(events), "dropoff", EVERYTHING, TODAY).n == 0

    def test_counts_who_came_back_too_late(self) -> None:
        """A new journey after a hundred days: the old one was lost."""
        table = run(Counted(each(5, looks(0), views(100))), "dropoff", EVERYTHING, TODAY)

        assert [(row["phase"], row["cycles"]) for row in table.rows] == [("orientation", 5)]

    def test_says_when_rare_ends_are_left_out(self) -> None:
        """The shares are still of all."""
        events = [shopper(1, "state_need", conversation=f"c{i}") for i in range(MOST_ROWS + 1)]
        events += [lost(1, f"reason{i}", conversation=f"c{i}") for i in range(MOST_ROWS + 1)]
        table = run(Counted(events), "dropoff", EVERYTHING, TODAY)

        assert (len(table.rows), table.n, table.notes) == (MOST_ROWS, MOST_ROWS + 1, (REST_LEFT_OUT,))
