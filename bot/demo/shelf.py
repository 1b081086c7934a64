"""The catalogue as the pages read it: each category made ready once for every version."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from bot.demo.facets import facets_of
from bot.demo.listing import Section
from bot.selection.columns import columns
from bot.shop.ports import Catalogue, Category, Product


class Shelf:
    """Reads of the catalogue, for several threads at once. All methods raise `ShopUnavailable`."""

    def __init__(self, catalogue: Catalogue) -> None:
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
        products = self._catalogue.products(key)
        in_stock = [p for p in products[: 10 * count] if p.in_stock][:count]
        return [*in_stock, *(p for p in products[:count] if not p.in_stock)][:count]

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None."""
        return self._catalogue.product(product_id)

    def section(self, key: str) -> Section | None:
        """The category `key` with its columns and filters, or None."""
        with self._lock:
            if (version := self._catalogue.version()) != self._version:
                self._version, self._sections = version, {}
            if key not in self._sections and (category := self.category(key)):
                read = columns(self._catalogue.products(key), category)
                self._sections[key] = Section(category, read, facets_of(category, read))
            return self._sections.get(key)
