"""The three products to show: the likeliest, made to differ where that costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.selection.belief import Belief, Evidence, Floats, Places, best
from bot.selection.columns import Columns, Parents
from bot.selection.matching import Amounts, Flags, match
from bot.selection.state import State
from bot.shop.ports import Category

POOL = 60
"""Best products among which the shown ones are made to differ."""
VARIETY = 0.4
"""What being alike costs, in the logarithm of the odds: less than any wish, more than chance."""

BROKEN = 1e6
"""What a broken must counts for beside how far off it is: more."""
FARTHEST = 1e4


@dataclass(frozen=True, slots=True)
class Picks:
    """What to show, best first."""

    places: tuple[int, ...]
    """Places in the columns."""
    ids: tuple[str, ...]
    fits_all: bool
    """True when every product meets every must."""
    missed: tuple[str, ...] = ()
    """Attributes of the musts that a shown product does not meet, or is not known to."""


def shortlist(view: Columns, category: Category, state: State, k: int = 3) -> Picks:
    """At most `k` products for the wishes in `state`, rejected ones left out.

    Those that meet every must, in stock first; a sold-out one only behind one that can be sent. When none in
    stock does, the nearest: fewest musts broken, then least far off. Of variants one is shown, unless there is
    nothing else.
    """
    evidence = Evidence(view, category)
    return picks(evidence, state, evidence.belief(state), k)


def picks(evidence: Evidence, state: State, believed: Belief, k: int = 3) -> Picks:
    """The same from what is believed already."""
    view = evidence.view
    fitting = np.isfinite(believed.log)
    if (fitting & view.in_stock).any():
        return _made(view, _fitting(evidence, believed, fitting, k), missed=None)
    return _nearest(evidence, state, k)


def _made(view: Columns, places: Sequence[int], missed: Sequence[str] | None) -> Picks:
    ids = tuple(view.ids[i] for i in places)
    return Picks(tuple(int(i) for i in places), ids, missed is None, tuple(missed or ()))


def _fitting(evidence: Evidence, believed: Belief, fitting: Flags, k: int) -> list[int]:
    """Those that can be sent, made to differ, and behind them sold-out ones when there are too few."""
    for_sale = evidence.view.in_stock
    chosen = _different(evidence, believed, fitting & for_sale, k)
    if len(chosen) == k:
        return chosen
    gone = best(_only(believed.log, fitting & ~for_sale), believed.leaning, k - len(chosen))
    return [*chosen, *(int(i) for i in gone)]


def _only(log: Amounts, among: Flags) -> Amounts:
    return log if among.all() else np.where(among, log, np.float32(-np.inf))


def _nearest(evidence: Evidence, state: State, k: int) -> Picks:
    """Fewest musts broken, then least far off; the musts that one of them breaks are named."""
    view, away = evidence.view, [p for i in state.rejected if (p := evidence.view.place(i)) is not None]
    allowed = view.in_stock.copy()
    allowed[away] = False
    units = {a.key: a.unit for a in evidence.category.attributes}
    musts = [(c, match(c, view, units.get(c.attribute, ""))) for c in state.constraints if c.hard]
    far = np.zeros(len(view.ids), dtype=np.float64)
    for _, found in musts:
        far += np.where(found.holds, 0.0, BROKEN + np.minimum(found.distance, FARTHEST))
    wished = replace(state, constraints=tuple(c for c in state.constraints if not c.hard))
    chosen = _first(view, np.flatnonzero(allowed), far, evidence.belief(wished).log, k)
    missed = dict.fromkeys(wish.attribute for wish, found in musts if not found.holds[chosen].all())
    return _made(view, chosen, tuple(missed))


def _first(view: Columns, places: Places, far: Floats, score: Amounts, k: int) -> list[int]:
    """The `k` nearest, and of equally near ones the best; without sorting what cannot be among them."""
    count = max(POOL, k)
    while True:
        off = far[places]
        near = places if len(places) <= count else places[off <= np.partition(off, count)[count]]
        order = near[np.lexsort((-score[near], far[near]))]
        if len(near) == len(places) or len(np.unique(view.parents[order])) >= k:
            return _once(view, order, k)
        count *= 8


def _once(view: Columns, order: Places, k: int) -> list[int]:
    """The first `k` in order, a variant of an earlier one only when there is nothing else."""
    _, first = np.unique(view.parents[order], return_index=True)
    single = order[np.sort(first)]
    return [int(i) for i in single[:k]] or [int(i) for i in order[:k]]


def _different(evidence: Evidence, believed: Belief, among: Flags, k: int) -> list[int]:
    """The best one, then each time the best for how unlike the chosen ones it is.

    After Carbonell and Goldstein, SIGIR 1998, with so small a price on likeness that it only chooses between products
    that fit alike. A superlative is never traded.
    """
    view = evidence.view
    pool, sure = _pool(evidence, believed, among, k)
    leaning = np.zeros(len(pool)) if believed.leaning is None else believed.leaning[pool]
    alike, repeated = np.zeros(len(pool)), np.zeros(len(pool), dtype=np.bool_)
    left = np.ones(len(pool), dtype=np.bool_)
    chosen: list[int] = []
    for _ in range(min(k, len(pool))):
        worth = sure - VARIETY * alike
        at = int(np.lexsort((-worth, -leaning, repeated, ~left))[0])
        chosen.append(int(pool[at]))
        left[at] = False
        alike = np.maximum(alike, _likeness(view, pool, chosen[-1]))
        repeated |= view.parents[pool] == view.parents[chosen[-1]]
    return chosen


def _pool(evidence: Evidence, believed: Belief, among: Flags, k: int) -> tuple[Places, Floats]:
    """The best, with the logarithm of how likely each is: with its variants, unless a superlative tells them apart."""
    view = evidence.view
    pool = _of_products(view, _only(believed.log, among), believed.leaning, k)
    families, first = np.unique(view.parents[pool], return_index=True)
    if believed.leaning is not None or not evidence.has_variants or len(first) < k:
        return pool, believed.log[pool].astype(np.float64)
    single = pool[np.sort(first)]
    return single, _together(view, believed, among, families)[view.parents[single]]


def _together(view: Columns, believed: Belief, among: Flags, families: Parents) -> Floats:
    """Logarithm of the weight of each of these families by its number; of others minus infinity."""
    wanted = np.zeros(int(view.parents.max()) + 1, dtype=np.bool_)
    wanted[families] = True
    found = np.flatnonzero(among & wanted[view.parents])
    mass = np.bincount(view.parents[found], weights=believed.weights[found])
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(mass), dtype=np.float64)


def _of_products(view: Columns, log: Amounts, leaning: Amounts | None, k: int) -> Places:
    """The best, so many that there are `k` different products among them when there are that many at all."""
    size = max(POOL, k)
    while True:
        pool = best(log, leaning, size)
        if len(pool) < size or len(np.unique(view.parents[pool])) >= k:
            return pool
        size *= 8


def _likeness(view: Columns, pool: Places, chosen: int) -> Amounts:
    """The share of what is known of the chosen one in which each of the pool is equal to it."""
    held = [codes for codes in view.codes.values() if codes[chosen]]
    stated = [column for column in view.numbers.values() if not np.isnan(column[chosen])]
    equal = np.zeros(len(pool), dtype=np.float32)
    for column in (*held, *stated):
        equal += column[pool] == column[chosen]
    return equal / np.float32(max(1, len(held) + len(stated)))
