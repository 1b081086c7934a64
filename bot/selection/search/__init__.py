"""Text search over products in Dutch and English: words, their stems, parts of compounds and misspellings."""

from bot.selection.search.index import TextIndex
from bot.selection.search.shop import Found, ShopSearch
from bot.selection.search.texts import product_texts

__all__ = ["Found", "ShopSearch", "TextIndex", "product_texts"]
