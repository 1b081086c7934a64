"""The cheaper one that is enough: it does all that was wished as well as the dearer one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.selection.belief import belief
from bot.selection.columns import Columns
from bot.selection.judged import judged_by
from bot.selection.matching import match
from bot.selection.state import Constraint, State
from bot.shop.ports import Category

CLEARLY = 0.1
"""Share of the price that it must save at least: less is not worth speaking of."""
RATED_LESS = 0.3
"""Stars that it may be rated lower: more, and it is not as good after all."""

Flags = NDArray[np.bool_]


def enough(view: Columns, category: Category, state: State, place: int, among: Iterable[int] = ()) -> int | None:
    """Place of a clearly cheaper product in stock that meets every wish as well as the one at `place`, or None.

    The likeliest one, of those at `among` (what is on show) before any other. What it does not state it does not
    meet. Without a wish about anything but the price, or with wishes in words that no fact tells of, nothing is enough.
    """
    wishes = judged_by(category, state)
    if state.words or state.liked or not any(c.attribute != "price" for c in wishes) or "price" not in view.numbers:
        return None
    able = _cheaper(view, state, place) & _rated(view, place)
    for wish in wishes:
        able &= _as_well(view, category, wish, place)
    return _likeliest(view, category, state, able, list(among))


def _likeliest(view: Columns, category: Category, state: State, able: Flags, among: Sequence[int]) -> int | None:
    shown = np.array([place for place in among if able[place]], dtype=np.intp)
    places = shown if len(shown) else np.flatnonzero(able)
    if not len(places):
        return None
    score = belief(view, category, state).log[places]
    return int(places[np.lexsort((view.prices[places], -score))[0]])


def _cheaper(view: Columns, state: State, place: int) -> Flags:
    """Clearly cheaper, in stock, not refused before, and no variant of the same."""
    with np.errstate(invalid="ignore"):
        able = view.in_stock & (view.prices > 0) & (view.prices <= view.prices[place] * np.float32(1 - CLEARLY))
    able[[at for i in state.rejected if (at := view.place(i)) is not None]] = False
    return np.asarray(able & (view.parents != view.parents[place]))


def _rated(view: Columns, place: int) -> Flags:
    """Rated about as well, where the one at `place` is rated at all."""
    rating = view.numbers.get("rating")
    if rating is None or np.isnan(rating[place]):
        return np.ones(len(view.ids), dtype=np.bool_)
    return np.asarray(rating >= rating[place] - np.float32(RATED_LESS))


def _as_well(view: Columns, category: Category, wish: Constraint, place: int) -> Flags:
    """Where a wish is met as well as by the one at `place`: fully, or as far off at most."""
    if wish.value is None:
        return _as_far(view, wish, place)
    attribute = category.attribute(wish.attribute)
    found = match(wish, view, attribute.unit if attribute else "")
    if found.holds[place]:
        return found.holds
    return np.asarray(found.holds | (found.known & (found.distance <= found.distance[place])))


def _as_far(view: Columns, wish: Constraint, place: int) -> Flags:
    """Where a number is as far as that at `place` in the direction of a superlative."""
    column = view.numbers.get(wish.attribute)
    if column is None or np.isnan(column[place]):
        return np.ones(len(view.ids), dtype=np.bool_)
    return np.asarray(column <= column[place] if wish.op == "lower" else column >= column[place])
