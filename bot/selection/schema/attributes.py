"""Attributes made from what a column, a concept or a title says, and from what the shop says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from bot.language.concepts import Concept, concepts
from bot.language.sold import names_of_values
from bot.selection.schema.overrides import AttributeOverride
from bot.shop.ports import Attribute, Better, Kind

_QUESTION_OPTIONS = 7
_MOST_VALUES = 100
"""A column with more values is no question, unless the commonest cover half of the products."""


def made_attribute(
    labels: Mapping[str, str],
    key: str,
    kind: Kind,
    concept: Concept | None,
    given: AttributeOverride,
    *,
    coverage: float,
    unit: str = "",
    values: tuple[str, ...] = (),
    quantiles: tuple[float, ...] = (),
    answerable: float | None = None,
    value_labels: Mapping[str, Mapping[str, str]] | None = None,
) -> Attribute:
    """An attribute as it was inferred, with what the shop says of it in the place of that."""
    named = names_of_values(values) if key != "brand" else {}
    directed = kind in (Kind.NUMBER, Kind.YES_NO)
    better = Better(concept.better) if concept and directed else Better.TASTE
    return Attribute(
        key=key,
        kind=kind,
        unit=unit,
        better=given.better or better,
        labels={**labels, **given.labels},
        values=values,
        coverage=round(coverage, 4),
        quantiles=quantiles,
        words=given.words,
        value_labels={**named, **(value_labels or {}), **given.values},
        buckets=given.buckets,
        answerable=answerable if given.answerable is None else given.answerable,
        tolerance=given.tolerance,
        explained=given.explain,
        same_as=given.same_as or "",
    )


def number_attribute(
    key: str, values: Sequence[float], count: int, given: AttributeOverride | None = None
) -> Attribute:
    """The attribute of a concept (`price`, `rating`) with these numbers among `count` products."""
    return made_attribute(
        concepts()[key].labels,
        key,
        Kind.NUMBER,
        concepts()[key],
        given or AttributeOverride(),
        unit=concepts()[key].unit,
        coverage=len(values) / count,
        quantiles=quantiles(values),
    )


def brand_attribute(brands: Sequence[str], given: AttributeOverride | None = None) -> Attribute:
    """The attribute `brand` of products with these brands, empty where one has none."""
    filled = Counter(brand for brand in brands if brand)
    return made_attribute(
        concepts()["brand"].labels,
        "brand",
        Kind.CATEGORY,
        concepts()["brand"],
        given or AttributeOverride(),
        values=tuple(brand for brand, _ in filled.most_common()),
        coverage=filled.total() / len(brands),
    )


def answerable_by_values(counts: Counter[str]) -> float | None:
    """0 of values too many and too scattered to choose from in a question; None where nothing speaks against one."""
    scattered = sum(n for _, n in counts.most_common(_QUESTION_OPTIONS)) < counts.total() / 2
    return 0.0 if len(counts) > _MOST_VALUES and scattered else None


def quantiles(values: Sequence[float]) -> tuple[float, ...]:
    """Seven quantiles of `values`, evenly spaced from the least to the most, each a value that occurs."""
    if not len(values):
        return ()
    return tuple(round(float(q), 6) for q in np.quantile(values, np.linspace(0, 1, 7), method="nearest"))
