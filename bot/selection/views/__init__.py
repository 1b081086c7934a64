"""A category ready to be judged: its columns and the words of its products, kept in files and shared by processes."""

from bot.selection.columns import Columns, columns
from bot.selection.search import TextIndex
from bot.selection.views.offers import Offer, with_offers
from bot.selection.views.ports import ViewedCatalogue
from bot.selection.views.store import (
    UNREADABLE,
    load_view,
    load_words,
    make_words,
    save_offers,
    save_view,
    share_view,
)

__all__ = [
    "UNREADABLE",
    "Columns",
    "Offer",
    "TextIndex",
    "ViewedCatalogue",
    "columns",
    "load_view",
    "load_words",
    "make_words",
    "save_offers",
    "save_view",
    "share_view",
    "with_offers",
]
