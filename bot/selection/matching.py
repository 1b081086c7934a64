"""How far each product is from a wish."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.selection.meeting import numbers_meet, past, tolerance, value_meets
from bot.selection.state import Constraint

Flags = NDArray[np.bool_]
Amounts = NDArray[np.float32]

NOISE = 0.1
"""Share of wishes that are not meant as they were said; keeps one wish from deciding everything."""
BESIDE = 0.5
"""How likely one is that only just misses a wish: a bound that was said is a bound."""
SLIP = 0.01
"""The share of amounts ("rond de 300") that are meant as something else altogether."""
UNKNOWN_DISTANCE = 0.5
SAMPLE = 65_536
"""Products at most from which it is taken how much they differ."""


@dataclass(frozen=True, slots=True)
class Match:
    """One wish against every product."""

    holds: Flags
    """True where it is known to be met; not naming a refused value meets the refusal."""
    known: Flags
    distance: Amounts
    """Zero where it is met, else how far off it is beside how products differ; 0.5 where it is unknown."""


def match(wish: Constraint, view: Columns, unit: str = "") -> Match:
    """The wish against every product; `unit` is its attribute's. What no product has is unknown."""
    known = _known(wish, view)
    met = holds(wish, view, unit)
    if wish.attribute in view.numbers and isinstance(wish.value, int | float):
        off = past(view.numbers[wish.attribute], wish, unit)
        far = np.maximum(off, np.float32(0)) / np.float32(_spread(wish, view, unit))
    else:
        far = np.ones(len(view.ids))
    distance = np.asarray(far, dtype=np.float32)
    distance[~known] = UNKNOWN_DISTANCE
    distance[met] = 0
    return Match(met, known, distance)


def holds(wish: Constraint, view: Columns, unit: str = "") -> Flags:
    """True where the wish is known to be met, bool[N]: what a must leaves."""
    if wish.attribute in view.codes:
        return among(wish, view)[view.codes[wish.attribute]]
    if wish.attribute not in view.numbers:
        return np.zeros(len(view.ids), dtype=np.bool_)
    column = view.numbers[wish.attribute]
    if wish.value is None or isinstance(wish.value, str | tuple):
        return ~np.isnan(column)
    return numbers_meet(column, wish, unit)


def among(wish: Constraint, view: Columns) -> Flags:
    """Whether each code of a category attribute meets the wish, bool[codes]; a refusal is met by the unknown."""
    named = [wish.value is None or value_meets(value, wish) for value in view.values[wish.attribute]]
    return np.array([wish.op == "notin", *named], dtype=np.bool_)


def likelihood(found: Match, *, noise: float = NOISE, beside: float = BESIDE) -> Amounts:
    """How likely each product is the wished one; an unknown one is as likely as the known ones are.

    `noise` is how likely one is that is nothing like it, `beside` one that only just is not as wished.
    """
    near = np.float32(noise) + np.float32(beside - noise) * np.exp(np.float32(-2) * found.distance)
    near[found.holds] = 1 - noise
    if not found.known.all() and found.known.any():
        near[~found.known] = near[found.known].mean(dtype=np.float64)
    return np.asarray(near, dtype=np.float32)


def sample_of(column: Amounts) -> Amounts:
    """The known numbers of at most `SAMPLE` products, rising."""
    taken = column[:: max(1, len(column) // SAMPLE)]
    return np.sort(taken[~np.isnan(taken)])


def _known(wish: Constraint, view: Columns) -> Flags:
    if wish.attribute in view.codes:
        return view.codes[wish.attribute] > 0
    if wish.attribute in view.numbers:
        return ~np.isnan(view.numbers[wish.attribute])
    return np.zeros(len(view.ids), dtype=np.bool_)


def _spread(wish: Constraint, view: Columns, unit: str) -> float:
    """How much the middle half of the products differ; how much is tolerated, when that is given."""
    if wish.op == "about" and (within := tolerance(float(wish.value), unit)):  # type: ignore[arg-type]
        return within
    known = sample_of(view.numbers[wish.attribute])
    if not len(known):
        return 1.0
    low, high = known[len(known) // 4], known[(3 * len(known)) // 4]
    return float(high - low) or float(known[-1] - known[0]) or 1.0
