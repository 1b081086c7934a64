"""Whether what is stated meets a wish: the one place that decides, for one product and for a whole column."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.selection.state import Constraint
from bot.selection.values import is_any_of
from bot.shop.ports import Value

Amounts = NDArray[np.float32]
Flags = NDArray[np.bool_]

INCH_TOLERANCE = 0.5
SHARE_TOLERANCE = 0.1


def meets(stated: Value | None, wish: Constraint, unit: str = "") -> bool | None:
    """Whether `stated` is as wished; None when it is unknown, or when the wish is a mere direction.

    What a product does not state it is not: an unknown value meets a refusal.
    """
    if stated is None or wish.value is None:
        return True if wish.op == "notin" else None
    if isinstance(stated, str):
        return value_meets(stated, wish)
    if isinstance(wish.value, str | tuple):
        return None
    return bool(numbers_meet(np.array([stated], dtype=np.float32), wish, unit)[0])


def value_meets(stated: str, wish: Constraint) -> bool:
    """Whether a value is, or for `notin` is not, among those wished; "Black / Red" is black and is red."""
    wanted = wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
    return is_any_of(stated, wanted) is not (wish.op == "notin")


def numbers_meet(column: Amounts, wish: Constraint, unit: str = "") -> Flags:
    """Where a column meets a wish with a number, yes or no; NaN, which is unknown, never does.

    Bounds are compared as float32, as the column holds them: 1299.99 is at most 1299.99.
    """
    low, high = bounds(wish, unit)
    if wish.op in ("lower", "higher"):
        return np.asarray(column < np.float32(high) if low is None else column > np.float32(low))
    if low is None:
        return np.asarray(column <= np.float32(high))
    met = np.asarray(column >= np.float32(low))
    return met if high is None else met & (column <= np.float32(high))


def past(column: Amounts, wish: Constraint, unit: str = "") -> Amounts:
    """How far each number is past the bounds of a wish, in its unit: 0 at a bound, less within, NaN where unknown."""
    low, high = bounds(wish, unit)
    if low is None:
        return column - np.float32(high)
    under = np.float32(low) - column
    return under if high is None else np.maximum(under, column - np.float32(high))


def bounds(wish: Constraint, unit: str = "") -> tuple[float | None, float | None]:
    """The least and the most that meet a wish with a number."""
    value = float(wish.value)  # type: ignore[arg-type]  # a number, yes or no: the callers see to it
    within = tolerance(value, unit) if wish.op == "about" else 0.0
    low = None if wish.op in ("le", "lower") else value - within
    high = None if wish.op in ("ge", "higher") else value + within
    return low, high


def tolerance(value: float, unit: str) -> float:
    """How far from "about `value`" still counts: half an inch, or a tenth."""
    return INCH_TOLERANCE if unit == "inch" else abs(value) * SHARE_TOLERANCE
