"""A list of products as it was asked for: filtered, ordered, paged, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.demo.facets import Facet, holds
from bot.demo.query import Filter, Question, Sort
from bot.selection.columns import Columns, Flags
from bot.shop.ports import Category

PAGE = 24


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A category on the shelf, ready to be asked."""

    category: Category
    columns: Columns
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What leaving out one filter would give."""

    dropped: Filter
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of an answer."""

    ids: tuple[str, ...]
    """Of the products on it."""
    total: int
    page: int
    """The page shown: the last one when the one asked for is not there."""
    pages: int
    counts: Mapping[str, tuple[int, ...]]
    """How many each value of a facet would give with the other filters, by attribute."""
    ways: tuple[Way, ...]
    """When nothing is left: the filters without which something would be, most first."""


def listing(section: Section, question: Question) -> Listing:
    """The page of `section` that `question` asks for; the order is that of the catalogue, best rated first."""
    masks = [holds(asked, section.columns) for asked in question.filters]
    found = np.flatnonzero(_all(masks, len(section.columns)))
    ordered = _ordered(found, section.columns, question.sort)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(question.page, pages)
    shown = ordered[(page - 1) * PAGE : page * PAGE]
    return Listing(
        ids=tuple(section.columns.ids[place] for place in shown),
        total=len(ordered),
        page=page,
        pages=pages,
        counts=_counts(section, question.filters, masks),
        ways=() if len(ordered) else _ways(question.filters, masks),
    )


def _all(masks: Sequence[Flags], size: int) -> Flags:
    return np.asarray(np.logical_and.reduce([np.ones(size, dtype=np.bool_), *masks]), dtype=np.bool_)


def _ordered(found: NDArray[np.intp], columns: Columns, sort: Sort) -> NDArray[np.intp]:
    if sort is Sort.RATING:
        return found
    prices = columns.prices[found]
    return found[np.argsort(prices if sort is Sort.PRICE_UP else -prices, kind="stable")]


def _counts(section: Section, filters: Sequence[Filter], masks: Sequence[Flags]) -> dict[str, tuple[int, ...]]:
    size = len(section.columns)
    counts = {}
    for facet in (facet for facet in section.facets if facet.masks):
        key = facet.attribute.key
        others = _all([mask for asked, mask in zip(filters, masks, strict=True) if asked.attribute != key], size)
        counts[key] = tuple(int(np.count_nonzero(mask & others)) for mask in facet.masks)
    return counts


def _ways(filters: Sequence[Filter], masks: Sequence[Flags]) -> tuple[Way, ...]:
    size = len(masks[0]) if masks else 0
    ways = [
        Way(dropped, int(np.count_nonzero(_all([*masks[:place], *masks[place + 1 :]], size))))
        for place, dropped in enumerate(filters)
    ]
    return tuple(sorted((way for way in ways if way.count), key=lambda way: -way.count))
