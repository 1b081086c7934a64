"""Feeds of real shops: every row is a product or told of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.selection.schema import MissingColumn
from bot.shop.feed import Feed, read_feed

DATA = Path(__file__).parents[3] / "shared" / "data"
PARTS = ("headphones", "keyboard", "monitor", "mouse", "speakers", "webcam")

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real data are not beside this checkout")


def accounted(feed: Feed) -> bool:
    """Whether every row became a product or is told of."""
    report = feed.report
    return len(feed.products) + len(report.collapsed) + len(report.rejected) == report.rows


class TestRealFeeds:
    @pytest.mark.parametrize("name", PARTS)
    def test_parts_without_a_price_are_named(self, name: str) -> None:
        """Most rows of these files have none; what has one is imported."""
        feed = read_feed(DATA / "pc-parts" / f"{name}.csv")

        assert accounted(feed)
        assert feed.products
        assert {bad.reason for bad in feed.report.rejected} == {"no price"}

    def test_a_whole_shop_comes_in_by_category(self) -> None:
        """No row is lost."""
        feed = read_feed(DATA / "contoso" / "Products.csv")

        assert accounted(feed)
        assert (len(feed.products), len(feed.categories)) == (2517, 8)

    @pytest.mark.parametrize(
        ("path", "titles", "same"),
        [
            (
                "contoso/Products.csv",
                ("Contoso 512MB MP3 Player E51 Silver", "Contoso 512MB MP3 Player E51 Blue"),
                True,
            ),
            (
                "contoso/Products.csv",
                ("Contoso 512MB MP3 Player E51 Silver", "Contoso 1G MP3 Player E100 White"),
                False,
            ),
            ("pc-parts/mouse.csv", ("Logitech G502 X", "Logitech G502 X Plus"), False),
            ("pc-parts/mouse.csv", ("Logitech Graphite Signature M550", "Logitech Graphite Signature M550 L"), False),
        ],
    )
    def test_variants_are_told_from_other_products(self, path: str, titles: tuple[str, str], same: bool) -> None:
        """A colour is a variant, a model number is none."""
        products = read_feed(DATA / path).products
        one, other = ({p.parent or p.id for p in products if p.title("nl") == title} for title in titles)

        assert one
        assert other
        assert (one == other) is same
        assert same or one.isdisjoint(other)

    def test_no_variant_differs_in_more_than_colour_storage_and_weight(self) -> None:
        """In every group of every feed all other facts are equal."""
        for path in ("contoso/Products.csv", *(f"pc-parts/{name}.csv" for name in PARTS)):
            groups: dict[tuple[str, str], set[object]] = {}
            for p in read_feed(DATA / path).products:
                if p.parent:
                    facts = {k: v for k, v in p.facts.items() if k not in ("color", "storage", "weight")}
                    groups.setdefault((p.category, p.parent), set()).add((p.brand.casefold(), *sorted(facts.items())))

            assert groups
            assert {len(kinds) for kinds in groups.values()} == {1}

    def test_says_of_two_columns_that_they_are_one(self) -> None:
        """The maker of a brand tells nothing that the brand does not."""
        for category in read_feed(DATA / "contoso" / "Products.csv").categories:
            same = {a.key: a.same_as for a in category.attributes if a.same_as}

            assert same in ({"manufacturer": "brand"}, {})

    def test_reads_ranges_lists_and_titles(self) -> None:
        """What no cell states plainly."""
        headphones, mouse, contoso = (
            read_feed(DATA / path) for path in ("pc-parts/headphones.csv", "pc-parts/mouse.csv", "contoso/Products.csv")
        )
        audio = next(c for c in contoso.categories if c.key == "audio")
        highest = headphones.categories[0].attribute("frequency_response_to")
        storage = audio.attribute("storage")

        assert highest is not None
        assert (highest.unit, highest.quantiles[3]) == ("Hz", 20000.0)
        assert mouse.categories[0].attribute("wireless") is not None
        assert storage is not None
        assert storage.coverage > 0.4

    def test_cars_without_any_price_are_refused(self) -> None:
        """The error names the columns there are and what is missing."""
        with pytest.raises(MissingColumn, match=r"no column for the price among .*range"):
            read_feed(DATA / "ev" / "ev-data.json")

    def test_nested_cars_with_a_price_come_in(self, tmp_path: Path) -> None:
        """What lies within an object is a column of its own; junk rows are told of."""
        cars = json.loads((DATA / "ev" / "ev-data.json").read_text(encoding="utf-8"))["data"]
        priced = [
            {**car, "title": f"{car.get('brand')} {car.get('model')}", "price": 20000 + n} for n, car in enumerate(cars)
        ]
        (tmp_path / "car.json").write_text(json.dumps(priced, indent=1), encoding="utf-8")
        feed = read_feed(tmp_path / "car.json")
        keys = {a.key for category in feed.categories for a in category.attributes}

        assert accounted(feed)
        assert len(feed.products) > 0.9 * len(cars)
        assert any("dc_charger" in key for key in keys)
