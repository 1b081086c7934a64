"""Days and hours of the demo are Dutch, and people do things when they are awake."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.demo.calendar import OFFICE, Year, day_at, hour_at, is_rush, later, moment

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(day=DAYS, seed=st.integers(0, 999))
def test_a_moment_is_on_its_day(day: date, seed: int) -> None:
    """Also on the days on which the clock is put forward or back."""
    assert day_at(moment(day, Random(seed))) == day  # noqa: S311 - must be repeatable, hides nothing


@given(day=DAYS, days=st.floats(0, 40), seed=st.integers(0, 999))
def test_later_is_later(day: date, days: float, seed: int) -> None:
    """By about so many days."""
    rng = Random(seed)  # noqa: S311 - must be repeatable, hides nothing
    at_ms = moment(day, rng)

    after = later(at_ms, days, rng)

    assert after > at_ms
    assert days - 2 <= (day_at(after) - day).days <= days + 3.5


@given(day=DAYS, seed=st.integers(0, 999))
def test_parcels_come_in_the_daytime(day: date, seed: int) -> None:
    """From nine to six."""
    assert 9 <= hour_at(moment(day, Random(seed), OFFICE)) < 18  # noqa: S311 - must be repeatable, hides nothing


def test_a_year_ends_at_dutch_midnight() -> None:
    """In winter an hour before that of UTC."""
    end = datetime.fromtimestamp(Year(date(2026, 11, 21)).end_ms / 1000, UTC)

    assert end == datetime(2026, 11, 21, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "is_in_it"),
    [(date(2025, 11, 14), False), (date(2025, 11, 15), True), (date(2025, 12, 5), True), (date(2025, 12, 6), False)],
)
def test_the_rush_ends_on_the_day_of_sinterklaas(day: date, is_in_it: bool) -> None:
    """15 November to 5 December, every year."""
    assert is_rush(day) is is_in_it
