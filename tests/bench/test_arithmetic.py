from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.arithmetic import NothingMeasured, median_percentile, middle, percentile, ratio

seconds = st.lists(st.floats(0, 1e6), min_size=1)


class TestPercentile:
    def test_it_is_a_value_that_was_measured(self) -> None:
        """Of twenty, the 95th percentile is the nineteenth: one in twenty may be slower."""
        values = [float(n) for n in range(20, 0, -1)]

        assert percentile(values, 0.95) == 19
        assert percentile(values, 0.5) == 10
        assert percentile([7.0], 0.95) == 7

    @given(seconds, st.floats(0, 1))
    def test_no_more_than_the_rest_is_above_it(self, values: list[float], share: float) -> None:
        """At least the share of the values does not exceed it."""
        found = percentile(values, share)

        assert sum(value <= found for value in values) >= share * len(values) - 1e-9

    def test_nothing_measured_is_said(self) -> None:
        """No number is made of no measurements."""
        with pytest.raises(NothingMeasured, match="no measurement"):
            percentile([], 0.95)


class TestRuns:
    def test_one_disturbed_run_does_not_decide(self) -> None:
        """The median over the runs, not the percentile of all of them together."""
        assert median_percentile([[10, 11], [10, 12], [500, 900]], 0.95) == 12

    def test_a_ratio_is_made_run_by_run(self) -> None:
        """A run that was slow for both sides gives the same ratio as a fast one."""
        assert ratio([100, 10, 60], [50, 5, 20]) == 2

    def test_runs_must_come_in_pairs(self) -> None:
        """A run of one side alone is no pair."""
        with pytest.raises(ValueError, match="shorter"):
            ratio([1, 2], [1])

    def test_the_middle_of_nothing_is_said(self) -> None:
        """No median is made of no runs."""
        with pytest.raises(NothingMeasured):
            middle([])
