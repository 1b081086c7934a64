"""The catalogue as the pages read it: each category made ready once for every version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from bot.demo.facets import facets_of
from bot.demo.listing import Section
from bot.selection.views import ViewedCatalogue
from bot.shop.ports import Category, Product


class Shelf:
    """Reads of the catalogue, for several threads at once. All methods raise `ShopUnavailable`."""

    def __init__(self, catalogue: ViewedCatalogue) -> None:
        """Nothing is read yet."""
        self._catalogue = catalogue
        self._lock = Lock()
        self._version = ""
        self._sections: dict[str, Section] = {}

    def categories(self) -> Sequence[Category]:
        """Every category that has products."""
        return self._catalogue.categories()

    def category(self, key: str) -> Category | None:
        """The category `key`, or None."""
        return next((category for category in self.categories() if category.key == key), None)

    def best(self, key: str, count: int) -> list[Product]:
        """The best rated products of a category, those in stock first."""
        if (section := self.section(key)) is None:
            return []
        ids, in_stock = section.columns.ids[: 10 * count], section.columns.in_stock
        first = [i for place, i in enumerate(ids) if in_stock[place]][:count]
        return self.products([*first, *(i for place, i in enumerate(ids[:count]) if not in_stock[place])][:count])

    def products(self, ids: Iterable[str]) -> list[Product]:
        """Those of the products that are still there, in the order of their ids."""
        return [found for one in ids if (found := self._catalogue.product(one))]

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None."""
        return self._catalogue.product(product_id)

    def section(self, key: str) -> Section | None:
        """The category `key` with its columns and filters, or None."""
        with self._lock:
            if (version := self._catalogue.version()) != self._version:
                self._version, self._sections = version, {}
            if key not in self._sections and (category := self.category(key)):
                read = self._catalogue.view(category)
                self._sections[key] = Section(category, read, facets_of(category, read))
            return self._sections.get(key)
