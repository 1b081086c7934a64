from __future__ import annotations

import pytest

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each, views

TODAY = 20260801
LIVES = [
    *each(5, views(0, 8_000, 10_000), buys(1, 8_000, 10_000), name="cheap"),
    *each(5, views(0, 8_000, 10_000), name="looker"),
    *each(10, views(0, 10_000, 10_000), name="full"),
    *each(5, buys(0), views(40, 9_000, 10_000), buys(41, 9_000, 10_000), name="back"),
]


class TestPrice:
    def test_is_told_by_where_it_stands_and_for_whom(self) -> None:
        """Half of the new bought at a discount, none at list price; those who came back all did."""
        rows = run(Counted(LIVES), "price", EVERYTHING, TODAY).rows
        found = {(r["position"], r["price_position"]): (r["viewed"], r["orders"], r["conversion"]) for r in rows}

        assert found["new", "discount"] == (10, 5, 0.5)
        assert found["new", "list"] == (10, 0, 0.0)
        assert found["repeat", "discount"] == (5, 5, 1.0)
        assert found["repeat", "above"] == (0, 0, None)

    def test_has_its_value_and_what_the_offer_cost(self) -> None:
        """Five orders of 80 euros that were 100: a fifth off."""
        row = run(Counted(LIVES), "price", EVERYTHING, TODAY).rows[0]

        assert (row["value_cents"], row["value_per_order"]) == (40_000, 8_000)
        assert row["reduction"] == pytest.approx(0.2)

    def test_gives_no_interval_when_more_is_ordered_than_viewed(self) -> None:
        """Such a rate is no share of anything."""
        row = run(
            Counted([*each(6, buys(0, 5, 10)), *each(5, views(0, 5, 10), name="w")]), "price", EVERYTHING, TODAY
        ).rows[0]

        assert (row["conversion"], row["conversion_low"]) == (1.2, None)
