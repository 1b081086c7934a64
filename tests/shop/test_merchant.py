"""Google Merchant feeds: as RSS, Atom, TSV and JSONL, whole and damaged."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.shop.feed import Feed, read_feed
from bot.shop.merchant import tidied
from bot.shop.table import Table, UnreadableFeed, table_of
from tests.shop.merchant_feeds import DAMAGES, ROWS, jsonl, tsv, xml

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(folder: Path, content: str | bytes) -> Feed:
    """The feed in a file with this content."""
    file = folder / "feed.dat"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_feed(file)


def table(**cells: str) -> Table:
    """A Merchant feed of one product with these cells."""
    row = {"id": "1", "title": "Lamp", "price": "20.00 EUR", "link": "https://shop.example/1", **cells}
    return table_of([(2, row)])


def cells(**given: str) -> dict[str, str]:
    """What is left of one product with these cells."""
    tidy = tidied(table(**given), NOW)
    return dict(zip(tidy.names, tidy.rows[0].cells, strict=True))


class TestWhole:
    @pytest.mark.parametrize("content", [xml(), xml(atom=True), tsv()], ids=["rss", "atom", "tsv"])
    def test_the_same_products_come_out_of_each(self, tmp_path: Path, content: str) -> None:
        """Price, stock, brand, category, picture, and the details with their units."""
        feed = read(tmp_path, content)
        lamp = next(p for p in feed.products if p.id == "lamp-4")

        assert (len(feed.products), feed.report.rejected) == (len(ROWS), ())
        assert [c.key for c in feed.categories] == ["leeslamp"]
        assert (lamp.price, lamp.in_stock, lamp.brand) == (34.95, False, "Vonkel")
        assert (lamp.url, lamp.image) == ("https://shop.example/lamp-4", "https://shop.example/lamp-4.jpg")
        assert lamp.facts["hoogte" if "hoogte" in lamp.facts else "height"] == 24.0

    def test_what_is_for_google_is_no_attribute(self, tmp_path: Path) -> None:
        """Codes, shipping and a condition that is new everywhere help nobody to choose."""
        (category,) = read(tmp_path, xml()).categories
        keys = {a.key for a in category.attributes}

        assert not keys & {"gtin", "shipping", "condition", "product_type"}
        assert {"price", "brand", "energy_label"} <= keys

    def test_jsonl_needs_no_details(self, tmp_path: Path) -> None:
        """One object a line."""
        assert len(read(tmp_path, jsonl()).products) == len(ROWS)


class TestTidied:
    def test_another_table_stays_as_it_is(self) -> None:
        """Only a feed with Merchant's own columns is read as one."""
        other = table_of([(2, {"naam": "Lamp", "prijs": "20"})])

        assert tidied(other, NOW) is other

    @pytest.mark.parametrize(
        ("dates", "price"),
        [
            ("", "15.00 EUR"),
            ("2026-11-20T00:00+0100/2026-11-25T00:00+0100", "15.00 EUR"),
            ("2026-11-01T00:00Z/2026-11-05T00:00Z", "20.00 EUR"),
            ("volgende week", "20.00 EUR"),
        ],
    )
    def test_a_sale_price_counts_while_it_holds(self, dates: str, price: str) -> None:
        """Dates that cannot be read promise nobody a lower price."""
        assert cells(sale_price="15.00 EUR", sale_price_effective_date=dates)["price"] == price

    def test_the_shops_own_type_names_the_category(self) -> None:
        """Its last part; else Google's in words; a number names nothing."""
        assert cells(product_type="Wonen > Lampen > Leeslamp")["category"] == "Leeslamp"
        assert cells(google_product_category="Home & Garden > Lighting > Lamps")["category"] == "Lamps"
        assert "category" not in cells(google_product_category="594")

    def test_details_become_columns(self) -> None:
        """A comma within a value stays in it."""
        told = cells(product_detail="Algemeen:Materiaal:hout, glas,Maten:Hoogte:24 cm")

        assert (told["Materiaal"], told["Hoogte"]) == ("hout, glas", "24 cm")


class TestNames:
    def test_the_names_of_googles_api_are_known_too(self, tmp_path: Path) -> None:
        """As it gives them out: camel case, amounts in two parts, pages with a list."""
        one = {
            **{"offerId": "7", "id": "online:nl:NL:7", "title": "Lamp", "link": "https://shop.example/7"},
            **{"imageLink": "https://shop.example/7.jpg", "availability": "in stock", "productTypes": ["Wonen > Lamp"]},
            **{"price": {"value": "20.00", "currency": "EUR"}, "salePrice": {"value": "15.00", "currency": "EUR"}},
        }
        page = read(tmp_path, json.dumps({"kind": "page", "resources": [one]}))
        (lamp,) = page.products

        assert (lamp.price, lamp.category, lamp.image) == (15.0, "lamp", "https://shop.example/7.jpg")
        assert lamp.facts == {}


REFUSED = {
    "xml cut off in the middle": "unclosed token",
    "xml with a doctype": "DOCTYPE is not allowed",
    "xml with a wrong end": "line 3: mismatched tag",
    "xml in an encoding that nobody knows": "unknown encoding",
    "xml without any item": "no element called entry, item, product",
    "a page instead of a feed": "it is a web page, not a feed",
    "an empty file": "the file is empty",
    "only zeros": "no text in UTF-8",
    "json that has no end": "line 20: the list has no end",
    "json nested too deep": "no JSON",
    "gzip cut off in the middle": "ended before",
}
"""Damages after which nobody can say what the feed was, and what is said of them."""


class TestDamaged:
    @pytest.mark.parametrize("damage", DAMAGES.keys() - REFUSED.keys())
    def test_no_row_is_dropped_in_silence(self, tmp_path: Path, damage: str) -> None:
        """Every row is a product, or told of with its line."""
        feed = read(tmp_path, DAMAGES[damage]())
        report = feed.report
        told = {bad.line for bad in (*report.rejected, *report.collapsed)}

        assert report.rows >= len(ROWS)
        assert len(feed.products) + len(told) == report.rows
        assert len(feed.products) >= len(ROWS) - 1
        assert all(product.price > 0 and product.title("nl") for product in feed.products)

    @pytest.mark.parametrize("damage", REFUSED)
    def test_half_a_feed_is_no_feed(self, tmp_path: Path, damage: str) -> None:
        """It is refused whole, and said why."""
        with pytest.raises(UnreadableFeed, match=REFUSED[damage]):
            read(tmp_path, DAMAGES[damage]())

    def test_there_are_thirty_kinds(self) -> None:
        """As many as were promised."""
        assert len(DAMAGES) >= 30
