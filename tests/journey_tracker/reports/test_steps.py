from __future__ import annotations

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, looks, returns, views

TODAY = 20260601
LIVES = [
    *each(5, looks(0), views(1), looks(2), name="back"),
    *each(3, looks(0), views(1), buys(2), returns(3), name="buyer"),
    *each(2, looks(0), looks(1), name="again"),
]


class TestTransitions:
    def test_count_each_step_of_each_journey(self) -> None:
        """Ten begin with orientation; from selection five go back and three go on."""
        table = run(Counted(LIVES), "transitions", EVERYTHING, TODAY)
        steps = {(row["phase"], row["next_phase"]): (row["steps"], row["all_steps"]) for row in table.rows}

        assert steps == {
            ("start", "orientation"): (10, 10),
            ("orientation", "orientation"): (2, 10),
            ("orientation", "selection"): (8, 10),
            ("selection", "orientation"): (5, 8),
            ("selection", "transaction"): (3, 8),
            ("transaction", "customer_care"): (3, 3),
        }
        assert table.n == 31

    def test_stand_in_the_order_of_the_model(self) -> None:
        """From the start to the end, so that the matrix can be read."""
        table = run(Counted(LIVES), "transitions", EVERYTHING, TODAY)

        assert [row["phase"] for row in table.rows][:3] == ["start", "orientation", "orientation"]

    def test_know_which_journeys_ended(self) -> None:
        """Whoever comes back after an order has ended the journey before."""
        table = run(Counted(each(5, buys(0), looks(9))), "transitions", EVERYTHING, TODAY)

        assert ("transaction", "end", 5) in [(r["phase"], r["next_phase"], r["steps"]) for r in table.rows]


class TestNextSteps:
    def test_tell_what_is_done_instead(self) -> None:
        """Out of selection: five of eight back, three forward, nobody to care."""
        table = run(Counted(LIVES), "next_steps", EVERYTHING, TODAY)
        selection = next(row for row in table.rows if row["phase"] == "selection")

        assert [selection[way] for way in ("forward", "care", "again", "back", "end")] == [3, 0, 0, 5, 0]
        assert selection["back_share"] == 0.625

    def test_add_up(self) -> None:
        """Each step goes one way."""
        for row in run(Counted(LIVES), "next_steps", EVERYTHING, TODAY).rows:
            ways = (int(row[way] or 0) for way in ("forward", "care", "again", "back", "end"))

            assert sum(ways) == row["all_steps"]
