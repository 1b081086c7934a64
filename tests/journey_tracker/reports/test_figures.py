from __future__ import annotations

import pytest

from journey_tracker.reports.figures import mean, mean_columns, share, share_columns
from journey_tracker.reports.intervals import Mean
from journey_tracker.reports.table import Kind


class TestShare:
    def test_comes_with_its_interval(self) -> None:
        """In the columns that say so."""
        whole, low, high = share_columns("success", hits="resolved", n="ended")
        told = share("success", 6, 10)

        assert whole.interval == (low.key, high.key) == ("success_low", "success_high")
        assert [told[c.key] for c in (whole, low, high)] == pytest.approx([0.6, 0.3127, 0.8318], abs=1e-4)

    @pytest.mark.parametrize(("hits", "n", "value"), [(0, 0, None), (6, 5, 1.2)])
    def test_has_none_where_it_is_no_share(self, hits: int, n: int, value: float | None) -> None:
        """Of nothing, or a rate above one."""
        assert share("rate", hits, n) == {"rate": value, "rate_low": None, "rate_high": None}


class TestMean:
    def test_comes_with_its_spread_and_interval(self) -> None:
        """Nine observations around 10."""
        whole, spread, low, high = mean_columns("mean", Kind.POINTS, n="answers")
        told = mean("mean", Mean(10, 3, 9))

        assert (whole.spread, whole.interval) == (spread.key, (low.key, high.key))
        assert [told[c.key] for c in (whole, spread, low, high)] == pytest.approx([10, 3, 7.694, 12.306], abs=0.002)

    def test_of_nothing_is_empty(self) -> None:
        """Not zero."""
        assert set(mean("mean", None).values()) == {None}
