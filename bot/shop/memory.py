"""A catalogue in memory: for tests, trials and whoever builds products in code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import uuid4

from bot.selection.views import Columns, TextIndex, columns, make_words
from bot.shop.feed import Feed
from bot.shop.ports import Category, Product


class MemoryCatalogue:
    """A `Catalogue` that forgets everything when the process ends."""

    def __init__(self) -> None:
        """Start empty."""
        self._version = uuid4().hex
        self._categories: dict[str, Category] = {}
        self._products: dict[str, Product] = {}
        self._views: dict[str, Columns] = {}
        self._words: dict[str, TextIndex] = {}

    def version(self) -> str:
        """Changes with every `replace`."""
        return self._version

    def categories(self) -> Sequence[Category]:
        """Every category that has products."""
        filled = {product.category for product in self._products.values()}
        return tuple(c for key, c in self._categories.items() if key in filled)

    def products(self, category: str) -> Sequence[Product]:
        """All products of a category, best rated first; empty when there is no such category."""
        return tuple(p for p in self._products.values() if p.category == category)

    def stream(self, category: str) -> Iterator[Product]:
        """The same products one at a time, all of one version."""
        yield from self.products(category)

    def view(self, category: Category) -> Columns:
        """The columns of a category, in the order of its products; the same object until the version changes."""
        if category.key not in self._views:
            self._views[category.key] = columns(self.products(category.key), category)
        return self._views[category.key]

    def words(self, category: Category) -> TextIndex:
        """The text index of a category, in the same order; the same object until the version changes."""
        if category.key not in self._words:
            self._words[category.key] = make_words(self.products(category.key), category)
        return self._words[category.key]

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None."""
        return self._products.get(product_id)

    def replace(self, feed: Feed) -> None:
        """Put the feed's categories in the place of what they were; the other categories stay."""
        replaced = {category.key for category in feed.categories}
        new = {product.id: product for product in feed.products}
        kept = {i: p for i, p in self._products.items() if p.category not in replaced and i not in new}
        self._products = {**kept, **new}
        self._categories = {**self._categories, **{category.key: category for category in feed.categories}}
        self._version, self._views, self._words = uuid4().hex, {}, {}
