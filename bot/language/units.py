"""Units of measure: every spelling to its canonical unit (`lexicon/units.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.language.lexicon import read

LENGTHS = {"mm": 0.1, "cm": 1.0, "inch": 2.54}
"""Centimetres in each unit of length that a catalogue may use."""


@cache
def spellings() -> Mapping[str, tuple[str, float]]:
    """Folded spelling to canonical unit and factor: `"tb"` to `("GB", 1000.0)`."""
    found: dict[str, tuple[str, float]] = {}
    for unit, line in read("units").items():
        for entry in line.split():
            spelling, factor = entry.rsplit("=", 1)
            found[spelling] = (unit, float(factor))
    return found


def convert(value: float, unit: str, to: str) -> float | None:
    """`value` in the unit `to`; None when the two do not measure the same (only mm, cm and inch do)."""
    if unit == to:
        return value
    if unit in LENGTHS and to in LENGTHS:
        return value * LENGTHS[unit] / LENGTHS[to]
    return None
