from __future__ import annotations

from journey_tracker.web.charts.distribution import Bin, distribution
from tests.journey_tracker.web.charts.drawn import read, words

BINS = (Bin("7", 20, "20", "mid"), Bin("8", 40, "40", "mid"), Bin("9", 0, "0", "top"))


class TestDistribution:
    def test_draws_each_answer_as_high_as_it_is_frequent(self) -> None:
        """An answer that nobody gave keeps its place, without a bar."""
        drawn = distribution(BINS, label="NPS")

        low, high = (float(bar.get("height", 0)) for bar in read(drawn).iter("rect"))
        assert high == 2 * low
        assert words(drawn) == ["20", "7", "40", "8", "9"]

    def test_of_nothing_is_an_axis(self) -> None:
        """An empty period is no division by zero."""
        assert words(distribution((), label="")) == []
