"""Days and hours in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.shop.dates import day, day_text, moment_text, weekdays_text

TODAY = date(2026, 11, 22)


class TestDayText:
    @pytest.mark.parametrize(
        ("told", "nl", "en"),
        [
            (date(2026, 11, 21), "gisteren", "yesterday"),
            (date(2026, 11, 22), "vandaag", "today"),
            (date(2026, 11, 23), "morgen", "tomorrow"),
            (date(2026, 11, 24), "dinsdag 24 november", "Tuesday 24 November"),
            (date(2027, 1, 4), "maandag 4 januari 2027", "Monday 4 January 2027"),
        ],
    )
    def test_says_near_days_by_their_name(self, told: date, nl: str, en: str) -> None:
        """And a year only when it is another one."""
        assert day_text(told, "nl", today=TODAY) == nl
        assert day_text(told, "en", today=TODAY) == en


class TestMoments:
    def test_are_told_by_dutch_clocks(self) -> None:
        """Half past eleven at night in UTC is the next day in the Netherlands, in summer two hours on."""
        at_ms = int(datetime(2026, 7, 1, 22, 30, tzinfo=UTC).timestamp() * 1000)

        assert day(at_ms) == date(2026, 7, 2)
        assert moment_text(at_ms, "nl", today=date(2026, 7, 3)) == "gisteren om 00:30"


class TestWeekdays:
    def test_a_run_is_told_by_its_ends(self) -> None:
        """Anything else is listed."""
        assert weekdays_text(frozenset(range(6)), "nl") == "maandag t/m zaterdag"
        assert weekdays_text(frozenset({0, 2}), "en") == "Monday, Wednesday"
