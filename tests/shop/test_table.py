from __future__ import annotations

from bot.shop.table import Cells


class TestCells:
    def test_are_one_text_where_they_are_equal(self) -> None:
        """A million rows of few values take the memory of few values."""
        cells = Cells()

        assert cells.of(" rood ") is cells.of("".join(["ro", "od"]))
