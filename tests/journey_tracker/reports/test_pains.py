from __future__ import annotations

import pytest

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.talk import shopper


class TestPains:
    def test_are_the_errands_with_something_negative(self) -> None:
        """Four of six who asked where the order is were unhappy, and none who looked for a product."""
        events = [shopper(1, "order_status", mood=-0.5, conversation=f"a{i}") for i in range(4)]
        events += [shopper(1, "order_status", mood=0.3, conversation=f"b{i}") for i in range(2)]
        events += [shopper(1, "state_need", mood=0.3, conversation=f"c{i}") for i in range(5)]
        (row,) = run(Counted(events), "pains", EVERYTHING, 20260601).rows

        assert (row["phase"], row["errand"], row["negative"], row["stays"]) == ("delivery", "order_status", 4, 6)
        assert row["negative_share"] == pytest.approx(4 / 6)
