"""Two quantities that are the ends of one range: "500-600", "tussen de 2 en 3 honderd"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.language.operators import patterns
from bot.language.quantities import Quantity

_LEAST_RANGE = 50
"""Euro from which two bare numbers with a dash between are prices."""
_YEARS = (2010, 2035)
"""Bare numbers that are years: "vanaf 2019"."""


def groups(folded: str, found: list[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Quantities one by one, or two by two where they make a range."""
    at = 0
    while at < len(found):
        pair = tuple(found[at : at + 2])
        size = 2 if len(pair) == 2 and _is_range(folded, pair[0], pair[1]) else 1
        yield _distributed(*pair) if size == 2 else pair[:1]
        at += size


def _is_range(folded: str, first: Quantity, last: Quantity) -> bool:
    joined = patterns()["join"].fullmatch(folded[first.end : last.start])
    if not joined or not _may_be_one(first, last, joined[1]):
        return False
    opened = patterns()["open"].search(folded[: first.start])
    kind = any(q.money or q.unit or q.round_word for q in (first, last))
    spanned = joined[1] in ("-", "tot", "to") and _are_prices(first, last)
    return bool(opened) or spanned or (kind and joined[1] not in ("en", "and"))


def _may_be_one(first: Quantity, last: Quantity, join: str) -> bool:
    """Whether both ends can be of one thing: not "8 kg tot 600", nor "4k of 8k"."""
    if (first.unit and last.unit and first.unit != last.unit) or (first.money and last.unit):
        return False
    if first.unit and not last.unit and (last.money or join in ("tot", "to", "t/m")):
        return False
    return not (is_resolution(first) and is_resolution(last))


def _are_prices(first: Quantity, last: Quantity) -> bool:
    """Whether two bare numbers look like prices: round ones of some size, the lower first, and no years."""
    rounded = all(q.value % 10 == 0 and q.value >= _LEAST_RANGE and not q.unit for q in (first, last))
    return rounded and first.value < last.value and not (is_year(first) and is_year(last))


def is_year(quantity: Quantity) -> bool:
    """Whether a bare number is a year: "vanaf 2019"."""
    bare = not (quantity.money or quantity.unit or quantity.round_word)
    return bare and quantity.value.is_integer() and _YEARS[0] <= quantity.value <= _YEARS[1]


def _distributed(first: Quantity, last: Quantity) -> tuple[Quantity, Quantity]:
    """Unit, currency and multiplier of one end hold for the other: "2 à 3 honderd euro"."""
    if last.round_word and not first.round_word and first.value < last.coefficient:
        first = replace(first, value=first.value * last.value / last.coefficient)
    money = first.money or last.money
    unit = last.unit or first.unit
    return replace(first, money=money, unit=unit), replace(last, money=money, unit=unit)


def is_resolution(quantity: Quantity) -> bool:
    """Whether "4k" may be that of a screen."""
    return quantity.thousands and quantity.coefficient in (2, 4, 5, 8)
