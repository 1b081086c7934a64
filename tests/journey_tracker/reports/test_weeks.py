from __future__ import annotations

import pytest

from journey_tracker.journey.calendar import week_of
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, looks
from tests.journey_tracker.reports.test_feelings import said
from tests.journey_tracker.reports.test_listings import MINUTES_A_DAY, scored_by
from tests.journey_tracker.talk import shopper

TODAY = 20260601
LIVES = [
    *each(5, looks(0), buys(2), name="early"),
    *each(7, looks(3), buys(10), name="late"),
    *said([-0.6] * 5, "order_status", "thank"),
]
"""The start is Friday 1 May: day 2 is Sunday, day 3 is Monday 4 May, day 10 the Monday after."""


class TestWeeks:
    def test_begin_on_monday(self) -> None:
        """Sunday belongs to the week before."""
        assert [week_of(day) for day in (20260501, 20260503, 20260504)] == [20260427, 20260427, 20260504]

    def test_tell_what_happened_when(self) -> None:
        """Five orders in the first week, none in the second, seven in the third."""
        rows = run(Counted(LIVES), "weeks", EVERYTHING, TODAY).rows

        assert [(r["week"], r["begun"], r["orders"], r["contacts"]) for r in rows] == [
            (20260427, 10, 5, 15),
            (20260504, 7, 0, 7),
            (20260511, 0, 7, 7),
        ]
        assert rows[0]["sentiment"] == pytest.approx(-0.6)
        assert rows[1]["sentiment"] is None

    def test_mark_a_new_sentiment_model(self) -> None:
        """The first one is no change."""
        events = [
            scored_by(f"lexicon-{i // 5}", shopper(1, "state_need", minute=i * 2 * MINUTES_A_DAY, conversation=f"c{i}"))
            for i in range(10)
        ]
        table = run(Counted(events), "weeks", EVERYTHING, TODAY)

        assert {r["week"]: r["new_model"] for r in table.rows if r["new_model"]} == {20260511: "lexicon-1"}
        assert "sentiment_model_changed" in table.notes

    def test_tell_in_which_phase_it_happened(self) -> None:
        """The bad mood was in delivery, in the first week."""
        rows = run(Counted(LIVES), "phase_weeks", EVERYTHING, TODAY).rows
        (felt,) = (row for row in rows if row["sentiment"] is not None)

        assert (felt["phase"], felt["week"], felt["contacts"]) == ("delivery", 20260427, 5)
        assert felt["sentiment"] == pytest.approx(-0.6)
