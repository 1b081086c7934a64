"""How likely each product is before any wish: how it sells, how it is rated, how good it is where better is clear."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.shop.ports import Better, Category

Column = NDArray[np.float32]

UTILITY_WEIGHT = 1.5
"""The most by which the log-prior of the best in every respect is above that of the worst."""
RATING_WEIGHT = 0.5
POPULARITY_WEIGHT = 0.5
ORDER_WEIGHT = 0.1
"""Of the catalogue's own order, where nothing tells how a product sells."""
USUAL_OPINIONS = 10.0
"""So many average opinions are added to each product's own: one five-star review proves little."""
MOST_STEPS = 256
_NO_QUALITY = frozenset({"price", "rating"})


def prior(numbers: Mapping[str, Column], category: Category, count: int) -> Column:
    """Log-prior of `count` products, up to a constant: 0 for the worst in all respects.

    `numbers` are their columns. What is unknown counts as the middle.
    """
    score = UTILITY_WEIGHT * _utility(numbers, category, count)
    score += RATING_WEIGHT * _rating(numbers, count)
    score += _popularity(numbers, count)
    return np.asarray(score, dtype=np.float32)


def price_share(prices: Column, scale: Column) -> Column:
    """What the prices add to the log-prior; `scale` is that of all prices, as `scale_of` gives it."""
    return UTILITY_WEIGHT / 2 * (1 - on_scale(prices, scale))


def scale_of(column: Column) -> Column:
    """At most 256 values that occur, rising: by them a number gets its rank among the others."""
    different = np.unique(column[~np.isnan(column)])
    if len(different) <= MOST_STEPS:
        return different
    return different[np.linspace(0, len(different) - 1, MOST_STEPS).round().astype(np.intp)]


def on_scale(column: Column, scale: Column) -> Column:
    """Rank of each number on a scale, 0 (lowest) to 1 (highest); the middle when unknown or nothing differs."""
    if len(scale) < 2:
        return np.full(len(column), 0.5, dtype=np.float32)
    ranks = np.interp(column, scale, np.linspace(0, 1, len(scale)))
    return np.where(np.isnan(column), 0.5, ranks).astype(np.float32)


def _ranks(column: Column) -> Column:
    return on_scale(column, scale_of(column))


def _utility(numbers: Mapping[str, Column], category: Category, count: int) -> Column:
    """The mean rank over what has a clear direction, the price as heavy as all the rest; 0..1."""
    quality, judged = np.zeros(count, dtype=np.float32), 0
    told = _NO_QUALITY | _words("popularity")
    for attribute in category.attributes:
        if attribute.key in numbers and attribute.key not in told and attribute.better is not Better.TASTE:
            ranks = _ranks(numbers[attribute.key])
            quality += ranks if attribute.better is Better.HIGHER else 1 - ranks
            judged += 1
    cheapness = 1 - _ranks(numbers["price"]) if "price" in numbers else np.float32(0.5)
    worth = quality / judged if judged else np.full(count, 0.5)
    return np.asarray((worth + cheapness) / 2, dtype=np.float32)


def _rating(numbers: Mapping[str, Column], count: int) -> Column:
    """Rank of the rating, 0..1, drawn to the average where few opinions are behind it."""
    if "rating" not in numbers:
        return np.full(count, 0.5, dtype=np.float32)
    rating = numbers["rating"]
    opinions = next((np.nan_to_num(numbers[k]) for k in sorted(_words("opinions")) if k in numbers), None)
    if opinions is None or np.isnan(rating).all():
        return _ranks(rating)
    mean = np.nanmean(rating)
    return _ranks((rating * opinions + mean * USUAL_OPINIONS) / (opinions + USUAL_OPINIONS))


def _popularity(numbers: Mapping[str, Column], count: int) -> Column:
    """Rank of what tells how a product sells, weighted; else a little for the catalogue's order."""
    for key in _listed("popularity"):
        if key in numbers and not np.isnan(numbers[key]).all():
            return POPULARITY_WEIGHT * _ranks(numbers[key])
    return ORDER_WEIGHT * np.linspace(1, 0, count, dtype=np.float32)


@cache
def _listed(what: str) -> tuple[str, ...]:
    text = files(__package__).joinpath("prior.yml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)[what])


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(_listed(what))
