from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from actions.shelf import Shelf
from bot.shop.feed import Feed, read_feed
from bot.shop.ports import Product, ShopUnavailable
from bot.shop.sqlite import SqliteCatalogue
from tests.actions.conftest import DEMO


class Faltering(SqliteCatalogue):
    """A catalogue that does not answer for a while when all products are asked for."""

    fails = False

    def stream(self, category: str) -> Iterator[Product]:
        """The products, or `ShopUnavailable`."""
        if self.fails:
            raise ShopUnavailable("the catalogue is locked")
        return super().stream(category)


@pytest.fixture(scope="module")
def laptops() -> Feed:
    """The laptops of the demo shop."""
    return read_feed(DEMO / "products" / "laptop.csv", schema_folder=DEMO / "schema")


@pytest.fixture
def catalogue(tmp_path: Path, laptops: Feed) -> Iterator[Faltering]:
    """A shop that sells them, of which nothing is known that helps to choose."""
    opened = Faltering(tmp_path / "catalogue.db")
    known_less = tuple(replace(c, needs=(), questions=()) for c in laptops.categories)
    opened.replace(replace(laptops, categories=known_less))
    yield opened
    opened.close()


class TestEngine:
    def test_knows_what_an_import_brought(self, catalogue: Faltering, laptops: Feed) -> None:
        """Also when somebody got the category just before it and asked for the engine just after."""
        shelf = Shelf(catalogue)
        before = shelf.category("laptop")
        assert before is not None
        catalogue.replace(laptops)
        shelf.engine(before)
        after = shelf.category("laptop")
        assert after is not None

        assert shelf.engine(after).category.needs == laptops.categories[0].needs

    def test_is_kept_between_imports(self, catalogue: Faltering) -> None:
        """What no wish changes is computed once."""
        shelf = Shelf(catalogue)
        category = shelf.category("laptop")
        assert category is not None

        assert shelf.engine(category) is shelf.engine(category)


class TestTitled:
    def test_knows_new_titles_once_the_catalogue_answers_again(self, catalogue: Faltering, laptops: Feed) -> None:
        """A failure just after an import does not leave the old titles for good."""
        shelf = Shelf(catalogue)
        product = replace(laptops.products[0], id="new", titles={"nl": "Zwaluwstaart Quibus 900"})
        assert shelf.titled("de zwaluwstaart quibus 900", ()) == []
        catalogue.replace(replace(laptops, products=(product, *laptops.products)))
        catalogue.fails = True
        with pytest.raises(ShopUnavailable):
            shelf.titled("de zwaluwstaart quibus 900", ())
        catalogue.fails = False

        assert [found for _, found in shelf.titled("de zwaluwstaart quibus 900", ())] == ["new"]
