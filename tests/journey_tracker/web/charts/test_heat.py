from __future__ import annotations

import pytest

from journey_tracker.web.charts.heat import feeling, tint


class TestTint:
    @pytest.mark.parametrize(
        ("value", "wanted"), [(None, ""), (0, ""), (0.01, "heat-1"), (0.5, "heat-3"), (1, "heat-6"), (9, "heat-6")]
    )
    def test_grows_with_the_value(self, value: float | None, wanted: str) -> None:
        """Nothing has no tint, and what is above the most has the strongest."""
        assert tint(value, 1) == wanted

    def test_of_a_table_of_zeros_is_none(self) -> None:
        """No division by zero."""
        assert tint(0, 0) == ""


class TestFeeling:
    @pytest.mark.parametrize(
        ("value", "wanted"), [(None, ""), (0.0, "even"), (-0.5, "warm-6"), (0.1, "cool-2"), (-2.0, "warm-6")]
    )
    def test_parts_good_from_bad(self, value: float | None, wanted: str) -> None:
        """Two colours, that part at zero."""
        assert feeling(value, 0.5) == wanted
