"""Numbers of a column in one unit: that of its name, of its cells, or of what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.language.concepts import Concept, concept_of
from bot.language.units import convert
from bot.selection.schema.naming import words
from bot.selection.schema.numbers import decimal_marks
from bot.selection.schema.overrides import AttributeOverride
from bot.selection.schema.units import IMPLIED, Quantity, Unit, quantity, unit

_NO_NAMED_UNITS = frozenset({"s", "u", "v", "min", "pa", "nm"})
"""Units that are something else at the end of a column's name: `size_s`, `temperature_min`."""
_WORDS = frozenset({"in", "bar", "foot", "feet", "pound", "pounds", "dag", "dagen", "days", "graden", "degrees"})
"""Units that are words of other names too: `built in`."""


_PER_TIME = re.compile(r"\s*(?:/|\bper\b)\s*(?:jaar|year|uur|hour|dag|day|cyclus|cycle)\b", re.IGNORECASE)
"""Of "kWh/jaar" the year is not the unit."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a column says when it is read as numbers of one unit; cells that do not fit are not in it."""

    unit: str
    values: Mapping[str, float]

    @classmethod
    def of(
        cls, name: str, concept: Concept | None, cells: Counter[str], given: AttributeOverride, marks: str
    ) -> Numbers:
        """The column as numbers, in the unit of `given`, of its name, of most cells or of its concept."""
        named = unit(given.unit) or named_unit(name)[1]
        read = _quantities(cells, marks, measured=bool(named or (concept and concept.unit)))
        written = Counter({(q.unit, q.factor): 0 for q in read.values() if q.unit})
        for cell, q in read.items():
            if q.unit:
                written[q.unit, q.factor] += cells[cell]
        bare = named or (Unit(*written.most_common(1)[0][0]) if written else _implied(concept, read, cells))
        # Among grams and kilos a bare 2 may be either: a wrong fact is worse than none.
        clear = named is not None or len(written) < 2
        known = {c: q for c, q in read.items() if q.unit or clear}
        return cls(bare.name, {c: v for c, q in known.items() if (v := _in_unit(q, bare)) is not None})


def _quantities(cells: Counter[str], marks: str, *, measured: bool) -> dict[str, Quantity]:
    """The quantity in each cell that has one.

    A column's own decimal marks go before the feed's only where numbers with decimals are expected: in a feed
    with decimal points "1920,1080" is a resolution, no number.
    """
    own = decimal_marks(cells)
    used = own if own and (measured or not marks or set(own) <= set(marks)) else marks
    written = own or marks
    read = {c: quantity(c, used if c[-1:].isdigit() else written) for c in cells}
    return {c: q for c, q in read.items() if q}


def _in_unit(read: Quantity, bare: Unit) -> float | None:
    if not read.unit:
        return round(read.number * bare.factor, 4)
    measured = convert(read.number, read.unit, bare.name)
    return None if measured is None else round(measured, 4)


def _implied(concept: Concept | None, read: Mapping[str, Quantity], cells: Counter[str]) -> Unit:
    """The unit that the concept's name implies, when bare numbers of this size are believable in it."""
    if not concept or concept.unit not in IMPLIED or not read:
        return Unit("")
    low, high = IMPLIED[concept.unit]
    median = float(np.median([q.number for c, q in read.items() for _ in range(cells[c])]))
    return Unit(concept.unit if low <= median <= high else "")


def named_unit(name: str) -> tuple[str, Unit | None]:
    """A column's name parted from the unit at its end, when the name means the same without it."""
    plain = _PER_TIME.sub("", name)
    *rest, last = words(plain)
    stripped, found = " ".join(rest[:-1] if rest[1:] and rest[-1] == "in" else rest), unit(last)
    if not rest or not found or last in _NO_NAMED_UNITS:
        return name, None
    # Of a name that is known only without it, what is no word by itself is a unit.
    known = concept_of(plain) or (None if len(last) == 1 or last in _WORDS else concept_of(stripped))
    return (stripped, found) if concept_of(stripped) == known else (name, None)
