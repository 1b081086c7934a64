from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.shop.feed import read_feed
from bot.shop.opening import open_catalogue
from bot.simulating.stock import NoCatalogue, NoSuchCategory, stock_called, stocks_of

FEED = "title,price,watt\nKaars,10,5\nZon,20,9\n"


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """A folder with two feeds and a licence."""
    for name, rows in (("lampen", FEED), ("kaarsen", FEED + "Maan,30,3\n")):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "LICENSE").write_text("free", encoding="utf-8")
    return tmp_path


class TestStocks:
    def test_every_feed_of_a_folder_is_a_category(self, feeds: Path) -> None:
        """Named by the file; what is no feed is passed over."""
        assert {s.category.key: len(s.products) for s in stocks_of(feeds, feeds)} == {"kaarsen": 3, "lampen": 2}

    def test_a_database_is_read_as_well(self, feeds: Path) -> None:
        """The catalogue of a shop can be simulated as it is."""
        file = feeds / "catalogue.db"
        with closing(open_catalogue(file)) as catalogue:
            catalogue.replace(read_feed(feeds / "lampen.csv"))

        assert [s.category.key for s in stocks_of(file, feeds)] == ["lampen"]

    @pytest.mark.parametrize("name", ["nothing", "empty"])
    def test_no_products_are_said_to_be_none(self, name: str, tmp_path: Path) -> None:
        """The error names the path and what could stand there."""
        (tmp_path / "empty").mkdir()
        with pytest.raises(NoCatalogue, match=rf"{name}: .*give a feed"):
            stocks_of(tmp_path / name, tmp_path)


class TestStockCalled:
    def test_a_category_is_known_by_key_and_label(self, feeds: Path) -> None:
        """Upper case and the feed's name do as well."""
        assert stock_called("LAMPEN", stocks_of(feeds, feeds)).category.key == "lampen"

    def test_none_is_the_largest(self, feeds: Path) -> None:
        """Whoever names none gets the one with most products."""
        assert stock_called("", stocks_of(feeds, feeds)).category.key == "kaarsen"

    def test_an_unknown_one_is_refused(self, feeds: Path) -> None:
        """The error says what was given and what there is."""
        with pytest.raises(NoSuchCategory, match=r"'fiets': the catalogue has kaarsen \(3 products\), lampen"):
            stock_called("fiets", stocks_of(feeds, feeds))
