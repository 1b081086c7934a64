from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.feed import Feed, read_feed

FILES = ("laptop", "koptelefoon")


@pytest.fixture(params=FILES)
def demo(request: pytest.FixtureRequest, root: Path) -> Feed:
    """Each feed of the demo shop."""
    folder = root / "data" / "shop"
    return read_feed(folder / "products" / f"{request.param}.csv", schema_folder=folder / "schema")


class TestDemoProducts:
    def test_are_imported_whole(self, demo: Feed) -> None:
        """No row is bad, no line of the schema file is unused."""
        assert (demo.report.imported, demo.report.rejected, demo.report.unused) == (20, (), ())

    def test_are_complete_in_both_languages(self, demo: Feed) -> None:
        """Titles, descriptions and labels of attributes are Dutch and English."""
        assert all(set(p.titles) == set(p.descriptions) == {"nl", "en"} for p in demo.products)
        assert all(set(a.labels) == {"nl", "en"} for c in demo.categories for a in c.attributes)
        assert all(p.url == f"/p/{p.id}" and p.image and p.brand for p in demo.products)

    def test_include_two_that_are_sold_out(self, demo: Feed) -> None:
        """What the bot says of sold-out products can be tried."""
        assert sum(not p.in_stock for p in demo.products) == 2

    def test_leave_room_for_a_critique_of_light_and_cheap_laptops(self, root: Path) -> None:
        """'Een lichte laptop onder 700' and then "goedkoper" both give something to choose from."""
        laptops = read_feed(root / "data" / "shop" / "products" / "laptop.csv").products
        light = [p for p in laptops if p.price < 700 and float(p.facts["weight"]) < 1.6]

        assert len(light) >= 5
        assert sum(p.price < 550 for p in light) >= 3
