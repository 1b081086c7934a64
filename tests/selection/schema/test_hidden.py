from __future__ import annotations

import pytest

from bot.selection.schema.filling import filled
from bot.selection.schema.hidden import hidden_attributes, told, without_variant
from bot.selection.schema.inference import infer_columns
from bot.selection.schema.overrides import Overrides
from bot.shop.ports import Kind


class TestTold:
    @pytest.mark.parametrize(
        ("title", "concept", "value"),
        [
            ("Lumo monitor 27in", "screen_size", 27.0),
            ('Lumo TV 43" zwart', "screen_size", 43.0),
            ("Lumo scherm 15,6 inch", "screen_size", 15.6),
            ("Lumo laptop 16GB RAM 512GB SSD", "ram", 16.0),
            ("Lumo laptop 16GB RAM 512GB SSD", "storage", 512.0),
            ("Lumo harde schijf 1 TB", "storage", 1000.0),
            ("Blender Wervel 900W", "power", 900.0),
            ("Waterkoker 1,7 liter", "capacity", 1.7),
            ("Fabrikam Refrigerator 19CuFt M7600", "capacity", pytest.approx(538.02, abs=0.1)),
            ("Monitor 144Hz", "refresh_rate", 144.0),
            ("Contoso MP3 Player E51 Silver", "colour", "silver"),
            ("Fiets Kadewind zwarte", "colour", "zwart"),
        ],
    )
    def test_reads_what_a_title_says(self, title: str, concept: str, value: float | str) -> None:
        """Sizes, memory, power and colours, in both languages."""
        assert told([title])[concept] == {0: value}

    @pytest.mark.parametrize(
        "title",
        [
            "Blue Yeti X",
            "Game voor 12-16 jaar",
            "Telefoon met 5G",
            "Washer & Dryer 21in",
            "Camera Silver Grey",
            "Zak 3 in 1",
        ],
    )
    def test_takes_nothing_for_what_it_may_not_be(self, title: str) -> None:
        """A colour in a name, inches of a washing machine, two colours: none of them is a fact."""
        assert told([title]) == {}

    def test_says_neither_of_two(self) -> None:
        """A title with two sizes tells no size."""
        assert told(["Lumo monitor 27 inch of 32 inch"]) == {}


class TestHidden:
    def test_is_an_attribute_where_enough_titles_tell_of_it(self) -> None:
        """With its unit, direction and coverage."""
        titles = [*(f"Lader {i}" for i in range(5)), *(f"Lader snel {20 + i}W" for i in range(5))]
        (found,) = hidden_attributes(told(titles), 10, (), Overrides())

        assert (found.attribute.key, found.attribute.unit, found.attribute.coverage) == ("power", "W", 0.5)
        assert found.values[7] == 22.0

    def test_names_colours_in_both_languages(self) -> None:
        """Titles in one language are asked about in two."""
        titles = [f"Speler {i} {colour}" for i in range(3) for colour in ("Black", "White")]
        (found,) = hidden_attributes(told(titles), 6, (), Overrides())

        assert (found.attribute.kind, found.attribute.values) == (Kind.CATEGORY, ("black", "white"))
        assert found.attribute.value_labels["black"] == {"nl": "zwart", "en": "black"}

    @pytest.mark.parametrize(
        "titles",
        [[f"Lader {i}W" for i in range(4)], [f"Lader {i} 65W" for i in range(9)], ["A 5W", *(["B"] * 20)]],
        ids=["too few", "all the same", "too small a share"],
    )
    def test_is_none_where_it_tells_nothing(self, titles: list[str]) -> None:
        """A guess from a few titles is not worth a question."""
        assert hidden_attributes(told(titles), len(titles), (), Overrides()) == []

    def test_is_none_where_a_column_says_it(self) -> None:
        """What is stated goes before."""
        titles = [f"Lader {i}W" for i in range(10, 20)]

        assert hidden_attributes(told(titles), 10, ("power",), Overrides()) == []


class TestFilled:
    def test_fills_empty_cells_where_titles_agree_with_the_others(self) -> None:
        """No stated cell is changed."""
        stated = ["10", "11", "12", "13", "14", "99", ""]
        titles = [f"Lader {10 + i}W" for i in range(7)]
        (column,) = infer_columns(["vermogen_w"], [stated], Overrides())
        facts = [{"vermogen": value} if (value := column.read(cell)) is not None else {} for cell in stated]
        mostly = [*titles[:5], "Lader", titles[6]]
        (attribute,) = filled([column.attribute], facts, told(mostly))

        assert [row["vermogen"] for row in facts] == [10.0, 11.0, 12.0, 13.0, 14.0, 99.0, 16.0]
        assert attribute.coverage == 1.0

    def test_fills_nothing_where_they_disagree(self) -> None:
        """Then the title speaks of something else."""
        stated = ["1", "2", "3", "4", "5", ""]
        (column,) = infer_columns(["vermogen_w"], [stated], Overrides())
        facts = [{"vermogen": value} if (value := column.read(cell)) is not None else {} for cell in stated]
        filled([column.attribute], facts, told([f"Lader {20 + i}W" for i in range(6)]))

        assert facts[5] == {}

    def test_takes_the_spelling_of_the_column(self) -> None:
        """A title in Dutch fills a column in English."""
        stated = [*["Black", "White"] * 3, ""]
        (column,) = infer_columns(["color"], [stated], Overrides())
        facts = [{"color": value} if (value := column.read(cell)) is not None else {} for cell in stated]
        filled([column.attribute], facts, told([*["Speler zwart", "Speler wit"] * 3, "Speler zwart"]))

        assert facts[6] == {"color": "Black"}


class TestWithoutVariant:
    @pytest.mark.parametrize(
        ("title", "other"),
        [
            ("Contoso MP3 Player E51 Silver", "Contoso MP3 Player E51 Blue"),
            ("Lumo Phone 128GB zwart", "Lumo Phone 256 GB wit"),
            ("Trui Noorderwind - M", "Trui Noorderwind - XL"),
            ("Trui Noorderwind maat 40", "Trui Noorderwind maat 42"),
        ],
    )
    def test_is_the_same_for_variants(self, title: str, other: str) -> None:
        """Colour, storage and clothing size."""
        assert without_variant(title) == without_variant(other)

    @pytest.mark.parametrize(
        ("title", "other"),
        [
            ("Logitech Signature M550", "Logitech Signature M550 L"),
            ("Lumo laptop 8GB RAM", "Lumo laptop 16GB RAM"),
            ("Lumo monitor 27 inch", "Lumo monitor 32 inch"),
            ("MP3 Player E51", "MP3 Player E100"),
        ],
    )
    def test_differs_for_what_is_another_product(self, title: str, other: str) -> None:
        """A letter, memory, a size or a model number."""
        assert without_variant(title) != without_variant(other)
