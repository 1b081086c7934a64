"""How far each product is from a wish."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.selection.columns import Columns, Flags, Numbers
from bot.selection.state import Constraint
from bot.selection.values import is_any_of

NOISE = 0.1
"""Share of wishes that are not meant as they were said; keeps one wish from deciding everything."""
UNKNOWN_DISTANCE = 0.5
INCH_TOLERANCE = 0.5
SHARE_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Match:
    """One wish against every product."""

    holds: Flags
    """True where it is known to be met; not naming a refused value meets the refusal."""
    known: Flags
    distance: Numbers
    """Zero where it is met, else how far off it is beside how products differ; 0.5 where it is unknown."""


def match(wish: Constraint, columns: Columns, unit: str = "") -> Match:
    """The wish against every product; `unit` is its attribute's. What no product has is unknown."""
    if wish.attribute in columns.codes:
        return _match_values(wish, columns)
    if wish.attribute in columns.numbers:
        return _match_numbers(wish, columns.numbers[wish.attribute], unit)
    nobody = np.zeros(len(columns.products), dtype=np.bool_)
    return Match(nobody, nobody, np.full(len(nobody), UNKNOWN_DISTANCE))


def tolerance(value: float, unit: str) -> float:
    """How far from "about `value`" still counts: half an inch, or a tenth."""
    return INCH_TOLERANCE if unit == "inch" else abs(value) * SHARE_TOLERANCE


def likelihood(found: Match) -> Numbers:
    """How likely each product is the wished one; an unknown one is as likely as the known ones are."""
    near = NOISE + (1 - 2 * NOISE) * np.exp(-2 * found.distance)
    if found.known.any():
        near[~found.known] = near[found.known].mean()
    return np.asarray(near, dtype=np.float64)


def _match_values(wish: Constraint, columns: Columns) -> Match:
    codes, wanted = columns.codes[wish.attribute], wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
    among = np.isin(codes, [i for i, v in enumerate(columns.values[wish.attribute]) if is_any_of(v, wanted)])
    known = codes >= 0
    holds = ~among if wish.op == "notin" else among
    distance = np.where(holds, 0.0, np.where(known, 1.0, UNKNOWN_DISTANCE))
    return Match(holds, known, distance)


def _match_numbers(wish: Constraint, column: Numbers, unit: str) -> Match:
    known = ~np.isnan(column)
    if wish.value is None or isinstance(wish.value, str | tuple):
        return Match(known, known, np.zeros(len(column)))
    value = float(wish.value)
    within = tolerance(value, unit) if wish.op == "about" else 0.0
    over, under = column - value, value - column
    off = {"le": over, "lower": over, "ge": under, "higher": under}.get(wish.op, np.abs(over) - within)
    strict = wish.op in ("lower", "higher")
    holds = known & ((off < 0) if strict else (off <= 0))
    distance = np.where(holds, 0.0, np.maximum(off, 0.0) / _spread(column[known], within))
    return Match(holds, known, np.where(known, distance, UNKNOWN_DISTANCE))


def _spread(known: Numbers, within: float) -> float:
    """How much the middle half of the products differ; how much is tolerated, when that is given."""
    if within:
        return within
    low, high = np.quantile(known, [0.25, 0.75]) if len(known) else (0.0, 0.0)
    return float(high - low) or float(np.ptp(known) if len(known) else 0.0) or 1.0
