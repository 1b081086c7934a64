"""What every catalogue promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.shop.feed import Feed
from bot.shop.memory import MemoryCatalogue
from bot.shop.ports import Attribute, Better, Category, Kind, Meaning, Product, Value
from bot.shop.report import ImportReport
from bot.shop.sqlite import SqliteCatalogue

Either = MemoryCatalogue | SqliteCatalogue
NOTHING = ImportReport(0, 0, (), (), (), ())


@pytest.fixture(params=["memory", "sqlite"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Either]:
    """An empty catalogue of each kind."""
    if request.param == "memory":
        yield MemoryCatalogue()
    else:
        opened = SqliteCatalogue(tmp_path / "catalogue.db")
        yield opened
        opened.close()


def category(key: str) -> Category:
    """A category with one attribute of each sort."""
    attributes = (
        Attribute("price", Kind.NUMBER, "EUR", Better.LOWER, {"nl": "prijs"}, quantiles=(1.0, 2.0)),
        Attribute("weight", Kind.NUMBER, "kg", Better.LOWER, words=(Meaning("licht", "nl", "le", 1.5),)),
        Attribute("colour", Kind.CATEGORY, values=("zwart",), value_labels={"zwart": {"en": "black"}}),
    )
    return Category(key, {"nl": key, "en": key}, {"nl": (key, f"{key}s"), "en": ()}, attributes)


def product(product_id: str, kind: str, price: float = 10.0) -> Product:
    """A product with a number, a yes and a value."""
    facts: dict[str, Value] = {"weight": 1.3, "wireless": True, "colour": "zwart"}
    titles = {"nl": f"{product_id} é", "en": product_id}
    return Product(product_id, kind, titles, price, facts, "Merk", "/p/x", "/i.svg", False, {"nl": "Mooi."})


def feed(*ids: str, kind: str = "laptop", price: float = 10.0) -> Feed:
    """A feed of one category."""
    return Feed((category(kind),), tuple(product(i, kind, price) for i in ids), NOTHING)


class TestCatalogue:
    def test_holds_nothing_at_first(self, catalogue: Either) -> None:
        """A new catalogue has a version and no products."""
        assert catalogue.version()
        assert list(catalogue.categories()) == []
        assert catalogue.products("laptop") == ()
        assert catalogue.product("a") is None

    def test_gives_back_what_was_put_in(self, catalogue: Either) -> None:
        """Categories and products come back equal, in the order of the feed."""
        given = feed("b", "a")

        catalogue.replace(given)

        assert tuple(catalogue.categories()) == given.categories
        assert tuple(catalogue.products("laptop")) == given.products
        assert catalogue.product("a") == given.products[1]

    def test_replaces_just_the_categories_of_the_feed(self, catalogue: Either) -> None:
        """Old products of a category go, those of other categories stay."""
        catalogue.replace(feed("a", "b"))
        catalogue.replace(feed("x", kind="muis"))

        catalogue.replace(feed("b", "c", price=20.0))

        assert [(p.id, p.price) for p in catalogue.products("laptop")] == [("b", 20.0), ("c", 20.0)]
        assert [p.id for p in catalogue.products("muis")] == ["x"]
        assert catalogue.product("a") is None
        assert {c.key for c in catalogue.categories()} == {"laptop", "muis"}

    def test_moves_a_product_to_the_category_that_named_it_last(self, catalogue: Either) -> None:
        """An id stands for one product; a category left empty is no longer shown."""
        catalogue.replace(feed("a"))

        catalogue.replace(feed("a", kind="muis"))

        assert [c.key for c in catalogue.categories()] == ["muis"]
        assert catalogue.products("laptop") == ()

    def test_streams_the_same_products(self, catalogue: Either) -> None:
        """One at a time, for who has no room for all."""
        catalogue.replace(feed("b", "a"))

        assert tuple(catalogue.stream("laptop")) == tuple(catalogue.products("laptop"))
        assert list(catalogue.stream("muis")) == []

    def test_views_a_category_in_the_order_of_its_products(self, catalogue: Either) -> None:
        """Columns and words are those of the present version, and stay the same objects until the next one."""
        catalogue.replace(feed("b", "a"))
        before, words = catalogue.view(category("laptop")), catalogue.words(category("laptop"))
        assert catalogue.view(category("laptop")) is before
        assert catalogue.words(category("laptop")) is words

        catalogue.replace(feed("c", "a", "b", price=20.0))

        now = catalogue.view(category("laptop"))
        assert (list(before.ids), list(now.ids)) == (["b", "a"], ["c", "a", "b"])
        assert now.prices.tolist() == [20.0] * 3
        assert len(catalogue.words(category("laptop"))) == 3

    def test_has_a_new_version_after_each_import_only(self, catalogue: Either) -> None:
        """The version changes with an import and never otherwise."""
        versions = [catalogue.version(), catalogue.version()]
        for _ in range(2):
            catalogue.replace(feed("a"))
            versions += [catalogue.version(), catalogue.version()]

        assert versions[0::2] == versions[1::2]
        assert len(set(versions)) == 3
