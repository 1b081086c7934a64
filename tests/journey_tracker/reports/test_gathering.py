from __future__ import annotations

import math
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.recorder.counted import bucket_ms, log_bucket
from journey_tracker.reports.gathering import Histogram, histograms, sums
from journey_tracker.reports.table import Row

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=60)


class TestSums:
    def test_add_up_what_is_not_named(self) -> None:
        """Rows of one phase come together, texts are no counts, and what there is not is 0."""
        rows: list[Row] = [
            {"phase": "selection", "channel": "webshop", "n": 2},
            {"phase": "selection", "channel": "webchat", "n": 3},
            {"phase": "delivery", "channel": "webchat", "n": None},
        ]
        found = sums(rows, "phase")

        assert found["selection",] == Counter(n=5)
        assert (found["delivery",]["n"], found["none",]["n"]) == (0, 0)


class TestHistogram:
    def test_comes_together_by_key(self) -> None:
        """Each bucket once."""
        rows: list[Row] = [{"phase": "selection", "bucket": b, "n": n} for b, n in ((3, 2), (4, 1), (3, 5))]

        assert histograms(rows, "phase")["selection",].counts == Counter({3: 7, 4: 1})

    @given(SCORES, st.floats(0.001, 1))
    def test_quantile_is_the_smallest_value_with_enough_below(self, scores: list[int], share: float) -> None:
        """The definition: at least that share is not above it, and less than that share is below."""
        found = Histogram(Counter(scores)).quantile(share, float)

        assert found is not None
        assert sum(s <= found for s in scores) >= share * len(scores)
        assert sum(s < found for s in scores) < share * len(scores)

    @given(SCORES)
    def test_mean_and_spread_are_those_of_the_observations(self, scores: list[int]) -> None:
        """The same as from the list itself."""
        found = Histogram(Counter(scores)).mean()
        spread = statistics.stdev(scores) if len(scores) > 1 else 0

        assert found is not None
        assert (found.value, found.spread, found.n) == pytest.approx((statistics.fmean(scores), spread, len(scores)))

    @given(st.lists(st.integers(0, 400 * 86_400_000), min_size=1, max_size=40))
    def test_quantile_of_durations_is_off_by_less_than_a_bucket(self, durations: list[int]) -> None:
        """Five percent of the duration and a second."""
        found = Histogram(Counter(log_bucket(ms) for ms in durations)).quantile(0.5, bucket_ms)
        true = sorted(durations)[math.ceil(len(durations) / 2) - 1]

        assert found == pytest.approx(true, abs=0.05 * (true + 1000))

    def test_of_nothing_has_no_figures(self) -> None:
        """Nothing is not zero."""
        assert Histogram().quantile(0.5, float) is None
        assert Histogram().mean() is None
