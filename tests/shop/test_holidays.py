"""Dutch holidays, and terms and deliveries that meet them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shop.holidays import deadline, easter, holidays, is_working_day, next_delivery_day

EVERY_WEEKDAY = frozenset(range(7))
NO_SUNDAY = frozenset(range(6))


class TestHolidays:
    def test_those_of_2026_are_all_there(self) -> None:
        """Good Friday, Easter Monday, King's Day, Liberation Day, Ascension, Whit Monday, Christmas, New Year."""
        expected = {(1, 1), (4, 3), (4, 6), (4, 27), (5, 5), (5, 14), (5, 25), (12, 25), (12, 26)}

        assert {(d.month, d.day) for d in holidays(2026)} == expected

    @pytest.mark.parametrize(("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)])
    def test_easter_falls_where_the_church_says(self, year: int, month: int, day: int) -> None:
        """Known dates, the latest possible one among them."""
        assert easter(year) == date(year, month, day)

    def test_kings_day_on_a_sunday_is_kept_the_day_before(self) -> None:
        """27 April 2025 was a Sunday."""
        assert date(2025, 4, 26) in holidays(2025)
        assert date(2025, 4, 27) not in holidays(2025)


class TestDeadline:
    def test_fourteen_days_count_from_the_day_after(self) -> None:
        """Received on Monday 9 November 2026: Monday the 23rd is the last day."""
        assert deadline(date(2026, 11, 9), 14) == date(2026, 11, 23)

    @pytest.mark.parametrize(
        ("received", "last"),
        [
            (date(2026, 11, 7), date(2026, 11, 23)),  # would end on a Saturday
            (date(2026, 3, 20), date(2026, 4, 7)),  # on Good Friday, and on to after Easter
            (date(2026, 12, 11), date(2026, 12, 28)),  # on Christmas, which a weekend follows
        ],
    )
    def test_a_term_that_ends_on_a_free_day_is_moved_past_it(self, received: date, last: date) -> None:
        """The shopper loses no day to weekends and holidays."""
        assert deadline(received, 14) == last

    @given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.integers(0, 60))
    def test_is_never_early_and_always_a_working_day(self, start: date, days: int) -> None:
        """Whatever day it starts on."""
        end = deadline(start, days)

        assert end >= start + timedelta(days=days)
        assert is_working_day(end)


class TestNextDeliveryDay:
    def test_skips_a_sunday_and_the_holiday_behind_it(self) -> None:
        """After the Saturday before Easter parcels come on Tuesday."""
        assert next_delivery_day(date(2026, 4, 4), NO_SUNDAY) == date(2026, 4, 7)

    @pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 5, 5)])
    def test_parcels_come_on_good_friday_and_the_fifth_of_may(self, day: date) -> None:
        """They are holidays for terms, not for carriers."""
        assert next_delivery_day(day - timedelta(days=1), EVERY_WEEKDAY) == day
