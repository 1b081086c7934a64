from __future__ import annotations

import pytest

from bot.selection.schema.column import Column, UnreadableCell
from bot.selection.schema.inference import infer_columns
from bot.selection.schema.overrides import AttributeOverride, Overrides, parse_overrides
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

    @pytest.mark.parametrize(
        ("name", "cells", "unit", "values"),
        [
            ("helderheid", ["550 nits (Peak)", "400 nits"], "nit", [550.0, 400.0]),
            ("battery", ["4-Cell: 63 Wh", "3-Cell: 50 Wh"], "Wh", [63.0, 50.0]),
            ("weight", ["2 lb", "1.5 lb"], "kg", [0.9072, 0.6804]),
            ("weight", ["8 ounces", "900 g"], "kg", [0.2268, 0.9]),
            ("storage", ["1 TB", "512 GB", "2TB"], "GB", [1000.0, 512.0, 2000.0]),
            ("clock", ["2400 MHz", "3.2 GHz"], "GHz", [2.4, 3.2]),
            ("diameter", ["254 mm", "25.4 cm"], "cm", [25.4, 25.4]),
            ("scherm", ['15,6"', "15,6 inch", "38.1 cm"], "inch", [15.6, 15.6, 15.0]),
        ],
    )
    def test_reads_one_unit_out_of_mixed_text(
        self, name: str, cells: list[str], unit: str, values: list[float]
    ) -> None:
        """Comments, older units and several units in one column."""
        found = column(name, cells)

        assert (found.attribute.kind, found.attribute.unit) == (Kind.NUMBER, unit)
        assert [found.read(c) for c in cells] == pytest.approx(values)

    def test_leaves_a_bare_number_among_several_units_unknown(self) -> None:
        """Of grams and kilos 2 may be either."""
        found = column("gewicht", ["900 g", "1.3 kg", "1.1 kg", "800 g", "700 g", "2"])

        assert found.read("2") is None
        assert found.attribute.coverage == pytest.approx(5 / 6, abs=1e-3)

    def test_leaves_what_fits_no_unit_unknown_in_a_column_of_text(self) -> None:
        """The product stays, the cell is told of."""
        cells = ["63 Wh", "50 Wh", "70 Wh", "41 Wh", "2 jaar garantie"]
        found = column("accu", cells)

        assert found.read("2 jaar garantie") is None
        assert found.unread == {"2 jaar garantie": 1}

    def test_keeps_a_column_of_mixed_kinds_as_values(self) -> None:
        """Where fewer than four in five are numbers, none is taken for one."""
        assert column("aansluiting", ["2", "USB", "3", "HDMI", "ja"]).attribute.kind is Kind.CATEGORY

    def test_parts_a_range_in_from_and_to(self) -> None:
        """A frequency response of "20,40" ends at 40 kilohertz."""
        low, high = infer_columns(["frequency_response"], [["20,40", "15,25000", "20,20"]], Overrides(), marks=".")

        assert (low.attribute.key, high.attribute.key) == ("frequency_response_from", "frequency_response_to")
        assert high.attribute.labels == {"nl": "frequentiebereik tot", "en": "frequency response up to"}
        assert [(low.read(c), high.read(c)) for c in ("20,40", "15,25000")] == [(20.0, 40000.0), (15.0, 25000.0)]
        assert {low.attribute.unit, high.attribute.unit} == {"Hz"}

    def test_lets_the_shop_keep_a_range_whole(self) -> None:
        """Its kind goes before what is inferred."""
        assert (
            column("leeftijd", ["3-6", "6-9"], schema="attributes: {leeftijd: {kind: category}}").read("3-6") == "3-6"
        )

    def test_reads_what_is_there_out_of_a_list(self) -> None:
        """One that is wired and wireless is wireless too."""
        cells = ["Wired", "Wired, Wireless", "Wireless"]
        named, flag = infer_columns(["connection_type"], [cells], Overrides())

        assert (named.attribute.kind, flag.attribute.key, flag.attribute.kind) == (
            Kind.CATEGORY,
            "wireless",
            Kind.YES_NO,
        )
        assert [flag.read(c) for c in cells] == [False, True, True]

    def test_asks_nothing_of_which_no_seven_values_cover_half(self) -> None:
        """Five hundred processors are no question, though they can be wished for."""
        many = column("processor", [f"Core {i % 500}" for i in range(2000)]).attribute
        few = column("kleur", [*["zwart"] * 1500, *(f"tint {i % 120}" for i in range(500))]).attribute

        assert (many.kind, many.answerable) == (Kind.CATEGORY, 0.0)
        assert few.answerable is None

    def test_takes_the_column_that_the_shop_names(self) -> None:
        """The attribute is called as the shop calls it."""
        found = column("RAM (GB)", ["8", "16"], schema="attributes: {werkgeheugen: {column: RAM (GB), better: higher}}")

        assert (found.attribute.key, found.attribute.better) == ("werkgeheugen", Better.HIGHER)

    @pytest.mark.parametrize(
        ("name", "dutch", "english"),
        [
            ("refresh_rate", "beeldverversing", "refresh rate"),
            ("panel_type", "schermtype", "panel type"),
            ("Subcategory", "soort", "kind"),
            ("gewicht_kg", "gewicht", "weight"),
            ("OpSys", "besturingssysteem", "operating system"),
            ("glow_factor", "glow factor", "glow factor"),
        ],
    )
    def test_calls_columns_as_shoppers_do(self, name: str, dutch: str, english: str) -> None:
        """In both languages where it is known, readable where it is not."""
        assert column(name, ["1", "2", "x"]).attribute.labels == {"nl": dutch, "en": english}


class TestNames:
    def test_of_other_alphabets_are_labels(self) -> None:
        """The key is a number, and shoppers see the name."""
        found = infer_columns(["颜色", "重量"], [["红", "黑"], ["1", "2"]], Overrides())

        assert [(c.attribute.key, c.attribute.labels["nl"]) for c in found] == [
            ("column_1", "颜色"),
            ("column_2", "重量"),
        ]

    def test_that_the_shop_gives_to_columns_of_other_alphabets_are_theirs_alone(self) -> None:
        """One of two is called something."""
        found = infer_columns(
            ["颜色", "重量"],
            [["红", "黑"], ["1", "2"]],
            Overrides(attributes={"weight": AttributeOverride(column="重量")}),
        )

        assert [c.attribute.key for c in found] == ["column_1", "weight"]

    def test_that_are_taken_get_a_number(self) -> None:
        """A column called `need` is not what a need is; shoppers read its name."""
        found = infer_columns(["need"], [["a", "b"]], Overrides())

        assert [(c.attribute.key, c.attribute.labels["nl"]) for c in found] == [("need_1", "need")]


class TestMistakes:
    def test_that_are_many_are_how_the_shop_writes(self) -> None:
        """One in five is no number: unknown, and no row is refused."""
        column = infer_columns(["f"], [["1", "2", "3", "4", "veel"] * 20], Overrides())[0]

        assert column.read("veel") is None
        assert column.unread == {"veel": 20}
