from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.journey import day_of
from journey_tracker.reports.days import begin_ms, date_of, earlier, months_between, week_of

DAYS = st.dates().filter(lambda d: 1980 < d.year < 2100).map(lambda d: d.year * 10_000 + d.month * 100 + d.day)


class TestDays:
    @pytest.mark.parametrize(
        ("day", "days", "before"), [(20260301, 1, 20260228), (20240301, 1, 20240229), (20260101, 31, 20251201)]
    )
    def test_are_counted_back_over_months_and_years(self, day: int, days: int, before: int) -> None:
        """Leap years too."""
        assert earlier(day, days) == before

    @given(DAYS)
    def test_begin_at_dutch_midnight(self, day: int) -> None:
        """Also where the clock changes: the millisecond before is the day before."""
        assert (day_of(begin_ms(day)), day_of(begin_ms(day) - 1)) == (day, earlier(day, 1))

    @given(DAYS)
    def test_belong_to_a_week_of_seven(self, day: int) -> None:
        """From Monday."""
        week = week_of(day)

        assert date_of(week).weekday() == 0
        assert 0 <= (date_of(day) - date_of(week)).days < 7

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
