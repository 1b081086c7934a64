"""When staff is there, by the clock on the wall."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.handoff.hours import NEVER, Hours, parse
from bot.setting_kinds import InvalidSetting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = parse("mo-fr 09:00-12:30,13:00-21:00 sa 10:00-17:00")


def at(text: str, fold: int = 0) -> int:
    """Dutch wall time, such as `2026-05-01 12:00`, in epoch milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold).timestamp() * 1000)


class TestIsOpen:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-05-01 09:00", True),
            ("2026-05-01 08:59:59", False),
            ("2026-05-01 12:30", False),
            ("2026-05-01 20:59:59", True),
            ("2026-05-01 21:00", False),
            ("2026-05-02 10:00", True),
            ("2026-05-03 12:00", False),
        ],
    )
    def test_from_its_first_minute_until_its_last(self, moment: str, expected: bool) -> None:
        """A Friday, a Saturday, a Sunday."""
        assert WEEK.is_open(at(moment)) is expected

    def test_follows_summer_time(self) -> None:
        """Nine o'clock is nine o'clock, in winter and in summer."""
        assert [WEEK.is_open(at(f"2026-{day} 09:00")) for day in ("03-27", "03-30", "10-23", "10-26")] == [True] * 4
        assert [WEEK.is_open(at(f"2026-{day} 08:59")) for day in ("03-27", "03-30", "10-23", "10-26")] == [False] * 4

    def test_holds_in_the_shops_time_zone(self) -> None:
        """Nine in New York is three in the afternoon here."""
        assert parse("fr 09:00-10:00", timezone="America/New_York").is_open(at("2026-05-01 15:30"))

    def test_always_and_never(self) -> None:
        """Both at any moment."""
        for moment in (at("2026-03-29 03:00"), at("2026-12-31 23:59:59")):
            assert parse("always").is_open(moment)
            assert not parse("never").is_open(moment)


class TestOpens:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-05-01 08:00", "2026-05-01 09:00"),
            ("2026-05-01 12:45", "2026-05-01 13:00"),
            ("2026-05-01 22:00", "2026-05-02 10:00"),
            ("2026-05-02 18:00", "2026-05-04 09:00"),
            ("2026-05-02 12:00", "2026-05-02 12:00"),
        ],
    )
    def test_is_the_next_moment_somebody_is_there(self, moment: str, expected: str) -> None:
        """Later today, tomorrow, after the weekend, or now."""
        assert WEEK.opens(at(moment)) == at(expected)

    def test_a_week_later_when_it_is_one_day_a_week(self) -> None:
        """Just closed on the only day."""
        assert parse("mo 09:00-10:00").opens(at("2026-05-04 10:00")) == at("2026-05-11 09:00")

    def test_never_is_none(self) -> None:
        """Nothing is promised."""
        assert NEVER.opens(at("2026-05-01 12:00")) is None

    def test_what_summer_time_skips_opens_right_after(self) -> None:
        """There is no half past two on that night: at three it is open."""
        assert parse("su 02:30-05:00").opens(at("2026-03-29 00:00")) == at("2026-03-29 03:00")

    def test_what_winter_time_repeats_opens_the_first_time(self) -> None:
        """There are two half past twos on that night."""
        assert parse("su 02:30-05:00").opens(at("2026-10-25 00:00")) == at("2026-10-25 02:30", fold=0)

    def test_only_what_summer_time_skips_is_a_week_later(self) -> None:
        """An opening that does not happen that night is not promised."""
        hours = parse("su 02:10-02:50")

        assert hours.opens(at("2026-03-29 00:00")) == at("2026-04-05 02:10")

    @pytest.mark.parametrize(
        ("moment", "nl", "en"),
        [
            ("2026-05-01 08:00", "vandaag om 09:00", "today at 09:00"),
            ("2026-05-01 22:00", "morgen om 10:00", "tomorrow at 10:00"),
            ("2026-05-02 18:00", "maandag om 09:00", "on Monday at 09:00"),
            ("2026-05-01 12:00", "", ""),
        ],
    )
    def test_in_words(self, moment: str, nl: str, en: str) -> None:
        """As a shopper reads it; nothing while it is open."""
        assert (WEEK.opens_in_words(at(moment), "nl"), WEEK.opens_in_words(at(moment), "en")) == (nl, en)
        assert NEVER.opens_in_words(at(moment), "nl") == ""


class TestParse:
    def test_takes_days_and_spans_together(self) -> None:
        """Lists of days, lists of times, in any case of letters; midnight is 24:00."""
        assert parse("MO,we-th 00:00-24:00 su 10:00-11:00,12:00-13:00") == Hours(
            {0: ((0, 1440),), 2: ((0, 1440),), 3: ((0, 1440),), 6: ((600, 660), (720, 780))}, AMSTERDAM
        )

    @pytest.mark.parametrize(
        "wrong",
        [
            "",
            "sometimes",
            "mo-fr",
            "09:00-17:00",
            "ma-vr 09:00-17:00",
            "fr-mo 09:00-17:00",
            "mo 9:00-17:00",
            "mo 09:00-09:00",
            "mo 17:00-09:00",
            "mo 09:00-24:01",
            "mo 09:60-10:00",
            "mo 09:00-12:00,11:00-13:00",
            "mo-fr 09:00-17:00 mo 10:00-11:00",
            "mo 09:00-17:00 always",
            "mo 09:00-17:00,",
        ],
    )
    def test_refuses_anything_else(self, wrong: str) -> None:
        """The refusal names the setting, what was given and an example."""
        with pytest.raises(InvalidSetting, match=r"DESK_HOURS is .*mo-fr 09:00-21:00"):
            parse(wrong)

    @pytest.mark.parametrize("wrong", ["", "Amsterdam", "Europe/Nowhere", "../etc", "/etc/passwd"])
    def test_refuses_a_place_that_has_no_time(self, wrong: str) -> None:
        """A time zone by its name."""
        with pytest.raises(InvalidSetting, match="DESK_TIMEZONE"):
            parse("always", timezone=wrong)
