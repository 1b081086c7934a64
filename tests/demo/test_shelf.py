from __future__ import annotations

from pathlib import Path

from bot.demo.shelf import Shelf
from tests.demo import shop


class TestShelf:
    def test_a_category_is_made_ready_once(self, tmp_path: Path) -> None:
        """The same version gives the same section."""
        shelf = Shelf(shop.shop(tmp_path))

        assert shelf.section("laptop") is shelf.section("laptop")
        assert shelf.section("absent") is None

    def test_an_import_is_seen(self, tmp_path: Path) -> None:
        """The next page shows the new products."""
        catalogue = shop.shop(tmp_path)
        shelf = Shelf(catalogue)
        before = shelf.section("laptop")
        catalogue.replace(shop.feed_of(tmp_path, *shop.ROWS[:2]))

        after = shelf.section("laptop")
        assert before is not None
        assert after is not None
        assert (len(before.columns), len(after.columns)) == (5, 2)

    def test_the_best_are_in_stock_first(self, tmp_path: Path) -> None:
        """What is sold out only fills what is left."""
        shelf = Shelf(shop.shop(tmp_path))

        assert [product.id for product in shelf.best("laptop", 3)] == ["air", "slim", "kern"]
        assert len(shelf.best("laptop", 9)) == 5
