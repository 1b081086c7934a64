from __future__ import annotations

import pytest

from bot.selection.schema.inference import Column, UnreadableCell, infer_columns, merged_units
from bot.selection.schema.overrides import Overrides, parse_overrides
from bot.shop.ports import Better, Kind


def column(name: str, cells: list[str], *, marks: str = "", schema: str = "") -> Column:
    """The one column called `name`."""
    overrides = parse_overrides(schema, "test.yml") if schema else Overrides()
    return infer_columns([name], [cells], overrides, marks=marks)[0]


class TestInferColumns:
    @pytest.mark.parametrize(
        ("name", "cells", "key", "unit", "values"),
        [
            ("weight_kg", ["1.3", "2"], "weight", "kg", [1.3, 2.0]),
            ("Weight (g)", ["350", "1200"], "weight", "kg", [0.35, 1.2]),
            ("accuduur_uur", ["8", "10"], "accuduur", "hour", [8.0, 10.0]),
            ("weight", ["1,3 kg", "900 g"], "weight", "kg", [1.3, 0.9]),
            ("storage", ["512GB SSD", "1 TB"], "storage", "GB", [512.0, 1000.0]),
            ("refresh_rate", ["60", "144"], "refresh_rate", "Hz", [60.0, 144.0]),
            ("screen_size", ['15,6"', '13.3"'], "screen_size", "inch", [15.6, 13.3]),
            ("cores", ["4", "8"], "cores", "", [4.0, 8.0]),
        ],
    )
    def test_reads_numbers_with_their_unit(
        self, name: str, cells: list[str], key: str, unit: str, values: list[float]
    ) -> None:
        """The unit stands in the name, in the cells or in what the name means."""
        found = column(name, cells)

        assert (found.attribute.key, found.attribute.kind, found.attribute.unit) == (key, Kind.NUMBER, unit)
        assert [found.read(c) for c in cells] == pytest.approx(values)

    def test_gives_no_unit_to_weights_that_have_none(self) -> None:
        """'Weight 4.8' may be kilos or ounces; a wrong fact is worse than none."""
        assert column("weight", ["4.8", "3.1"]).attribute.unit == ""

    def test_gives_no_implied_unit_to_unlikely_numbers(self) -> None:
        """A screen of 139 is in centimetres."""
        assert column("screen_size", ["139", "165"]).attribute.unit == ""

    def test_takes_pairs_for_values_where_decimals_have_points(self) -> None:
        """'2560,1440' is a resolution, no number."""
        found = column("resolution", ["2560,1440", "1920,1080"], marks=".")

        assert found.attribute.kind is Kind.CATEGORY
        assert found.read("2560,1440") == "2560,1440"

    def test_takes_yes_and_no_from_words_and_bits(self) -> None:
        """Ja and nee, true and false, 1 and 0."""
        assert column("wireless", ["ja", "nee", ""]).read("ja") is True
        assert column("wireless", ["1", "0"]).read("0") is False

    def test_joins_spellings_of_one_value(self) -> None:
        """The commonest spelling stands for all, the most frequent value first."""
        found = column("kleur", ["Rood", "zwart", "Zwart", "zwart"])

        assert found.attribute.values == ("zwart", "Rood")
        assert found.read("Zwart") == "zwart"

    def test_keeps_long_different_texts_from_being_choices(self) -> None:
        """What no two products share is text."""
        cells = [f"Een lange tekst over product nummer {i}, die nergens op lijkt en niet eindigt" for i in range(3)]

        assert column("extra", cells).attribute.kind is Kind.TEXT

    def test_keeps_codes_from_being_numbers(self) -> None:
        """Leading zeros mean something."""
        assert column("serie", ["0101", "0205", "0301"]).attribute.kind is Kind.CATEGORY

    def test_knows_directions_from_what_a_name_means(self) -> None:
        """Lighter is better, longer battery too, and of a screen that is for each to say."""
        directions = [column(name, ["1", "2"]).attribute.better for name in ("gewicht", "battery_hours", "screen_inch")]

        assert directions == [Better.LOWER, Better.HIGHER, Better.TASTE]

    def test_refuses_a_cell_that_is_no_number_among_numbers(self) -> None:
        """The error names column and cell."""
        found = column("gewicht_kg", ["1", "2", "3", "4", "zwaar"])

        with pytest.raises(UnreadableCell, match="gewicht_kg is 'zwaar', not a number"):
            found.read("zwaar")

    def test_leaves_empty_columns_out(self) -> None:
        """A column nobody filled is no attribute."""
        assert infer_columns(["a"], [["", "n/a"]], Overrides()) == []

    def test_keeps_the_whole_name_where_keys_would_be_the_same(self) -> None:
        """Two columns never become one attribute."""
        found = infer_columns(["ssd_gb", "ssd_tb"], [["512"], ["1"]], Overrides())

        assert [c.attribute.key for c in found] == ["ssd_gb", "ssd_tb"]

    def test_lets_the_shop_say_the_unit(self) -> None:
        """A bare number is then in that unit."""
        found = column("gewicht", ["350", "900"], schema="attributes: {gewicht: {unit: g}}")

        assert (found.attribute.unit, found.read("350")) == ("kg", 0.35)


class TestMergedUnits:
    def test_puts_units_of_their_own_column_behind_the_numbers(self) -> None:
        """'Weight' and "Weight Unit" are one quantity; an empty number stays empty."""
        names, columns = merged_units(
            ["Weight Unit Measure", "Weight", "Color"], [["ounces", "pounds"], ["4", ""], ["red", "blue"]]
        )

        assert names == ["Weight", "Color"]
        assert list(columns[0]) == ["4 ounces", ""]
