from __future__ import annotations

from bot.selection.schema.merging import merged_units


class TestMergedUnits:
    def test_puts_units_of_their_own_column_behind_the_numbers(self) -> None:
        """'Weight' and "Weight Unit" are one quantity; an empty number stays empty."""
        names, columns = merged_units(
            ["Weight Unit Measure", "Weight", "Color"], [["ounces", "pounds"], ["4", ""], ["red", "blue"]]
        )

        assert names == ["Weight", "Color"]
        assert list(columns[0]) == ["4 ounces", ""]
