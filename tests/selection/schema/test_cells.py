from __future__ import annotations

import pytest

from bot.selection.schema.cells import in_stock, is_empty, yes_no


class TestCells:
    @pytest.mark.parametrize("cell", ["", " ", "-", "n/a", "N.v.t.", "onbekend", "NaN"])
    def test_know_when_nothing_is_said(self, cell: str) -> None:
        """What people write for "no idea" is no value."""
        assert is_empty(cell)

    @pytest.mark.parametrize(
        ("cell", "value"), [("Ja", True), ("TRUE", True), ("yes", True), ("nee", False), ("No", False), ("RGB", None)]
    )
    def test_read_yes_and_no(self, cell: str, value: bool | None) -> None:
        """Dutch and English, in any case."""
        assert yes_no(cell) is value

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ("", True),
            ("3", True),
            ("0", False),
            ("in_stock", True),
            ("https://schema.org/InStock", True),
            ("Out of stock", False),
            ("uitverkocht", False),
            ("nee", False),
            ("misschien", None),
        ],
    )
    def test_read_stock(self, cell: str, value: bool | None) -> None:
        """Counts, yes or no, and the words of feeds."""
        assert in_stock(cell) is value
