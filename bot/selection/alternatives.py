"""Alternatives: what serves the same need, can be sent, and costs about as much."""

from __future__ import annotations

from itertools import islice

import numpy as np

from bot.selection.columns import Columns
from bot.selection.judged import judged_by
from bot.selection.likeness import like
from bot.selection.matching import holds
from bot.selection.state import State
from bot.shop.ports import Category

PRICE_SHARE = 0.15
"""How much dearer or cheaper an alternative may be."""


def alternatives(view: Columns, category: Category, state: State, place: int, k: int = 3) -> tuple[int, ...]:
    """Places of at most `k` products in stock within 15 % of the price of the one at `place`, the most alike first.

    Each meets every wish that the one at `place` meets. Of variants one is given. None when nothing is like that.
    """
    able = view.in_stock.copy()
    if "price" in view.numbers and not np.isnan(view.prices[place]):
        price = view.prices[place]
        able &= np.abs(view.prices - price) <= np.float32(PRICE_SHARE) * price
    for wish in judged_by(category, state):
        attribute = category.attribute(wish.attribute)
        met = holds(wish, view, attribute.unit if attribute else "")
        able &= met if wish.value is not None and met[place] else True
    able[[at for i in state.rejected if (at := view.place(i)) is not None]] = False
    places = np.flatnonzero(able)
    likest = places[np.argsort(-like(view, place, category=category)[places], kind="stable")]
    _, first = np.unique(view.parents[likest], return_index=True)
    # An id that occurs twice is no alternative to itself.
    others = (int(at) for at in likest[np.sort(first)] if view.ids[int(at)] != view.ids[place])
    return tuple(islice(others, k))
