from __future__ import annotations

import pytest

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.table import SMALL_N, Row, Table
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, clicks, each, looks, returns, views

AUGUST_19 = 20260819
"""110 days after the start."""


def row(table: Table, phase: str, position: str = "new") -> Row:
    """Of a phase and position."""
    (found,) = [r for r in table.rows if (r["phase"], r["position"]) == (phase, position)]
    return found


class TestDoorstroom:
    def test_is_who_went_on_in_time_of_those_who_had_the_time(self) -> None:
        """Ten looked round and six went on; eight more came too lately to tell."""
        events = [*each(6, looks(0), views(2)), *each(4, looks(0), name="w"), *each(8, looks(100), name="x")]
        found = row(run(Counted(events), "funnel", EVERYTHING, AUGUST_19), "orientation")

        assert (found["entered"], found["due"], found["onward"], found["open"]) == (18, 10, 6, 8)
        assert found["doorstroom"] == pytest.approx(0.6)
        assert (found["doorstroom_low"], found["doorstroom_high"]) == pytest.approx((0.3127, 0.8318), abs=1e-4)

    def test_leaves_out_who_went_on_too_late(self) -> None:
        """Thirty days are the window: half a day less counts, half a day more does not."""
        events = [*each(5, looks(0), views(29.5)), *each(5, looks(0), views(30.5), name="w")]
        found = row(run(Counted(events), "funnel", EVERYTHING, AUGUST_19), "orientation")

        assert (found["due"], found["onward"], found["doorstroom"]) == (10, 5, 0.5)

    def test_counts_a_day_once_the_window_is_over_for_all_of_it(self) -> None:
        """Who entered on 1 May at noon had thirty days on 31 May at noon: from 1 June on that is sure."""
        store = Counted(each(5, looks(0)))
        last_open, first_due = (row(run(store, "funnel", EVERYTHING, d), "orientation") for d in (20260531, 20260601))

        assert (last_open["due"], last_open["open"]) == (0, 5)
        assert (first_due["due"], first_due["open"]) == (5, 0)

    def test_is_reached_by_whoever_skips_a_phase(self) -> None:
        """From orientation straight to an order is onward too."""
        found = row(run(Counted(each(5, looks(0), buys(1))), "funnel", EVERYTHING, AUGUST_19), "orientation")

        assert found["doorstroom"] == 1.0

    def test_leads_from_the_last_phase_to_the_next_journey(self) -> None:
        """Five bought and clicked a mail, and three of them were back within thirty days."""
        events = [*each(3, buys(0), clicks(10), looks(20)), *each(2, buys(0), clicks(10), name="w")]
        table = run(Counted(events), "funnel", EVERYTHING, AUGUST_19)
        last = row(table, "in_between")

        assert (last["next_phase"], last["due"], last["onward"], last["doorstroom"]) == ("next", 5, 3, 0.6)
        assert row(table, "orientation", "repeat")["entered"] == 3

    def test_is_not_shown_of_fewer_than_five(self) -> None:
        """Three say nothing about the rest, and too much about themselves."""
        table = run(Counted(each(3, looks(0))), "funnel", EVERYTHING, AUGUST_19)
        place = next(i for i, r in enumerate(table.rows) if (r["phase"], r["position"]) == ("orientation", "new"))

        assert table.rows[place]["doorstroom"] is None
        assert table.rows[place]["due"] == 3
        assert table.small(place, "doorstroom")
        assert SMALL_N in table.notes

    def test_of_nobody_is_nothing_and_not_small(self) -> None:
        """An empty phase has no figure to leave out."""
        table = run(Counted([]), "funnel", EVERYTHING, AUGUST_19)

        assert [r["doorstroom"] for r in table.rows] == [None] * 10
        assert not table.left_out


class TestCare:
    def test_lies_over_the_phase_it_happened_in(self) -> None:
        """Care is no phase of the funnel: two returns during transaction, of five journeys."""
        events = [*each(2, buys(0), returns(3)), *each(3, buys(0), name="w")]
        table = run(Counted(events), "funnel", EVERYTHING, AUGUST_19)

        assert "customer_care" not in {r["phase"] for r in table.rows}
        assert (row(table, "transaction")["care"], row(table, "transaction")["care_rate"]) == (2, 0.4)
