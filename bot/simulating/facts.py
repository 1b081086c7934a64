"""What the products of a category state, as columns: a shopper's own reading of the feed, all products at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.selection.state import Constraint
from bot.shop.ports import Product
from bot.simulating.reading import holds

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Facts:
    """Products with what they state; a column is made when it is first asked for."""

    products: Sequence[Product]
    _numbers: dict[str, Numbers] = field(default_factory=dict)
    _places: dict[str, dict[object, NDArray[np.intp]]] = field(default_factory=dict)

    def meet(self, wish: Constraint) -> Flags:
        """Which products are known to meet the wish."""
        met = np.zeros(len(self.products), dtype=np.bool_)
        for places in self._by_value(wish.attribute).values():
            met[places] = holds(wish, self.products[int(places[0])]) is True
        return met

    def numbers(self, key: str) -> Numbers:
        """Numbers of an attribute, yes is 1 and no is 0; NaN where it is unknown."""
        if key not in self._numbers:
            stated = (p.fact(key) for p in self.products)
            self._numbers[key] = np.array([np.nan if v is None or isinstance(v, str) else float(v) for v in stated])
        return self._numbers[key]

    def values(self, key: str) -> list[object]:
        """Every value that is stated of an attribute, the most frequent first."""
        found = self._by_value(key)
        return sorted(found, key=lambda value: -len(found[value]))

    def _by_value(self, key: str) -> dict[object, NDArray[np.intp]]:
        """Places of the products by what they state: there are far fewer values than products."""
        if key not in self._places:
            found: dict[object, list[int]] = {}
            for place, product in enumerate(self.products):
                if (fact := product.fact(key)) is not None:
                    found.setdefault(fact, []).append(place)
            self._places[key] = {value: np.array(places, dtype=np.intp) for value, places in found.items()}
        return self._places[key]


def ranks(column: Numbers) -> Numbers:
    """How high each number is among the others, 0 to 1; what is unknown stands in the middle."""
    result = np.full(len(column), 0.5)
    known = ~np.isnan(column)
    different, place = np.unique(column[known], return_inverse=True)
    if len(different) > 1:
        result[known] = place / (len(different) - 1)
    return result
