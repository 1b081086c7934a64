from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.journey.calendar import week_of


def day_number(day: date) -> int:
    """As YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


class TestWeeks:
    @given(st.dates(date(1980, 1, 1), date(2100, 1, 1)))
    def test_have_seven_days_from_monday(self, day: date) -> None:
        """Over months and years, and whatever the clock does."""
        monday = week_of(day_number(day))
        found = date(monday // 10_000, monday // 100 % 100, monday % 100)

        assert found.weekday() == 0
        assert 0 <= (day - found).days < 7
