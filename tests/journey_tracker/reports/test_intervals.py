from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.reports.intervals import Mean, around, newcombe, t_quantile, welch, wilson

COUNTS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
MEANS = st.builds(Mean, st.floats(-1, 1), st.floats(0, 1), st.integers(2, 10_000))


class TestWilson:
    @pytest.mark.parametrize(
        ("hits", "n", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_is_that_of_the_worked_examples(self, hits: int, n: int, low: float, high: float) -> None:
        """The four examples of Newcombe's comparison of methods for one share (1998)."""
        assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)

    @given(COUNTS)
    def test_holds_the_share_and_stays_a_share(self, counts: tuple[int, int]) -> None:
        """It never leaves 0..1, and the share lies in it."""
        hits, n = counts
        low, high = wilson(hits, n)

        assert 0 <= low <= hits / n + 1e-12
        assert hits / n - 1e-12 <= high <= 1

    @given(COUNTS)
    def test_mirrors(self, counts: tuple[int, int]) -> None:
        """Who went on and who did not are the same news."""
        hits, n = counts
        low, high = wilson(hits, n)

        assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)

    @pytest.mark.parametrize(("hits", "n"), [(0, 0), (3, 2), (-1, 5)])
    def test_refuses_what_is_no_share(self, hits: int, n: int) -> None:
        """More hits than n would give a figure that means nothing."""
        with pytest.raises(ValueError, match="is no share"):
            wilson(hits, n)


class TestNewcombe:
    @pytest.mark.parametrize(
        ("counts", "low", "high"),
        [
            ((48, 80, 56, 70), 0.0524, 0.3339),
            ((3, 10, 9, 10), 0.1705, 0.8090),
            ((0, 20, 10, 10), 0.6791, 1.0),
        ],
    )
    def test_is_that_of_the_worked_examples(self, counts: tuple[int, int, int, int], low: float, high: float) -> None:
        """Examples a, b and h of Newcombe's eleven methods (1998), method 10, with the signs turned."""
        assert newcombe(*counts) == pytest.approx((low, high), abs=5e-5)

    @given(COUNTS, COUNTS)
    def test_holds_the_difference_and_turns_with_it(self, a: tuple[int, int], b: tuple[int, int]) -> None:
        """A beside B says the opposite of B beside A."""
        low, high = newcombe(*a, *b)

        assert -1 - 1e-9 <= low <= b[0] / b[1] - a[0] / a[1] <= high <= 1 + 1e-9
        assert newcombe(*b, *a) == pytest.approx((-high, -low))


class TestMeans:
    @pytest.mark.parametrize(("freedom", "value"), [(4, 2.7764), (9, 2.2622), (30, 2.0423), (1000, 1.9623)])
    def test_take_the_quantile_of_student(self, freedom: int, value: float) -> None:
        """The numbers of every table of t."""
        assert t_quantile(freedom) == pytest.approx(value, rel=1e-3)

    def test_are_sure_by_their_spread_and_number(self) -> None:
        """Nine observations with spread 3: half the interval is 2.306 times 1."""
        assert around(Mean(10, 3, 9)) == pytest.approx((7.694, 12.306), abs=0.002)

    def test_of_one_observation_say_nothing_of_how_sure(self) -> None:
        """There is no spread of one."""
        assert around(Mean(1, 0, 1)) is None
        assert welch(Mean(1, 0, 1), Mean(2, 1, 9)) is None

    def test_differ_by_as_much_as_welch_says(self) -> None:
        """Variances 4/16 and 9/9: error 1.118 with 1.5625 / (0.0625/15 + 1/8) = 12.1 degrees of freedom."""
        low, high = welch(Mean(20, 2, 16), Mean(23, 3, 9)) or (math.nan, math.nan)

        assert (low + high) / 2 == pytest.approx(3)
        assert (high - low) / 2 == pytest.approx(2.177 * math.sqrt(1.25), abs=0.005)

    @given(MEANS, MEANS)
    def test_differ_within_the_interval(self, a: Mean, b: Mean) -> None:
        """The interval is about the difference, and turns with it."""
        low, high = welch(a, b) or (math.nan, math.nan)

        assert low <= b.value - a.value <= high
        assert welch(b, a) == pytest.approx((-high, -low))
