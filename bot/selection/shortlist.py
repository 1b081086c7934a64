"""The three products to show: musts as masks, wishes as likelihoods, then how good and how different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Codes, Columns, Flags, Numbers, columns, ranks
from bot.selection.matching import Match, likelihood, match
from bot.selection.state import Constraint, State
from bot.shop.ports import Better, Category, Product

POOL = 60
"""Best products among which the shown ones are made to differ."""
LIKENESS_WEIGHT = 0.6

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What to show, best first."""

    products: tuple[Product, ...]
    fits_all: bool
    """True when every product meets every must."""
    missed: tuple[str, ...] = ()
    """Attributes of the musts that a shown product does not meet, or is not known to."""


def shortlist(
    products: Sequence[Product], category: Category, state: State, k: int = 3, *, view: Columns | None = None
) -> Shortlist:
    """At most `k` products for the wishes in `state`, rejected ones left out.

    Those that meet every must, in stock first; a sold-out one only behind one that can be sent. When none in
    stock does, the nearest: fewest musts broken, then least far off. `view` are the columns of `products`, when
    the caller keeps them.
    """
    view = view or columns(products, category)
    units = {a.key: a.unit for a in category.attributes}
    matches = [(wish, match(wish, view, units.get(wish.attribute, ""))) for wish in state.constraints]
    musts = [(wish, found) for wish, found in matches if wish.hard]
    allowed = np.ones(len(view.products), dtype=np.bool_)
    allowed[[view.places[i] for i in state.rejected if i in view.places]] = False
    fitting = np.logical_and.reduce([allowed, *(found.holds for _, found in musts)])
    order = _order(view, [(wish, found) for wish, found in matches if not wish.hard])
    if (fitting & view.in_stock).any():
        return Shortlist(_picked(view, order, fitting, k), fits_all=True)
    return _nearest(view, order, allowed & view.in_stock, musts, k)


@dataclass(frozen=True, slots=True)
class _Order:
    """What products are ranked by: first a superlative's direction, then the score."""

    leaning: Numbers
    score: Numbers

    def of(self, among: Flags) -> Places:
        """Places of the products in `among`, best first; equals keep the catalogue's order."""
        places = np.flatnonzero(among)
        ranked = np.lexsort((-self.score[places], -self.leaning[places]))
        return np.asarray(places[ranked], dtype=np.intp)


def _order(view: Columns, soft: Sequence[tuple[Constraint, Match]]) -> _Order:
    leaning, score = np.zeros(len(view.products)), view.base.copy()
    for wish, found in soft:
        if wish.value is None and wish.attribute in view.numbers:
            leaning += ranks(view.numbers[wish.attribute], better=Better(wish.op), unknown=0.0)
        elif wish.value is not None:
            score += np.log(likelihood(found))
    return _Order(leaning, score)


def _picked(view: Columns, order: _Order, fitting: Flags, k: int) -> tuple[Product, ...]:
    """Those that can be sent, made to differ, and behind them sold-out ones when there are too few."""
    chosen = _different(view, order, order.of(fitting & view.in_stock), k)
    sold_out = order.of(fitting & ~view.in_stock)[: max(0, k - len(chosen))]
    return tuple(view.products[i] for i in [*chosen, *sold_out])


def _nearest(
    view: Columns, order: _Order, candidates: Flags, musts: Sequence[tuple[Constraint, Match]], k: int
) -> Shortlist:
    places = order.of(candidates)
    if musts:
        broken = np.sum([~found.holds[places] for _, found in musts], axis=0)
        size = np.sum([found.distance[places] for _, found in musts], axis=0)
        places = places[np.lexsort((size, broken))]
    chosen = places[:k]
    missed = dict.fromkeys(wish.attribute for wish, found in musts if not found.holds[chosen].all())
    return Shortlist(tuple(view.products[i] for i in chosen), fits_all=False, missed=tuple(missed))


def _different(view: Columns, order: _Order, places: Places, k: int) -> list[int]:
    """The best one, then each time the best for how unlike the chosen ones it is.

    After Carbonell and Goldstein, SIGIR 1998. A second product of the same name is taken only when there is nothing
    else; a superlative is never traded.
    """
    pool = places[:POOL]
    likeness, repeated = np.zeros(len(pool)), np.zeros(len(pool), dtype=np.bool_)
    left = np.ones(len(pool), dtype=np.bool_)
    chosen: list[int] = []
    for _ in range(min(k, len(pool))):
        worth = order.score[pool] - LIKENESS_WEIGHT * likeness
        best = int(np.lexsort((-worth, -order.leaning[pool], repeated, ~left))[0])
        chosen.append(int(pool[best]))
        left[best] = False
        likeness = np.maximum(likeness, _likeness(view, pool, chosen[-1]))
        repeated |= view.names[pool] == view.names[chosen[-1]]
    return chosen


def _likeness(view: Columns, pool: Places, chosen: int) -> Numbers:
    """The share of columns in which each of the pool is equal to the chosen one."""
    held: list[Codes | Numbers] = [*view.codes.values(), *view.numbers.values()]
    equal = np.sum([column[pool] == column[chosen] for column in held], axis=0, dtype=np.float64)
    return np.asarray(equal / max(1, len(held)))
