"""Products like another one."""

from __future__ import annotations

import numpy as np

from bot.demo.listing import Section
from bot.selection.columns import UNKNOWN, Columns, Scores, ranks
from bot.shop.ports import Better

SHOWN = 4
PRICE_WEIGHT = 3.0
"""As heavy as so many other facts."""


def similar(section: Section, product_id: str, *, limit: int = SHOWN) -> tuple[str, ...]:
    """Ids of the products in stock that differ least from `product_id`, nearest first; no two variants of one.

    A number differs by the share of values in between, a value by being another; Gower's coefficient (1971), the
    price weighted. What one of both does not state counts as half a difference.
    """
    columns = section.columns
    if (own := columns.place(product_id)) is None:
        return ()
    distance = np.where(columns.in_stock, _distance(columns, own), np.inf)
    nearest: dict[int, int] = {int(columns.parents[own]): own}
    for place in np.argsort(distance, kind="stable"):
        if len(nearest) > limit or np.isinf(distance[place]):
            break
        nearest.setdefault(int(columns.parents[place]), int(place))
    return tuple(columns.ids[place] for place in list(nearest.values())[1:])


def _distance(columns: Columns, own: int) -> Scores:
    total: Scores = np.zeros(len(columns))
    for key, numbers in columns.numbers.items():
        ranked = ranks(numbers, better=Better.HIGHER, unknown=np.nan)
        apart = np.abs(ranked - ranked[own])
        total += np.where(np.isnan(apart), 0.5, apart) * (PRICE_WEIGHT if key == "price" else 1.0)
    for key, codes in columns.codes.items():
        unknown = (codes == UNKNOWN) | (codes[own] == UNKNOWN)
        total += np.where(unknown, 0.5, codes != codes[own]) * (0.5 if key == "brand" else 1.0)
    return total
