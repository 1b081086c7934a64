from __future__ import annotations

from pathlib import Path

import pytest

from bot.selection.schema import InvalidSchema, MissingColumn
from bot.shop.feed import Feed, read_feed
from bot.shop.ports import Better, Kind
from bot.shop.table import BadRow

LAPTOPS = """naam;prijs;gewicht;geheugen;touchscreen
Aap Een;€ 1.299,-;1,3 kg;16 GB;ja
Aap Twee;649,50;1300 g;8 GB;nee
Beer Drie;499;2 kg;8GB DDR5;
"""


def feed(folder: Path, text: str, *, name: str = "laptop.csv", schema: str | None = None) -> Feed:
    """The feed of a file with this text, with a schema file for laptops beside it when there is one."""
    (folder / name).write_text(text, encoding="utf-8")
    if schema is not None:
        (folder / "laptop.yml").write_text(schema, encoding="utf-8")
    return read_feed(folder / name, schema_folder=folder)


class TestReadFeed:
    def test_reads_a_dutch_feed_without_any_configuration(self, tmp_path: Path) -> None:
        """Prices, units, decimals and yes or no are understood from the cells alone."""
        read = feed(tmp_path, LAPTOPS)

        assert [(p.title("nl"), p.price) for p in read.products] == [
            ("Aap Een", 1299.0),
            ("Aap Twee", 649.5),
            ("Beer Drie", 499.0),
        ]
        assert read.products[1].facts == {"gewicht": 1.3, "geheugen": 8.0, "touchscreen": False}
        assert "touchscreen" not in read.products[2].facts

    def test_infers_kind_unit_direction_and_coverage(self, tmp_path: Path) -> None:
        """Each column becomes an attribute that the judgement can use."""
        category = feed(tmp_path, LAPTOPS).categories[0]
        weight, touch = category.attribute("gewicht"), category.attribute("touchscreen")

        assert weight is not None
        assert touch is not None
        assert (weight.kind, weight.unit, weight.better) == (Kind.NUMBER, "kg", Better.LOWER)
        assert weight.labels == {"nl": "gewicht", "en": "weight"}
        assert touch.kind is Kind.YES_NO
        assert touch.coverage == pytest.approx(2 / 3, abs=0.001)

    def test_takes_the_category_from_the_file_name(self, tmp_path: Path) -> None:
        """`laptop.csv` holds laptops, plurals included."""
        category = feed(tmp_path, LAPTOPS).categories[0]

        assert category.key == "laptop"
        assert {"laptop", "laptops"} <= set(category.synonyms["nl"])

    def test_prefers_the_category_that_is_given(self, tmp_path: Path) -> None:
        """An argument goes before the name of the file."""
        (tmp_path / "export-3.csv").write_text(LAPTOPS, encoding="utf-8")

        assert read_feed(tmp_path / "export-3.csv", category="laptop").categories[0].key == "laptop"

    def test_prefers_the_category_column_most_of_all(self, tmp_path: Path) -> None:
        """One file may hold several categories; what they are called differently is one."""
        text = "title,price,category\nA,1,Muis\nB,2,Toetsenbord\nC,3,muis\n"
        read = feed(tmp_path, text)

        assert [c.key for c in read.categories] == ["muis", "toetsenbord"]
        assert [p.category for p in read.products] == ["muis", "muis", "toetsenbord"]

    def test_leaves_bad_rows_out_and_says_why(self, tmp_path: Path) -> None:
        """Good rows are kept; each other row is told with its line."""
        text = (
            "id,title,price,weight_kg\n"
            "1,A,10,1.2\n2,,10,1.2\n3,C,,1.2\n4,D,gratis,1.2\n5,E,0,1.2\n1,F,10,1.2\n7,G,10,zwaar\n8,H\n9,I,10,n.v.t.\n"
            + "".join(f"x{i},X,10,1.{i}\n" for i in range(9))
        )
        report = feed(tmp_path, text).report

        assert report.rejected == (
            BadRow(3, "no title"),
            BadRow(4, "no price"),
            BadRow(5, "price is 'gratis', not an amount in euro above zero and below 10,000,000"),
            BadRow(6, "price is '0', not an amount in euro above zero and below 10,000,000"),
            BadRow(7, "id is '1', not new: line 2 has it too"),
            BadRow(8, "weight_kg is 'zwaar', not a number"),
            BadRow(9, "2 cells, but the first line names 4 columns"),
        )
        assert (report.rows, report.imported) == (18, 11)

    def test_makes_one_product_of_identical_rows(self, tmp_path: Path) -> None:
        """A repeated row is told, and imported once."""
        read = feed(tmp_path, "title,price\nA,10\nA,10\nA,12\n")

        assert [p.price for p in read.products] == [10.0, 12.0]
        assert read.report.collapsed == (BadRow(3, "identical to line 2"),)
        assert read.report.imported == 3

    def test_keeps_ids_when_prices_change(self, tmp_path: Path) -> None:
        """A product is the same one after the sale."""
        before = feed(tmp_path, "title,price,stock,colour\nA,10,3,red\n").products[0].id
        after = feed(tmp_path, "title,price,stock,colour\nA,8,0,red\n").products[0].id

        assert before == after

    def test_reads_titles_and_descriptions_in_both_languages(self, tmp_path: Path) -> None:
        """`title_nl` and `title_en` are one title in two languages."""
        text = "title_nl,title_en,price,description_nl,description_en\nMuis,Mouse,5,Stil.,Quiet.\n"
        product = feed(tmp_path, text).products[0]

        assert product.titles == {"nl": "Muis", "en": "Mouse"}
        assert product.descriptions == {"nl": "Stil.", "en": "Quiet."}

    def test_puts_the_best_rated_first(self, tmp_path: Path) -> None:
        """The rating is a fact too."""
        products = feed(tmp_path, "title,price,rating\nA,5,3.9\nB,5,4.7\nC,5,\n").products

        assert [p.title("nl") for p in products] == ["B", "A", "C"]
        assert products[0].facts["rating"] == 4.7

    def test_never_shows_what_the_shop_pays(self, tmp_path: Path) -> None:
        """Costs, margins and codes are no facts for shoppers."""
        text = "title,price,unit_cost,inkoopprijs,marge,ean\nA,10,5,6,0.5,8712345678906\n"

        assert feed(tmp_path, text).products[0].facts == {}

    def test_reports_progress_to_the_end(self, tmp_path: Path) -> None:
        """A long import shows how far it is."""
        path = tmp_path / "muis.csv"
        path.write_text("title,price\n" + "".join(f"A{i},{i + 1}\n" for i in range(1200)), encoding="utf-8")
        told: list[tuple[int, int]] = []

        read_feed(path, progress=lambda done, total: told.append((done, total)))

        assert told == [(500, 1200), (1000, 1200), (1200, 1200)]

    def test_refuses_a_feed_without_prices_by_naming_its_columns(self, tmp_path: Path) -> None:
        """The error tells the shop's developer which column to name."""
        with pytest.raises(MissingColumn, match="price among naam, kleur; name one of them price or prijs"):
            feed(tmp_path, "naam,kleur\nA,rood\n")

    def test_gives_an_empty_feed_when_no_row_is_good(self, tmp_path: Path) -> None:
        """The report still tells what is wrong."""
        read = feed(tmp_path, "title,price\nA,\n")

        assert (read.categories, read.products) == ((), ())
        assert read.report.rejected == (BadRow(2, "no price"),)


class TestSchemaFile:
    def test_goes_before_what_is_inferred(self, tmp_path: Path) -> None:
        """Labels, directions, words and order are the shop's."""
        schema = """
labels: {nl: schootcomputer, en: notebook}
synonyms: {nl: [rekentuig]}
attributes:
  touchscreen: {better: higher}
  gewicht: {labels: {nl: gewichtje}, words: {nl: {licht: {le: 1.5}}}}
"""
        category = feed(tmp_path, LAPTOPS, schema=schema).categories[0]
        weight = category.attributes[1]

        assert category.labels == {"nl": "schootcomputer", "en": "notebook"}
        assert {"rekentuig", "laptops", "schootcomputers"} <= set(category.synonyms["nl"])
        assert category.attributes[0].better is Better.HIGHER
        assert weight.labels == {"nl": "gewichtje", "en": "weight"}
        assert (weight.words[0].word, weight.words[0].value) == ("licht", 1.5)

    def test_tells_of_attributes_that_no_column_has(self, tmp_path: Path) -> None:
        """A misspelt attribute is not silently ignored."""
        report = feed(tmp_path, LAPTOPS, schema="attributes: {gewihct: {better: lower}}").report

        assert report.unused == ("laptop.gewihct",)

    def test_error_names_the_file_the_key_and_what_is_allowed(self, tmp_path: Path) -> None:
        """A wrong value is found without searching."""
        with pytest.raises(InvalidSchema) as error:
            feed(tmp_path, LAPTOPS, schema="attributes: {gewicht: {better: less}}")

        for part in ("laptop.yml", "attributes.gewicht.better", "'less'", "lower, higher, taste"):
            assert part in str(error.value)


class TestPlaces:
    def test_repeats_on_one_line_are_told_by_number(self, tmp_path: Path) -> None:
        """What is identical is one product; an id that says something else is refused."""
        items = [("1", "A"), ("1", "A"), ("1", "B"), ("2", "C")]
        text = "".join(f"<item><id>{n}</id><title>{title}</title><price>5</price></item>" for n, title in items)
        read = feed(tmp_path, f"<rss>{text}</rss>", name="lamp.xml")

        assert [p.id for p in read.products] == ["1", "2"]
        assert read.report.counted == "item"
        assert read.report.collapsed == (BadRow(2, "identical to item 1"),)
        assert read.report.rejected == (BadRow(3, "id is '1', not new: item 1 has it too"),)


class TestCategories:
    def test_names_in_other_letters_are_categories_of_their_own(self, tmp_path: Path) -> None:
        """Each time under the same key."""
        text = "title,price,category\nA,5,\u7535\u8111\nB,6,\u7535\u89c6\nC,7,Câbles\n"
        first, again = (feed(tmp_path, text).categories for _ in range(2))

        assert len({c.key for c in first}) == 3
        assert [c.key for c in first] == [c.key for c in again]


class TestPrices:
    @pytest.mark.parametrize("price", ["10000000", "9" * 29])
    def test_what_nobody_would_pay_is_a_mistake(self, tmp_path: Path, price: str) -> None:
        """The row is told of, with no more of the cell than is needed to find it."""
        (bad,) = feed(tmp_path, f"title,price\nA,5\nB,{price}\n").report.rejected

        assert bad.reason.endswith("not an amount in euro above zero and below 10,000,000")

    def test_a_cell_without_end_is_not_repeated(self, tmp_path: Path) -> None:
        """Its beginning finds it."""
        (bad,) = feed(tmp_path, f"title,price\nA,5\nB,{'x' * 100_000}\n").report.rejected

        assert len(bad.reason) < 200
