"""What the judgement asks of a catalogue: categories as columns and as words, single products by their id."""

from __future__ import annotations

from typing import Protocol

from bot.selection.columns import Columns
from bot.selection.search import TextIndex
from bot.shop.ports import Catalogue, Category


class ViewedCatalogue(Catalogue, Protocol):
    """A catalogue that keeps its categories ready to be judged. All methods raise `ShopUnavailable`."""

    def view(self, category: Category) -> Columns:
        """The columns of a category, in the order of its products; the same object until the version changes."""

    def words(self, category: Category) -> TextIndex:
        """The text index of a category, in the same order; the same object until the version changes."""
