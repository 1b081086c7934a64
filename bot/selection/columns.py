"""A category's products as numpy columns: what the judgement computes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.shop.ports import Attribute, Better, Category, Kind, Product

Numbers = NDArray[np.float64]
Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]

UTILITY_WEIGHT = 1.5
RATING_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """Products of one category by column; every array has one element a product, in the catalogue's order."""

    products: tuple[Product, ...]
    numbers: Mapping[str, Numbers]
    """Numbers and yes/no (1 and 0) by attribute; NaN where it is unknown."""
    codes: Mapping[str, Codes]
    """Values of category attributes by attribute, as places in `values`; -1 where it is unknown."""
    values: Mapping[str, tuple[str, ...]]
    """Each value by attribute, at the place that is its code."""
    names: Codes
    """The same number for products of the same name."""
    places: Mapping[str, int]
    """Place of each product by its id."""
    in_stock: Flags
    base: Numbers
    """Score before any wish: how good it is where better is clear, and how it is rated."""


def columns(products: Sequence[Product], category: Category) -> Columns:
    """The columns of `products`; keep them as long as the catalogue's version stays the same."""
    numbers = {a.key: _numbers(products, a) for a in category.attributes if a.kind in (Kind.NUMBER, Kind.YES_NO)}
    values = {a.key: _values(products, a.key) for a in category.attributes if a.kind is Kind.CATEGORY}
    return Columns(
        products=tuple(products),
        numbers=numbers,
        codes={key: _codes(products, key, known) for key, known in values.items()},
        values=values,
        names=_same_names(products),
        places={p.id: place for place, p in enumerate(products)},
        in_stock=np.array([p.in_stock for p in products], dtype=np.bool_),
        base=_base(numbers, category, len(products)),
    )


def ranks(column: Numbers, *, better: Better, unknown: float = 0.5) -> Numbers:
    """How good each number is beside the others, 0 (worst) to 1 (best); equal ones are equally good."""
    known = ~np.isnan(column)
    result = np.full(len(column), unknown)
    different, place = np.unique(column[known], return_inverse=True)
    if len(different) > 1:
        share = place / (len(different) - 1)
        result[known] = 1 - share if better is Better.LOWER else share
    elif len(different):
        result[known] = 1.0
    return result


def _numbers(products: Sequence[Product], attribute: Attribute) -> Numbers:
    stated = (p.fact(attribute.key) for p in products)
    return np.array([np.nan if v is None or isinstance(v, str) else float(v) for v in stated], dtype=np.float64)


def _values(products: Sequence[Product], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(v) for p in products if (v := p.fact(key)) is not None))


def _codes(products: Sequence[Product], key: str, known: Sequence[str]) -> Codes:
    codes = {value: code for code, value in enumerate(known)}
    stated = (p.fact(key) for p in products)
    return np.array([-1 if v is None else codes[str(v)] for v in stated], dtype=np.int32)


def _same_names(products: Sequence[Product]) -> Codes:
    known: dict[tuple[str, ...], int] = {}
    return np.array([known.setdefault(tuple(p.titles.values()), len(known)) for p in products], dtype=np.int32)


def _base(numbers: Mapping[str, Numbers], category: Category, count: int) -> Numbers:
    """The mean rank over what has a clear direction, the price as heavy as all the rest, and the rating."""
    directed = [a for a in category.attributes if a.key in numbers and a.better is not Better.TASTE]
    qualities = [ranks(numbers[a.key], better=a.better) for a in directed if a.key not in ("price", "rating")]
    price = ranks(numbers["price"], better=Better.LOWER) if "price" in numbers else np.full(count, 0.5)
    quality = np.mean(qualities, axis=0) if qualities else np.full(count, 0.5)
    rating = ranks(numbers["rating"], better=Better.HIGHER) if "rating" in numbers else np.full(count, 0.5)
    score: Numbers = UTILITY_WEIGHT * (quality + price) / 2 + RATING_WEIGHT * rating
    return score
