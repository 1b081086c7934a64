from __future__ import annotations

import pytest

from journey_tracker.reports.days import date_of, earlier, months_between


class TestDays:
    @pytest.mark.parametrize(
        ("day", "days", "before"), [(20260301, 1, 20260228), (20240301, 1, 20240229), (20260101, 31, 20251201)]
    )
    def test_are_counted_back_over_months_and_years(self, day: int, days: int, before: int) -> None:
        """Leap years too."""
        assert earlier(day, days) == before

    def test_that_do_not_exist_are_refused(self) -> None:
        """No thirtieth of February."""
        with pytest.raises(ValueError, match="day"):
            date_of(20260230)


class TestMonths:
    @pytest.mark.parametrize(
        ("first", "last", "between"), [(202605, 202605, 0), (202511, 202602, 3), (202401, 202601, 24)]
    )
    def test_are_counted_over_years(self, first: int, last: int, between: int) -> None:
        """From the one to the other."""
        assert months_between(first, last) == between
