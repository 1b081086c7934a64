"""Nothing fits: the smallest sets of musts to give up, and for each the value that would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.selection.likeness import spread
from bot.selection.matching import holds
from bot.selection.meeting import past, value_meets
from bot.selection.state import Constraint, State
from bot.shop.ports import Category, Kind, Value

MOST_MUSTS = 16
"""Musts that are weighed against one another. The rest, those given up last, stand."""
PRICE_WEIGHT = 2.0
"""How much dearer it is to give up the price than another must."""
FIRST_WEIGHT = 1.25
"""How much dearer it is to give up what was said first than what was said last."""
GIVING = 0.5
"""What it costs to give up a must at all, beside how far: in units of how much products differ."""
FAR = 0.5
"""Distance to the nearest product, in the least that any has, from which an amount is not about any of them."""
UNKNOWN = 1.0
"""How far off another value counts; a product that states nothing counts so much farther than all that do."""

Flags = NDArray[np.bool_]
Costs = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Musts without which something fits, and none of which can stay."""

    give_up: tuple[Constraint, ...]
    """In the order in which they were said."""
    nearest: tuple[Value | None, ...]
    """What the nearest product states of each; None where it states nothing."""
    count: int
    """Products that fit once these are given up."""
    cost: float
    """How much is given up: how far the nearest product is off, weighted; lower is better."""
    place: int
    """Place of the nearest product: the least given up, then the best one."""


def relaxations(view: Columns, category: Category, state: State) -> tuple[Relaxation, ...]:
    """Every minimal set of musts whose giving up makes something fit, least given up first; none when something fits.

    Among products that can be sent and were not rejected. Exact: one pass marks in a bit which musts each product
    breaks, and the smallest of those marks are the minimal correction sets. A must is broken by what is unknown.
    Of more than sixteen musts only the sixteen that are given up most easily are; what is offered is true all the same.
    """
    musts, standing = _weighed(state)
    open_to = np.flatnonzero(_candidates(view, state, standing, category))
    if not musts or not len(open_to):
        return ()
    broken = [~holds(must, view, _unit(category, must.attribute))[open_to] for must in musts]
    marks = np.sum([flags.astype(np.int64) << bit for bit, flags in enumerate(broken)], axis=0)
    found = (
        _relaxation(view, category, musts, mark, open_to[marks == mark], _weights(state)) for mark in _minimal(marks)
    )
    return tuple(sorted(found, key=lambda r: (r.cost, -r.count)))


def sold_out(view: Columns, category: Category, state: State) -> tuple[int, ...]:
    """Places of what meets every must and cannot be sent, the best first."""
    gone = ~view.in_stock
    gone[_rejected(view, state)] = False
    for wish in _musts(state):
        gone &= holds(wish, view, _unit(category, wish.attribute))
    places = np.flatnonzero(gone)
    return tuple(int(at) for at in places[np.argsort(-view.base[places], kind="stable")])


def contradictions(state: State) -> tuple[tuple[Constraint, Constraint], ...]:
    """Pairs of musts that no product whatever can meet: at least 1000 and at most 500, with and without."""
    musts = _musts(state)
    pairs = ((one, other) for at, one in enumerate(musts) for other in musts[at + 1 :])
    return tuple(pair for pair in pairs if _exclude(*pair))


def firm(view: Columns, category: Category, state: State) -> State:
    """The choice with every "about" of an amount that no product comes near as a must: that it is missed is then said.

    A dream of "rond € 1" says nothing of products that are all as far from it; the nearest there is does.
    """
    return replace(state, constraints=tuple(_firm(c, view, category) for c in state.constraints))


def _firm(wish: Constraint, view: Columns, category: Category) -> Constraint:
    numbers = view.numbers.get(wish.attribute)
    if wish.op != "about" or wish.hard or numbers is None or isinstance(wish.value, bool | str | tuple):
        return wish
    off = np.abs(numbers - np.float32(wish.value or 0))
    known = off[~np.isnan(off)]
    near = holds(wish, view, _unit(category, wish.attribute)).any()
    far = len(known) > 0 and known.min() > FAR * float(np.nanmin(numbers))
    return replace(wish, hard=True) if far and not near and wish.value is not None else wish


def at_odds(state: State, found: Iterable[Relaxation]) -> tuple[Constraint, ...]:
    """The musts that do not go together: whatever is in one of the relaxations, in the order in which it was said."""
    concerned = {c for relaxation in found for c in relaxation.give_up}
    return tuple(c for c in _musts(state) if c in concerned)


def _musts(state: State) -> tuple[Constraint, ...]:
    return tuple(dict.fromkeys(c for c in state.constraints if c.hard and c.value is not None))


def _weighed(state: State) -> tuple[tuple[Constraint, ...], tuple[Constraint, ...]]:
    """The musts that may be given up, and those that stand because there are too many."""
    musts, weights = _musts(state), _weights(state)
    easiest = set(sorted(musts, key=lambda c: weights[c])[:MOST_MUSTS])
    return tuple(c for c in musts if c in easiest), tuple(c for c in musts if c not in easiest)


def _weights(state: State) -> dict[Constraint, float]:
    """What each must weighs: the price most, and what was said first more than what was said last."""
    # A wish without a turn was said just now.
    turns = {c: c.turn or state.turn for c in _musts(state)}
    first, last = min(turns.values(), default=0), max(turns.values(), default=0)
    age = {c: (last - turn) / max(1, last - first) for c, turn in turns.items()}
    return {
        c: c.weight * (PRICE_WEIGHT if c.attribute == "price" else 1.0) * (1 + (FIRST_WEIGHT - 1) * age[c]) for c in age
    }


def _candidates(view: Columns, state: State, standing: Iterable[Constraint], category: Category) -> Flags:
    allowed = view.in_stock.copy()
    allowed[_rejected(view, state)] = False
    for must in standing:
        allowed &= holds(must, view, _unit(category, must.attribute))
    return allowed


def _rejected(view: Columns, state: State) -> list[int]:
    return [at for i in state.rejected if (at := view.place(i)) is not None]


def _minimal(marks: NDArray[np.int64]) -> Iterator[int]:
    """The marks that no other one is part of, fewest bits first; none when nothing is broken by some product."""
    left = np.flatnonzero(np.bincount(marks))
    left = left[np.argsort(np.bitwise_count(left), kind="stable")]
    while len(left) and left[0]:
        smallest = left[0]
        yield int(smallest)
        left = left[(left & smallest) != smallest]


def _relaxation(
    view: Columns,
    category: Category,
    musts: Sequence[Constraint],
    mark: int,
    places: Places,
    weights: dict[Constraint, float],
) -> Relaxation:
    """What it takes to give up the musts in `mark`, of the products at `places`, which break exactly those."""
    given = tuple(must for bit, must in enumerate(musts) if mark >> bit & 1)
    costs = np.sum([weights[c] * (GIVING + _far(view, c, places, category)) for c in given], axis=0)
    at = int(np.lexsort((-view.base[places], costs))[0])
    nearest = tuple(_stated(view, category, c.attribute, int(places[at])) for c in given)
    return Relaxation(given, nearest, len(places), float(costs[at]), int(places[at]))


def _far(view: Columns, must: Constraint, places: Places, category: Category) -> Costs:
    """How far each product is off, in units of how much products differ."""
    column = view.numbers.get(must.attribute)
    if column is None or isinstance(must.value, bool | str | tuple):
        return np.full(len(places), UNKNOWN)
    off = past(column[places], must, _unit(category, must.attribute)).astype(np.float64) / spread(column)
    return np.where(np.isnan(off), np.max(off, initial=0.0, where=~np.isnan(off)) + UNKNOWN, off)


def _stated(view: Columns, category: Category, key: str, place: int) -> Value | None:
    """What one product states; None when it is unknown."""
    if key in view.codes:
        code = int(view.codes[key][place])
        return view.values[key][code - 1] if code else None
    if key not in view.numbers or np.isnan(view.numbers[key][place]):
        return None
    # By way of its digits: 848.99 is not to become 848.98999.
    number = float(str(np.float32(view.numbers[key][place])))
    attribute = category.attribute(key)
    return bool(number) if attribute and attribute.kind is Kind.YES_NO else number


def _unit(category: Category, key: str) -> str:
    attribute = category.attribute(key)
    return attribute.unit if attribute else ""


def _exclude(one: Constraint, other: Constraint) -> bool:
    """Whether two musts on one attribute leave no value at all."""
    if one.attribute != other.attribute or one.value is None or other.value is None:
        return False
    if isinstance(one.value, bool) and isinstance(other.value, bool):
        return one.value is not other.value
    if isinstance(one.value, str | tuple) or isinstance(other.value, str | tuple):
        return _refused(one, other) or _refused(other, one)
    return _apart(one, other) or _apart(other, one)


def _refused(asked: Constraint, refused: Constraint) -> bool:
    if asked.op == "notin" or refused.op != "notin":
        return False
    wanted = asked.value if isinstance(asked.value, tuple) else (str(asked.value),)
    return not any(value_meets(value, refused) for value in wanted)


def _apart(low: Constraint, high: Constraint) -> bool:
    """Whether a lower bound lies above an upper one."""
    if low.op not in ("ge", "higher") or high.op not in ("le", "lower"):
        return False
    strict = low.op == "higher" or high.op == "lower"
    bottom, top = float(low.value), float(high.value)  # type: ignore[arg-type]  # numbers: told apart before
    return bottom > top or (strict and bottom == top)
