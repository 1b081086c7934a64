"""Columns that state a range, "15-25 kg" or "20,40" of a frequency response: two attributes, from and to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.language.concepts import Concept
from bot.selection.schema.lexicon import range_ends
from bot.selection.schema.numbers import number
from bot.selection.schema.units import Unit, unit

MOSTLY = 0.8
"""Share of the filled cells that must be ranges."""
ENDS = ("from", "to")

_PART = r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)"
_RANGE = re.compile(rf"{_PART}\s*(?:[-\u2013\u2014]|\.\.+|\bto\b|\btot\b|\bt/m\b)\s*{_PART}\.?", re.IGNORECASE)
_HEARD = re.compile(r"(\d+(?:\.\d+)?)\s*(?:hz)?\s*[,;-]\s*(\d+(?:\.\d+)?)\s*(k?)(?:hz)?", re.IGNORECASE)
_FREQUENCIES = "frequency_response"
_KILO_BELOW = 1000
"""A highest frequency below this is in kilohertz: nobody sells sound that ends at 40 Hz."""

Range = tuple[float, float]


def ranges(concept: Concept | None, cells: Counter[str], marks: str) -> tuple[str, Mapping[str, Range]] | None:
    """The unit of a column of ranges and the two numbers of each cell; None when it is no such column."""
    if concept and concept.key == _FREQUENCIES:
        name, found = "Hz", {c: said for c in cells if (said := _frequencies(c))}
    else:
        name, found = _measured(cells, marks)
    enough = sum(cells[c] for c in found) >= MOSTLY * cells.total()
    return (name, found) if enough and all(low <= high for low, high in found.values()) else None


def end_labels(labels: Mapping[str, str], end: str) -> dict[str, str]:
    """How to call one end of what is labelled so."""
    return {language: range_ends()[end][language].format(label) for language, label in labels.items()}


def _frequencies(cell: str) -> Range | None:
    if not (said := _HEARD.fullmatch(cell.strip())):
        return None
    high = float(said[2])
    return float(said[1]), high * 1000 if said[3] or high < _KILO_BELOW else high


def _measured(cells: Counter[str], marks: str) -> tuple[str, dict[str, Range]]:
    """The commonest unit, and the ranges in it or in none."""
    read = {c: _parts(m, marks) for c in cells if (m := _RANGE.fullmatch(c.strip()))}
    good = {c: parts for c, parts in read.items() if parts}
    if not good:
        return "", {}
    name = Counter({u.name: 0 for _, _, u in good.values()})
    for cell, (_, _, u) in good.items():
        name[u.name] += cells[cell]
    commonest = name.most_common(1)[0][0]
    return commonest, {c: (low, high) for c, (low, high, u) in good.items() if u.name == commonest}


def _parts(said: re.Match[str], marks: str) -> tuple[float, float, Unit] | None:
    low, high = number(said[1], marks), number(said[3], marks)
    last = unit(said[4]) if said[4] else Unit("")
    first = unit(said[2]) if said[2] else last
    if low is None or high is None or first is None or last is None or first.name != last.name:
        return None
    return round(low * first.factor, 4), round(high * last.factor, 4), last
