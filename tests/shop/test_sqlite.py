from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from time import sleep

import pytest

from bot.shop import sqlite_file
from bot.shop.feed import Feed
from bot.shop.ports import Attribute, Category, Kind, Product, ShopUnavailable
from bot.shop.report import ImportReport
from bot.shop.sqlite import SqliteCatalogue, UnusableCatalogue

COUNT = 200


def feed(price: float) -> Feed:
    """Many products, all of the same price."""
    category = Category("laptop", {"nl": "laptop"}, {}, (Attribute("price", Kind.NUMBER),))
    products = tuple(Product(str(i), "laptop", {"nl": "L"}, price, {}) for i in range(COUNT))
    return Feed((category,), products, ImportReport(0, 0, (), (), (), ()))


def price(catalogue: SqliteCatalogue, category: Category) -> tuple[float, float]:
    """The price of a product as its row says it, and as the view does."""
    found = catalogue.product("0")
    assert found is not None
    return found.price, float(catalogue.view(category).prices[0])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that does not exist yet."""
    return tmp_path / "var" / "catalogue.db"


@pytest.fixture
def catalogue(path: Path) -> Iterator[SqliteCatalogue]:
    """An empty catalogue."""
    opened = SqliteCatalogue(path)
    yield opened
    opened.close()


class TestSqliteCatalogue:
    def test_keeps_products_after_closing(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """A catalogue opened again has the same products and version."""
        catalogue.replace(feed(5.0))
        again = SqliteCatalogue(path)

        assert again.version() == catalogue.version()
        assert len(again.products("laptop")) == COUNT
        again.close()

    def test_sees_an_import_by_another_process(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """What is kept in memory is dropped when somebody else imported."""
        catalogue.replace(feed(5.0))
        assert catalogue.products("laptop")[0].price == 5.0
        other = SqliteCatalogue(path)
        other.replace(feed(6.0))
        other.close()

        assert catalogue.products("laptop")[0].price == 6.0

    def test_may_look_for_imports_now_and_then_only(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """Between two looks nothing is asked of the file; the next look sees the import."""
        catalogue.replace(feed(5.0))
        looking = SqliteCatalogue(path, look_every_s=0.3)
        category = looking.categories()[0]
        before = (price(looking, category), looking.version())
        catalogue.replace(feed(6.0))
        meanwhile = (price(looking, category), looking.version())
        sleep(0.35)
        afterwards = (looking.version(), price(looking, category))
        looking.close()

        assert meanwhile == before
        assert before[0] == (5.0, 5.0)
        assert afterwards == (catalogue.version(), (6.0, 6.0))

    def test_keeps_a_view_open_between_imports(self, catalogue: SqliteCatalogue) -> None:
        """Asking twice gives the very same columns."""
        catalogue.replace(feed(5.0))
        category = catalogue.categories()[0]

        assert catalogue.view(category) is catalogue.view(category)

    def test_makes_a_view_of_what_is_known_now(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """Whoever asked for the category just before an import does not leave its old columns to everybody."""
        catalogue.replace(feed(5.0))
        before = catalogue.categories()[0]
        more = replace(before, attributes=(*before.attributes, Attribute("weight", Kind.NUMBER, "kg")))
        catalogue.replace(replace(feed(6.0), categories=(more,)))
        rmtree(path.with_name(f"{path.name}.views"))

        assert set(catalogue.view(before).numbers) == {"price", "weight"}

    def test_keeps_the_products_of_late_in_memory_and_no_more(self, catalogue: SqliteCatalogue) -> None:
        """A product shown in every turn is read once; a million others are not kept."""
        catalogue.replace(feed(5.0))

        assert catalogue.product("7") is catalogue.product("7")
        assert len(catalogue._products) == 1

    def test_shows_old_or_new_products_but_never_a_mixture(self, catalogue: SqliteCatalogue) -> None:
        """Readers in other threads see each import whole."""
        catalogue.replace(feed(0.0))

        def prices(_: int) -> set[float]:
            return {p.price for p in catalogue.products("laptop")}

        with ThreadPoolExecutor(4) as readers:
            seen = readers.map(prices, range(200))
            for price in range(1, 10):
                catalogue.replace(feed(float(price)))
            mixtures = [found for found in seen if len(found) != 1]

        assert mixtures == []

    def test_leaves_everything_as_it_was_when_an_import_fails(self, catalogue: SqliteCatalogue) -> None:
        """A feed that cannot be stored changes neither products nor version."""
        catalogue.replace(feed(5.0))
        before = catalogue.version()
        broken = feed(6.0)
        unstorable = Product("x", "laptop", {"nl": "L"}, 1.0, {"a": object()})  # type: ignore[dict-item]

        with pytest.raises(TypeError):
            catalogue.replace(Feed(broken.categories, (*broken.products, unstorable), broken.report))

        assert catalogue.version() == before
        assert catalogue.products("laptop")[0].price == 5.0

    def test_refuses_a_file_that_is_no_database(self, path: Path) -> None:
        """The error names the file and what to do."""
        path.parent.mkdir()
        path.write_text("id,title\n" * 500)

        with pytest.raises(UnusableCatalogue, match=r"catalogue\.db: .*import the feeds again"):
            SqliteCatalogue(path)

    def test_refuses_a_database_of_something_else(self, path: Path) -> None:
        """Tables of another program are never written to."""
        path.parent.mkdir()
        with sqlite3.connect(path) as other:
            other.execute("create table touchpoint (id text)")
        other.close()

        with pytest.raises(UnusableCatalogue, match="format is 0"):
            SqliteCatalogue(path)


class TestAway:
    def test_a_locked_catalogue_is_away_and_not_broken(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who is told to move the file away would lose a good catalogue; it only has to be tried again."""
        monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0.05)
        with (
            closing(SqliteCatalogue(tmp_path / "c.db")) as catalogue,
            closing(sqlite3.connect(tmp_path / "c.db", isolation_level=None)) as other,
        ):
            other.execute("begin exclusive")
            with pytest.raises(ShopUnavailable, match="locked"):
                catalogue.replace(Feed((), (), ImportReport(0, 0, (), (), (), ())))


class TestWhatIsNoFile:
    def test_is_said_with_its_path(self, tmp_path: Path) -> None:
        """A folder where the catalogue should be: one sentence."""
        (tmp_path / "c.db").mkdir()

        with pytest.raises(ShopUnavailable, match=r"c\.db cannot be opened"):
            SqliteCatalogue(tmp_path / "c.db")
