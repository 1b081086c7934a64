from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.building import category_key
from bot.shop.feed import Feed, read_feed
from bot.shop.ports import Kind
from bot.shop.report import Inferred
from bot.shop.table import BadRow


def feed(folder: Path, text: str, *, name: str = "lader", schema: str = "") -> Feed:
    """A feed of one category, read with a schema file when one is given."""
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    if schema:
        (folder / f"{name}.yml").write_text(schema, encoding="utf-8")
    return read_feed(folder / f"{name}.csv", schema_folder=folder)


class TestBadInput:
    @pytest.mark.parametrize("price", ["0", "0,00", "-5", "gratis"])
    def test_a_price_that_nobody_pays_is_told_with_its_line(self, tmp_path: Path, price: str) -> None:
        """Nothing is sold for nothing; the others are."""
        read = feed(tmp_path, f'titel,prijs\nA,5\nB,"{price}"\n')

        assert read.report.rejected == (
            BadRow(3, f"price is {price!r}, not an amount in euro above zero and below 10,000,000"),
        )
        assert len(read.products) == 1

    def test_one_product_is_a_category(self, tmp_path: Path) -> None:
        """With its attributes, and without variants."""
        (product,) = feed(tmp_path, "titel,prijs,vermogen_w\nA,5,65\n").products

        assert (product.facts, product.parent) == ({"vermogen": 65.0}, "")

    def test_a_column_without_any_value_is_no_attribute(self, tmp_path: Path) -> None:
        """Nothing is known of it, so nothing is asked of it."""
        (category,) = feed(tmp_path, "titel,prijs,kleur\nA,5,\nB,6,n.v.t.\n").categories

        assert [a.key for a in category.attributes] == ["price"]

    def test_a_cell_in_another_unit_loses_no_product(self, tmp_path: Path) -> None:
        """Its product stays, the fact is unknown and the report tells of it."""
        cells = ["63 Wh", "50 Wh", "70 Wh", "41 Wh", "20 uur"]
        read = feed(tmp_path, "titel,prijs,accu\n" + "".join(f"A{i},{i + 5},{cell}\n" for i, cell in enumerate(cells)))

        assert [p.facts.get("accu") for p in read.products] == [63.0, 50.0, 70.0, 41.0, None]
        assert read.report.notes == ("lader.accu: 1 cells of accu are no number Wh and unknown, as '20 uur' (1 times)",)

    def test_another_currency_is_told(self, tmp_path: Path) -> None:
        """Nothing is converted in silence."""
        (note,) = feed(tmp_path, "title,price_usd\nA,5\n").report.notes

        assert note.startswith("price_usd is in US dollar and taken for euro")

    @pytest.mark.parametrize(
        ("cells", "prices"),
        [
            (["20.00EUR", "EUR 7.50"], [20.0, 7.5]),
            (["1.299,00", "12.50", "1.299"], [1299.0, 12.5, 1299.0]),
            (["1,299", "1.299,00", "12.50"], [1299.0, 1299.0, 12.5]),
        ],
    )
    def test_prices_are_read_as_they_are_meant(self, tmp_path: Path, cells: list[str], prices: list[float]) -> None:
        """A currency may stick to its number, and hardly a price has three decimals."""
        rows = "".join(f'A{i},"{cell}"\n' for i, cell in enumerate(cells))

        assert [p.price for p in feed(tmp_path, f"titel,prijs\n{rows}").products] == prices

    def test_identifiers_are_no_attributes(self, tmp_path: Path) -> None:
        """Of nobody is asked which hash he would like; a face id that is there or not is something else."""
        (category,) = feed(
            tmp_path, "titel,prijs,brand_id,_model_hash,face_id\nA,5,77a,x1,ja\nB,6,77b,x2,nee\n"
        ).categories

        assert [(a.key, a.kind) for a in category.attributes] == [("price", Kind.NUMBER), ("face_id", Kind.YES_NO)]

    def test_an_operating_system_is_no_rating(self, tmp_path: Path) -> None:
        """A role is a whole name, not letters within one."""
        (category,) = feed(tmp_path, "title,price,OPERATING-System\nA,5,Windows\nB,6,ChromeOS\n").categories

        assert [a.key for a in category.attributes] == ["price", "operating_system"]


class TestVariants:
    def test_of_a_merchant_feed_have_its_group(self, tmp_path: Path) -> None:
        """`item_group_id` is what they have in common."""
        text = (
            "id,title,price,availability,item_group_id,color\n"
            "1,Trui rood,20 EUR,in_stock,G1,rood\n2,Trui blauw,20 EUR,in_stock,G1,blauw\n"
            "3,Muts,9 EUR,in_stock,G2,blauw\n"
        )

        assert [p.parent for p in feed(tmp_path, text).products] == ["G1", "G1", ""]

    def test_are_those_of_the_column_that_the_shop_names(self, tmp_path: Path) -> None:
        """The column is then no attribute."""
        text = "titel,prijs,reeks\nA,1,r1\nB,2,r1\nC,3,r2\n"
        read = feed(tmp_path, text, schema="parent: reeks")

        assert [p.parent for p in read.products] == ["r1", "r1", ""]
        assert [a.key for a in read.categories[0].attributes] == ["price"]

    def test_are_found_in_titles_that_differ_in_colour(self, tmp_path: Path) -> None:
        """No column says it."""
        first, second, other = feed(
            tmp_path, "titel,prijs\nLumo E51 zwart,5\nLumo E51 wit,6\nLumo E52 wit,6\n"
        ).products

        assert first.parent == second.parent != ""
        assert other.parent == ""


class TestTitles:
    def test_tell_what_no_column_states(self, tmp_path: Path) -> None:
        """An attribute of its own, and a fact of each product that tells it."""
        rows = "".join(f"Lader {i} {20 + i}W,{i + 5}\n" for i in range(6))
        read = feed(tmp_path, f"titel,prijs\n{rows}")
        (_, power) = read.categories[0].attributes

        assert (power.key, power.unit) == ("power", "W")
        assert read.report.inferred[-1] == Inferred("lader", "titel", "power", "number", "W", "higher")
        assert read.products[2].facts == {"power": 22.0}


class TestSchemaFile:
    def test_names_the_column_of_the_price(self, tmp_path: Path) -> None:
        """Where no name would be recognised."""
        (product,) = feed(
            tmp_path, "titel,bedrag,prijs\nA,5,1\n", schema="attributes: {price: {column: bedrag}}"
        ).products

        assert product.price == 5.0

    def test_tells_of_advice_that_fits_nothing(self, tmp_path: Path) -> None:
        """With file, key and what is allowed, in the report of the import."""
        schema = "parent: model\nquestions: [{ask: prijs}]"
        notes = feed(tmp_path, "titel,prijs\nA,5\n", schema=schema).report.notes

        assert [note.split("lader.yml: ")[1] for note in notes] == [
            "parent is 'model'; allowed: titel, prijs",
            "questions.ask is 'prijs'; allowed: price, need",
        ]


class TestCategoryKey:
    def test_of_a_long_name_can_name_a_file(self) -> None:
        """And two long names that begin alike stay two."""
        keys = {category_key("a" * 400), category_key("a" * 401)}

        assert len(keys) == 2
        assert all(len(key) < 100 for key in keys)
