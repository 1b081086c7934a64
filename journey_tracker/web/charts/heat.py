"""Tints for the cells of a table: the table itself is the heat map."""

from __future__ import annotations

STEPS = 6
"""Tints from 1, palest, to this."""


def tint(value: float | None, most: float) -> str:
    """Class of a cell whose value lies in 0..`most`; empty for nothing."""
    if value is None or value <= 0 or most <= 0:
        return ""
    return f"heat-{_step(value / most)}"


def feeling(value: float | None, edge: float) -> str:
    """Class of a cell with a sentiment of -`edge`..`edge`; the cell writes the sign, so that colour is not alone."""
    if value is None:
        return ""
    side = "warm" if value < 0 else "cool"
    return f"{side}-{_step(abs(value) / edge)}" if abs(value) / edge >= 1 / (2 * STEPS) else "even"


def _step(share: float) -> int:
    return min(STEPS, max(1, -int(-min(share, 1.0) * STEPS // 1)))
