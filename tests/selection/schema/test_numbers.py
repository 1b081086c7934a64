from __future__ import annotations

import pytest

from bot.selection.schema.numbers import decimal_marks, number, price


class TestDecimalMarks:
    @pytest.mark.parametrize(
        ("cells", "marks"),
        [
            (["1.5", "12"], "."),
            (["1,5"], ","),
            (["1,5", "2.5"], ",."),
            (["1.299", "2,500"], ""),
            (["1.299,50"], ","),
            (["1,299.50"], "."),
            (["1.299.000"], ","),
            (["0.125"], "."),
            (["1920,1080"], ""),
            (["geen"], ""),
        ],
    )
    def test_only_counts_proof(self, cells: list[str], marks: str) -> None:
        """A group of three digits proves nothing; anything else does."""
        assert decimal_marks(cells) == marks


class TestNumber:
    @pytest.mark.parametrize(
        ("text", "marks", "value"),
        [
            ("12", "", 12.0),
            ("-3", "", -3.0),
            ("1,5", "", 1.5),
            ("1.5", "", 1.5),
            ("1.299", "", 1299.0),
            ("1.299", ".", 1.299),
            ("1.299", ",", 1299.0),
            ("1.299,50", "", 1299.5),
            ("1,299.50", "", 1299.5),
            ("1.299.000", ",", 1299000.0),
            ("1'299.50", ".", 1299.5),
            ("15,25", ".", None),
            ("1920,1080", ".", None),
            ("12 cm", "", None),
            ("", "", None),
            ("v1.2.3", "", None),
            ("9" * 400, "", None),
        ],
    )
    def test_reads_decimals_and_thousands(self, text: str, marks: str, value: float | None) -> None:
        """What is not a whole number by the marks in use is no number."""
        assert number(text, marks) == value


class TestPrice:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("€ 1.299,-", 1299.0),
            ("€649,95", 649.95),
            ("649.00 EUR", 649.0),
            ("1 299,00", 1299.0),
            ("12 euro", 12.0),
            ("449,--", 449.0),
            ("gratis", None),
        ],
    )
    def test_reads_amounts_as_shops_write_them(self, text: str, value: float | None) -> None:
        """Signs, thousands and round amounts are understood."""
        assert price(text) == value
