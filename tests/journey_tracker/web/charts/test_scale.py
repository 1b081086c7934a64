from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.web.charts.scale import Scale, between, smooth

HEIGHTS = st.lists(st.floats(-100, 100), min_size=2, max_size=9)


def places(path: str) -> list[tuple[float, float]]:
    """All places that a path names."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


class TestScale:
    def test_draws_what_falls_outside_on_the_edge(self) -> None:
        """Nothing leaves the drawing."""
        up = Scale(-1, 1, 100, 0)

        assert [up(value) for value in (-2, -1, 0, 1, 2)] == [100, 100, 50, 0, 0]

    def test_puts_a_single_value_in_the_middle(self) -> None:
        """A scale without length is no division by zero."""
        assert Scale(3, 3, 0, 10)(3) == 5


class TestSmooth:
    @given(HEIGHTS)
    def test_never_swings_beyond_its_points(self, heights: list[float]) -> None:
        """A curve between two moods shows no third."""
        path = places(smooth([(i * 10, y) for i, y in enumerate(heights)]))

        assert min(y for _, y in path) >= min(heights) - 0.1
        assert max(y for _, y in path) <= max(heights) + 0.1

    def test_of_nothing_is_nothing(self) -> None:
        """An empty period draws no line."""
        assert smooth([]) == between([], []) == ""


class TestBetween:
    def test_closes_the_area(self) -> None:
        """From left to right along the top, and back along the bottom."""
        area = between([(0, 1), (10, 2)], [(0, 5), (10, 6)])

        assert area.endswith("Z")
        assert places(area)[0] == (0, 1)
        assert places(area)[-1] == (0, 5)
        assert all(0 <= x <= 10 for x, _ in places(area))
