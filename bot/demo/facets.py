"""The filters that a category offers, made from its own attributes and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.demo.query import Filter, Op
from bot.selection.columns import Columns, Flags, Numbers
from bot.selection.values import is_any_of
from bot.shop.ports import Attribute, Category, Kind, Value

MOST_FACETS = 14
MOST_OPTIONS = 40
FEW_NUMBERS = 8
"""A number with at most so many values is chosen from them; others have bounds."""
LEAST_COVERAGE = 0.2
"""Filtering on what hardly any product states would hide nearly all of them."""
STEPS = 8
_FIRST = ("price", "brand")
_NEVER = ("rating", "reviews")


class Shape(StrEnum):
    """How a filter is drawn."""

    CHOICE = "choice"
    """Values to tick."""
    SWITCH = "switch"
    """Yes, or whatever."""
    STEPS = "steps"
    """From and up to, out of steps."""
    AMOUNT = "amount"
    """From and up to, as typed."""


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """One attribute to filter by."""

    attribute: Attribute
    shape: Shape
    values: tuple[Value, ...] = ()
    """Of a choice its values, of a switch True, of steps the bounds to choose from."""
    masks: tuple[Flags, ...] = ()
    """Of a choice and a switch: the products that have each value."""


def facets_of(category: Category, columns: Columns) -> tuple[Facet, ...]:
    """Price and brand, then the category's own attributes in its order; at most 14."""
    first = [a for key in _FIRST if (a := category.attribute(key))]
    rest = [a for a in category.attributes if a.key not in (*_FIRST, *_NEVER) and a.coverage >= LEAST_COVERAGE]
    found = (_facet(attribute, columns) for attribute in [*first, *rest])
    return tuple(facet for facet in found if facet)[:MOST_FACETS]


def holds(asked: Filter, columns: Columns) -> Flags:
    """Which products meet a filter; what is unknown does not."""
    if asked.op is Op.STOCK:
        return columns.in_stock
    if asked.attribute in columns.codes:
        wanted = [str(value) for value in asked.values]
        among = [code for code, value in enumerate(columns.values[asked.attribute], 1) if is_any_of(value, wanted)]
        return np.isin(columns.codes[asked.attribute], among)
    numbers = columns.numbers[asked.attribute]
    given = [np.float32(value) for value in asked.values if not isinstance(value, str)]
    if asked.op is Op.IS:
        return np.isin(numbers, given)
    return np.asarray(numbers >= given[0] if asked.op is Op.MIN else numbers <= given[0], dtype=np.bool_)


def _facet(attribute: Attribute, columns: Columns) -> Facet | None:
    if attribute.key == "price":
        return Facet(attribute, Shape.AMOUNT)
    if attribute.kind is Kind.CATEGORY:
        return _choice(attribute, _frequent(attribute.key, columns), columns)
    if attribute.kind is Kind.YES_NO:
        return _switch(attribute, columns)
    return _number(attribute, columns) if attribute.kind is Kind.NUMBER else None


def _choice(attribute: Attribute, values: tuple[Value, ...], columns: Columns) -> Facet | None:
    masks = tuple(holds(Filter(attribute.key, Op.IS, (value,)), columns) for value in values)
    return Facet(attribute, Shape.CHOICE, values, masks) if len(values) > 1 else None


def _switch(attribute: Attribute, columns: Columns) -> Facet | None:
    having = holds(Filter(attribute.key, Op.IS, (True,)), columns)
    return Facet(attribute, Shape.SWITCH, (True,), (having,)) if 0 < having.sum() < len(having) else None


def _number(attribute: Attribute, columns: Columns) -> Facet | None:
    numbers = columns.numbers[attribute.key]
    known = np.unique(numbers[~np.isnan(numbers)])
    if len(known) <= FEW_NUMBERS:
        return _choice(attribute, tuple(float(str(value)) for value in known), columns)
    return Facet(attribute, Shape.STEPS, tuple(_steps(numbers[~np.isnan(numbers)])))


def _frequent(key: str, columns: Columns) -> tuple[Value, ...]:
    """The values of an attribute, most frequent first; of those that only differ in case the most frequent one."""
    codes = columns.codes[key]
    counts = np.bincount(codes, minlength=len(columns.values[key]) + 1)[1:]
    ranked = [columns.values[key][code] for code in np.argsort(-counts, kind="stable")]
    distinct: dict[str, str] = {}
    for value in ranked:
        distinct.setdefault(value.casefold(), value)
    return tuple(distinct.values())[:MOST_OPTIONS]


def _steps(known: Numbers) -> Iterator[float]:
    """Round numbers between which about as many products lie, lowest first."""
    cuts = {_rounded(float(cut)) for cut in np.quantile(known, np.linspace(0, 1, STEPS + 1)[1:-1])}
    yield from sorted(cuts)


def _rounded(number: float) -> float:
    """To two digits that matter: 1.38 is 1.4, 1536 is 1500."""
    return float(f"{number:.2g}")
