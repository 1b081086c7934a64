"""How like each product is to one of them: what "zoals deze" asks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.shop.ports import Attribute, Category, Kind

Alike = NDArray[np.float32]

NEUTRAL = 0.5
"""Likeness in what is unknown of a product: neither for it nor against it."""
TRIFLE = 0.1
"""Share of a number over which it is not wholly unlike, however little the products differ."""
SAMPLE = 4096
"""Products at most from which it is taken how much they differ."""


def like(view: Columns, place: int, *, category: Category | None = None) -> Alike:
    """How like each product is to the one at `place`, float32[N] from 0 (in nothing) to 1 (in all that is known).

    After Gower, Biometrics 1971: the mean over the attributes that are known of the one at `place`, numbers by their
    distance beside how the middle half of the products differ, values by being equal. `category` makes an attribute
    count for what shoppers know to answer of it, and one that says the same as another not at all.
    """
    total, weights = np.zeros(len(view.ids), dtype=np.float32), 0.0
    for key in (*view.numbers, *view.codes):
        weight = _weight(category.attribute(key)) if category else 1.0
        if weight and (alike := _alike(view, key, place)) is not None:
            total += np.float32(weight) * alike
            weights += weight
    found = total / np.float32(weights) if weights else np.full(len(total), NEUTRAL, dtype=np.float32)
    found[place] = 1.0
    return found


def spread(column: NDArray[np.float32]) -> float:
    """How much the middle half of the known numbers differ, else all of them; 1 when they are all equal."""
    sample = column[:: max(1, len(column) // SAMPLE)]
    known = sample[~np.isnan(sample)]
    if not len(known):
        return 1.0
    low, high = np.quantile(known, [0.25, 0.75])
    return float(high - low) or float(np.ptp(known)) or 1.0


def _weight(attribute: Attribute | None) -> float:
    if attribute is None or attribute.kind is Kind.TEXT or attribute.same_as:
        return 0.0
    return 1.0 if attribute.answerable is None else attribute.answerable


def _alike(view: Columns, key: str, place: int) -> Alike | None:
    """Likeness in one attribute; None where it is unknown of the one at `place`."""
    if key in view.codes:
        codes = view.codes[key]
        equal = (codes == codes[place]).astype(np.float32)
        return np.where(codes == 0, np.float32(NEUTRAL), equal) if codes[place] else None
    column = view.numbers[key]
    if np.isnan(column[place]):
        return None
    scale = np.float32(max(spread(column), TRIFLE * abs(float(column[place]))))
    near = np.maximum(np.float32(0), 1 - np.abs(column - column[place]) / scale)
    return np.where(np.isnan(near), np.float32(NEUTRAL), near).astype(np.float32)
