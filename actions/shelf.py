"""The shelf: the catalogue as actions ask for it. Products are fetched by id, categories are judged as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.selection.engine import Engine
from bot.selection.ideas import ideas
from bot.selection.search import TextIndex
from bot.selection.state import Constraint, State
from bot.selection.titles import Titles
from bot.selection.views import ViewedCatalogue
from bot.shop.ports import Category, Product


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What to show, best first."""

    products: tuple[Product, ...]
    fits_all: bool
    """True when every product meets every must."""
    missed: tuple[str, ...] = ()
    """Attributes of the musts that a shown product does not meet, or is not known to."""


@dataclass(slots=True)
class Shelf:
    """Products by category, ranked on request."""

    catalogue: ViewedCatalogue
    _engines: dict[str, Engine] = field(default_factory=dict)
    _titles: Titles | None = None
    _titled: str = ""
    """The version of which the titles are."""

    def category(self, key: str | None) -> Category | None:
        """The category called `key`, or None when the shop has no such category (any more)."""
        return next((c for c in self.catalogue.categories() if c.key == key), None)

    def view(self, category: Category) -> Columns:
        """The columns of a category."""
        return self.catalogue.view(category)

    def words(self, category: Category) -> TextIndex:
        """The words of a category's products, in the order of its columns."""
        return self.catalogue.words(category)

    def engine(self, category: Category) -> Engine:
        """Who decides about a category; kept until an import changes its products, or what is known of it."""
        view, kept = self.view(category), self._engines.get(category.key)
        if kept is None or kept.view is not view or kept.category is not category:
            kept = Engine(view, category, words=_Words(self, category))
            self._engines[category.key] = kept
        return kept

    def shortlist(self, category: Category, state: State) -> Shortlist:
        """The three to show for `state`."""
        picks = self.engine(category).shortlist(state)
        return Shortlist(self.products(picks.ids), picks.fits_all, picks.missed)

    def products(self, ids: Iterable[str]) -> tuple[Product, ...]:
        """Those of the products that the shop still has, in the order of their ids."""
        return tuple(p for i in ids if (p := self.catalogue.product(i)))

    def shown(self, state: State) -> tuple[Product, ...]:
        """The products of the last cards that the shop still has, in their order."""
        return self.products(state.shown)

    def ideas(
        self, budget: Sequence[Constraint], *, small: bool = False, besides: Iterable[str] = ()
    ) -> tuple[Product, ...]:
        """The best rated of every category within a budget, or within reach; `small` for a present."""
        views = (self.view(c) for c in self.catalogue.categories())
        return self.products(ideas(views, budget, small=small, besides=besides))

    def titled(self, text: str, shown: Iterable[str]) -> list[tuple[int, str]]:
        """Where `text` names products by their title without the brand, and which; those `shown` go first."""
        version = self.catalogue.version()
        if self._titles is None or self._titled != version:
            keys = [category.key for category in self.catalogue.categories()]
            self._titles = Titles.build(product for key in keys for product in self.catalogue.stream(key))
            self._titled = version
        return self._titles.find(text, shown)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a category, opened when the shopper searches for some."""

    shelf: Shelf
    category: Category

    def scores(self, query: str) -> NDArray[np.float32]:
        return self.shelf.words(self.category).scores(query)
