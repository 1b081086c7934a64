from __future__ import annotations

from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.importing.mapping import EUROS, BadRow, Cell, Time, decimal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class TestAnAmount:
    @pytest.mark.parametrize(
        ("text", "point", "cents"),
        [
            ("12.50", ".", 1250),
            ("1,234.5", ".", 123450),
            ("€ 1.234,50", ",", 123450),
            ("7", ",", 700),
            ("-3,1", ",", -310),
        ],
    )
    def test_is_read_as_people_write_it(self, text: str, point: str, cents: int) -> None:
        """Euros become cents, exactly."""
        assert Cell(column="c", money=EUROS, point=point).value({"c": text}, "int") == cents

    @pytest.mark.parametrize("text", ["12,50", "twelve", "1.005", "1,23,456.00", ""])
    def test_is_never_guessed(self, text: str) -> None:
        """Under a decimal point a comma parts thousands, or the row is bad."""
        cell = Cell(column="c", money=EUROS)

        if not text:
            assert cell.value({"c": text}, "int") is None
            return
        with pytest.raises(BadRow, match="c is"):
            cell.value({"c": text}, "int")

    @given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
    def test_survives_both_ways_of_writing(self, amount: Decimal) -> None:
        """Dutch and English, with thousands parted."""
        english = f"{amount:,.2f}"
        dutch = english.translate(str.maketrans(",.", ".,"))

        assert decimal(english) == decimal(dutch, ",") == amount

    def test_has_no_letters(self) -> None:
        """Text is no number."""
        with pytest.raises(InvalidOperation):
            decimal("1.2.3")


class TestATime:
    @pytest.mark.parametrize(
        ("text", "time"),
        [
            ("01-05-2026 12:00", Time("t", "%d-%m-%Y %H:%M", AMSTERDAM)),
            ("2026-05-01T10:00:00Z", Time("t")),
            ("2026-05-01 12:00", Time("t", zone=AMSTERDAM)),
            ("1777629600", Time("t", "seconds")),
            ("1777629600000", Time("t", "milliseconds")),
            ("1777629600000000", Time("t", "microseconds")),
        ],
    )
    def test_is_the_same_however_it_is_written(self, text: str, time: Time) -> None:
        """Noon on 1 May 2026 in Amsterdam."""
        assert time.micros({"t": text}) == 1_777_629_600_000_000

    @pytest.mark.parametrize(
        ("text", "time"),
        [
            ("soon", Time("t")),
            ("2026-05-01 12:00", Time("t")),
            ("", Time("t", "seconds")),
            ("NaN", Time("t", "seconds")),
        ],
    )
    def test_that_cannot_be_told_is_a_bad_row(self, text: str, time: Time) -> None:
        """With the column and what it holds."""
        with pytest.raises(BadRow, match="t is"):
            time.micros({"t": text})
