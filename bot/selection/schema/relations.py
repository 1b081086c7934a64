"""How the attributes of a category relate: which say the same, and which way is better where no name tells.

Two attributes say the same when their mutual information, less what chance gives it (Miller and Madow), is over .8 of
the larger entropy, or when two numbers correlate over .98. A direction is read from Spearman's correlation with the
price only where the lexicon knows no concept: heavier often costs more, yet lighter is better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.language.concepts import concept_of
from bot.selection.schema.overrides import Overrides
from bot.shop.ports import Attribute, Better, Kind, Value

SAME_SHARE = 0.8
SAME_CORRELATION = 0.98
STRONG = 0.75
"""Rank correlation with the price from which dearer is taken for better."""
FEWEST = 50
"""Products that must state both."""
_MOST = 2000
"""Products looked at, evenly spaced: more tell nothing new."""
_BINS = 8
_DISTINCT = 8
"""Different numbers that a column must have before a correlation says something."""
_TELLING = 0.3
"""Bits below which nearly all products are alike and nothing is said."""

T = TypeVar("T")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def related(
    attributes: Sequence[Attribute], facts: Sequence[Mapping[str, Value]], overrides: Overrides
) -> list[Attribute]:
    """The attributes with `same_as` and `better` filled in from `facts`, where neither shop nor lexicon says it.

    `facts` are those of some products (see `sampled`), `price` and `brand` among them.
    """
    if len(facts) < FEWEST:
        return list(attributes)
    columns = {a.key: _column(a, facts) for a in attributes if a.kind is not Kind.TEXT}
    directed = [_directed(a, columns, overrides) for a in attributes]
    same = _redundant(directed, columns, overrides)
    return [replace(a, same_as=same[a.key]) if a.key in same else a for a in directed]


def sampled(rows: Sequence[T]) -> Sequence[T]:
    """Some of `rows`, evenly spaced: enough to tell how attributes relate."""
    return rows[:: max(1, len(rows) // _MOST)]


def _column(attribute: Attribute, sample: Sequence[Mapping[str, Value]]) -> Floats:
    """The attribute's facts as numbers, NaN unknown; values by their place."""
    places = {value: float(place) for place, value in enumerate(attribute.values)}
    stated = (facts.get(attribute.key) for facts in sample)
    return np.array([np.nan if v is None else places[v] if isinstance(v, str) else float(v) for v in stated])


def _directed(attribute: Attribute, columns: Mapping[str, Floats], overrides: Overrides) -> Attribute:
    open_still = attribute.kind is Kind.NUMBER and attribute.better is Better.TASTE
    if not open_still or overrides.attribute(attribute.key).better or concept_of(attribute.key):
        return attribute
    rank = _spearman(columns[attribute.key], columns["price"])
    if abs(rank) < STRONG:
        return attribute
    return replace(attribute, better=Better.HIGHER if rank > 0 else Better.LOWER)


def _redundant(attributes: Sequence[Attribute], columns: Mapping[str, Floats], overrides: Overrides) -> dict[str, str]:
    """Each attribute that another says as well, with the one that stays."""
    ranked = sorted((a for a in attributes if a.key in columns), key=_stays)
    binned = {a.key: _binned(a, columns[a.key]) for a in ranked}
    same: dict[str, str] = {}
    for place, attribute in enumerate(ranked):
        if attribute.key == "price" or overrides.attribute(attribute.key).same_as is not None:
            continue
        for other in ranked[:place]:
            if other.key not in same and _says_same(attribute, other, columns, binned):
                same[attribute.key] = other.key
                break
    return same


def _stays(attribute: Attribute) -> tuple[bool, bool, float, int]:
    """Order in which attributes stay: price and brand, what has a known name, what more products state."""
    known = concept_of(attribute.key) is not None
    return attribute.key not in ("price", "brand"), not known, -attribute.coverage, len(attribute.values)


def _says_same(a: Attribute, b: Attribute, columns: Mapping[str, Floats], binned: Mapping[str, Ints]) -> bool:
    if a.kind is b.kind is Kind.NUMBER and abs(_pearson(columns[a.key], columns[b.key])) > SAME_CORRELATION:
        return True
    both = (binned[a.key] >= 0) & (binned[b.key] >= 0)
    return both.sum() >= FEWEST and _shared(binned[a.key][both], binned[b.key][both]) > SAME_SHARE


def _binned(attribute: Attribute, column: Floats) -> Ints:
    """Small whole numbers for the values, -1 unknown; of a number the parts of equal size."""
    known = ~np.isnan(column)
    if attribute.kind is Kind.NUMBER and known.any():
        bounds = np.unique(np.quantile(column[known], np.linspace(0, 1, _BINS + 1)[1:-1]))
        column = np.where(known, np.searchsorted(bounds, column, side="right"), np.nan)
    return np.where(known, column, -1).astype(np.int64)


def _shared(a: Ints, b: Ints) -> float:
    """Mutual information of two columns, corrected for chance, as a share of the larger entropy."""
    _, first = np.unique(a, return_inverse=True)
    _, second = np.unique(b, return_inverse=True)
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1)
    whole, rows, cols = (_entropy(table.ravel()), _entropy(table.sum(axis=1)), _entropy(table.sum(axis=0)))
    chance = (table.shape[0] - 1) * (table.shape[1] - 1) / (2 * len(a) * np.log(2))
    most = max(rows, cols)
    return float((rows + cols - whole - chance) / most) if min(rows, cols) >= _TELLING else 0.0


def _entropy(counts: Floats) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def _spearman(a: Floats, b: Floats) -> float:
    both = ~np.isnan(a) & ~np.isnan(b)
    return _correlation(_ranks(a[both]), _ranks(b[both]))


def _pearson(a: Floats, b: Floats) -> float:
    both = ~np.isnan(a) & ~np.isnan(b)
    return _correlation(a[both], b[both])


def _correlation(a: Floats, b: Floats) -> float:
    if len(a) < FEWEST or min(len(np.unique(a)), len(np.unique(b))) < _DISTINCT:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _ranks(values: Floats) -> Floats:
    """Ranks from 0, equal values sharing their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[inverse]
