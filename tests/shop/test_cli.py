from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.shop import cli
from bot.shop.opening import open_catalogue

FEED = """title,price,weight_g,colour
Alfa,10,100,rood
Beta,20,200,blauw
Gamma,gratis,300,rood
Delta,,400,rood
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Four rows, two of them unusable."""
    file = tmp_path / "lamp.csv"
    file.write_text(FEED, encoding="utf-8")
    return file


class TestImport:
    def test_good_rows_are_kept_and_bad_ones_named(
        self, tmp_path: Path, feed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each bad row is told with its line; what the columns were taken for is told too."""
        code = cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        told = capsys.readouterr().out

        assert code == 0
        assert "4 rows: 2 imported as 2 products, 2 left out." in told
        assert "line 4: " in told
        assert "line 5: " in told
        assert "weight_g → weight number kg lower" in told
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert len(catalogue.products("lamp")) == 2

    def test_an_unusable_file_leaves_the_catalogue_as_it_was(self, tmp_path: Path, feed: Path) -> None:
        """A file without a single product replaces nothing."""
        cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        feed.write_text("title,price\nAlfa,gratis\n", encoding="utf-8")
        code = cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)

        assert code == 1
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert len(catalogue.products("lamp")) == 2


class TestShow:
    def test_shows_categories_and_products(
        self, tmp_path: Path, feed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One line a category with its attributes, or one line a product."""
        path = tmp_path / "c.db"
        cli.main(["import", str(feed)], path, schema_folder=tmp_path)
        capsys.readouterr()
        cli.main(["show"], path, schema_folder=tmp_path)
        categories = capsys.readouterr().out
        cli.main(["show", "lamp"], path, schema_folder=tmp_path)
        products = capsys.readouterr().out

        assert "lamp\t2 products" in categories
        assert sorted(line.split("\t")[1] for line in products.splitlines()) == ["Alfa", "Beta"]


class TestFillWhenEmpty:
    def test_the_demo_shop_fills_an_empty_catalogue_only(self, tmp_path: Path, root: Path, feed: Path) -> None:
        """A shop that has products of its own never finds ours among them."""
        cli.fill_when_empty(tmp_path / "demo.db", root / "data" / "shop")
        cli.main(["import", str(feed)], tmp_path / "own.db", schema_folder=tmp_path)
        cli.fill_when_empty(tmp_path / "own.db", root / "data" / "shop")

        with closing(open_catalogue(tmp_path / "demo.db")) as demo, closing(open_catalogue(tmp_path / "own.db")) as own:
            assert {"laptop", "koptelefoon"} <= {c.key for c in demo.categories()}
            assert {"lamp"} == {c.key for c in own.categories()}
