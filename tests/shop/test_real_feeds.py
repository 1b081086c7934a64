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
