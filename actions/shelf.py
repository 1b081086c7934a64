"""The shelf: the catalogue as actions ask for it, its columns made once per import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.selection.columns import Columns, columns
from bot.selection.shortlist import Shortlist, shortlist
from bot.selection.state import State
from bot.selection.titles import Titles
from bot.shop.ports import Catalogue, Category, Product


@dataclass(slots=True)
class Shelf:
    """Products by category, ranked on request."""

    catalogue: Catalogue
    _version: str = ""
    _views: dict[str, Columns] = field(default_factory=dict)
    _titles: Titles | None = None

    def category(self, key: str | None) -> Category | None:
        """The category called `key`, or None when the shop has no such category (any more)."""
        return next((c for c in self.catalogue.categories() if c.key == key), None)

    def shortlist(self, category: Category, state: State) -> Shortlist:
        """The three to show for `state`."""
        return shortlist([], category, state, view=self._view(category))

    def shown(self, state: State) -> tuple[Product, ...]:
        """The products of the last cards that the shop still has, in their order."""
        return tuple(p for i in state.shown if (p := self.catalogue.product(i)))

    def titled(self, text: str, shown: Iterable[str]) -> list[tuple[int, str]]:
        """Where `text` names products by their title without the brand, and which; those `shown` go first."""
        self._renew()
        if self._titles is None:
            categories = self.catalogue.categories()
            self._titles = Titles.build(p for c in categories for p in self.catalogue.products(c.key))
        return self._titles.find(text, shown)

    def _renew(self) -> None:
        """Forget what was made of a catalogue that is no longer the present one."""
        if (version := self.catalogue.version()) != self._version:
            self._version, self._titles = version, None
            self._views.clear()

    def _view(self, category: Category) -> Columns:
        self._renew()
        if category.key not in self._views:
            self._views[category.key] = columns(self.catalogue.products(category.key), category)
        return self._views[category.key]
