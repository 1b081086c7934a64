"""Units of measurement: every spelling to its canonical unit, and quantities read from a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bot.language.units import spellings
from bot.selection.schema.numbers import DIGITS, number


@dataclass(frozen=True, slots=True)
class Unit:
    """A spelling's canonical unit, and what one of it is in that unit."""

    name: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a canonical unit; the unit is empty when none was written."""

    number: float
    unit: str
    factor: float = 1.0
    """What one of the unit as it was written is in the canonical unit."""


_OF_FEEDS = {
    "pounds": Unit("kg", 0.4536),
    "pound": Unit("kg", 0.4536),
    "oz": Unit("kg", 0.02835),
    "ounce": Unit("kg", 0.02835),
    "ounces": Unit("kg", 0.02835),
    "″": Unit("inch"),
    "”": Unit("inch"),
    "min": Unit("hour", 1 / 60),
    "s": Unit("s"),
    "sec": Unit("s"),
    "v": Unit("V"),
    "volt": Unit("V"),
    "ft": Unit("cm", 30.48),
    "feet": Unit("cm", 30.48),
    "dl": Unit("l", 0.1),
    "cl": Unit("l", 0.01),
    "cuft": Unit("l", 28.3168),
    "dag": Unit("day"),
    "dagen": Unit("day"),
    "days": Unit("day"),
    "cd/m²": Unit("nit"),
    "lm": Unit("lumen"),
    "kpa": Unit("Pa", 1000),
    "bar": Unit("bar"),
    "ppm": Unit("ppm"),
    "°": Unit("degree"),
    "graden": Unit("degree"),
    "degrees": Unit("degree"),
    "%": Unit("%"),
    "db(a)": Unit("dB"),
}
"""Spellings that stand in feeds and that shoppers do not type, beside those of `bot.language.units`."""

IMPLIED = MappingProxyType(
    {
        "Hz": (20, 1000),
        "inch": (1, 100),
        "ms": (0.005, 100),
        "GB": (1, 8000),
        "GHz": (0.5, 8),
        "hour": (0.5, 200),
        "W": (0.5, 20000),
        "dB": (1, 200),
        "nit": (50, 10000),
        "rpm": (100, 50000),
        "dpi": (100, 100000),
        "MP": (0.1, 300),
        "fps": (10, 1000),
        "year": (0.5, 3000),
        "degree": (1, 360),
        "kWh": (0.1, 5000),
    }
)
"""Units that a column's name alone may give its bare numbers, and the medians for which that is believed.

Weights and lengths are not among them: "weight: 4.8" may be kilos, pounds or ounces, and a wrong fact is
worse than none.
"""

_SINGLE = frozenset("gmhuslvwLVW")
_SEVERAL = re.compile(r"\d\s*[-\u2013x×/:]\s*\d")


@cache
def units() -> Mapping[str, Unit]:
    """Every spelling, lower case, with its unit."""
    shared = {spelling: Unit(name, factor) for spelling, (name, factor) in spellings().items()}
    return MappingProxyType({**_OF_FEEDS, **shared})


def unit(spelling: str) -> Unit | None:
    """The unit of a spelling, or None. Of a single letter the case counts: "5G" is no weight."""
    if len(spelling) == 1 and spelling.isalpha() and spelling not in _SINGLE:
        return None
    return units().get(spelling.lower())


def quantity(cell: str, marks: str = "") -> Quantity | None:
    """The one quantity in `cell`: a bare number, or the first number with a unit ("512GB SSD" is 512 GB).

    None for ranges, sizes in several directions and text without one. `marks` as in `numbers.number`.
    """
    bare = number(cell, marks)
    if bare is not None:
        return Quantity(bare, "")
    if _SEVERAL.search(cell):
        return None
    return next((q for m in _with_unit().finditer(cell) if (q := _measured(m[1], m[2], marks))), None)


@cache
def _with_unit() -> re.Pattern[str]:
    known = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    return re.compile(rf"(?<![\w.,])({DIGITS})[\s-]?({known})(?![\w²³/])", re.IGNORECASE)


def _measured(digits: str, spelling: str, marks: str) -> Quantity | None:
    value, of = number(digits, marks), unit(spelling)
    return Quantity(round(value * of.factor, 4), of.name, of.factor) if value is not None and of else None
