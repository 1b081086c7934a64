"""Accessories: what goes with a chosen product, for less than it costs; nothing when the shop sells no such thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.selection.matching import holds
from bot.selection.state import Constraint
from bot.shop.ports import Accessory, Category, Product

MOST = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """What goes with a category, as the shop sells it."""

    accessory: Accessory
    category: Category
    """The accessory's own."""
    view: Columns
    """Its products."""


def accessories(product: Product, category: Category, offered: Sequence[Offered], most: int = MOST) -> tuple[str, ...]:
    """Ids of at most `most` accessories to `product` of `category`: the best of each kind first, then the next best.

    Each is in stock, cheaper than the product itself, and states the same where it has to fit. What either of them
    does not state does not fit.
    """
    kinds = (
        [kind.view.ids[int(place)] for place in _fitting(product, category, kind)[:most]]
        for kind in offered
        if kind.category.key != category.key
    )
    in_turn = chain.from_iterable(zip_longest(*kinds))
    return tuple(dict.fromkeys(found for found in in_turn if found is not None))[:most]


def _fitting(product: Product, category: Category, kind: Offered) -> Sequence[int]:
    """Places of what fits, best first, one of each product's variants."""
    view = kind.view
    prices = view.numbers.get("price", np.full(len(view.ids), np.nan, dtype=np.float32))
    able = view.in_stock & (prices > 0) & (prices < np.float32(product.price))
    for key in kind.accessory.same:
        able &= _same(product, category, kind, key)
    places = np.flatnonzero(able)
    best = places[np.argsort(-view.base[places], kind="stable")]
    _, first = np.unique(view.parents[best], return_index=True)
    return [int(at) for at in best[np.sort(first)]]


def _same(product: Product, category: Category, kind: Offered, key: str) -> NDArray[np.bool_]:
    """Where an accessory states the same of `key` as the product, in the same unit."""
    stated, own, theirs = product.fact(key), category.attribute(key), kind.category.attribute(key)
    if stated is None or own is None or theirs is None or own.unit != theirs.unit:
        return np.zeros(len(kind.view.ids), dtype=np.bool_)
    wish = Constraint(key, "eq", stated, True, "accessory", 0)
    return holds(wish, kind.view, theirs.unit)
