"""How products differ: only the attributes in which they do, as facts and as the protocol's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.selection import format as formatted
from bot.selection.attributes import keys_for
from bot.selection.cards import headline, label
from bot.selection.judged import judged_by
from bot.selection.reasons import fits_wishes
from bot.selection.state import State
from bot.selection.winning import best_and_weakest, better_side
from bot.shop.ports import Attribute, Category, Kind, Product, Value

COMMON = ("price", "brand", "rating")
"""What products of different categories can still be compared by."""
MOST_ROWS = 10
_UNTOLD = frozenset({"reviews"})
"""Concepts that say nothing of a product: how many wrote about it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute in which the products differ."""

    attribute: Attribute
    values: tuple[Value | None, ...]
    """What each product states, in their order; None where it states nothing."""


def differences(
    products: Sequence[Product], category: Category, state: State, limit: int = MOST_ROWS
) -> tuple[Difference, ...]:
    """At most `limit` differences: what was wished, the price, then the rest in the category's order."""
    ranked = ranked_attributes(category, state)
    found = (Difference(a, tuple(p.fact(a.key) for p in products)) for a in ranked)
    return tuple(d for d in found if len(set(d.values)) > 1)[:limit]


def ranked_attributes(category: Category, state: State) -> tuple[Attribute, ...]:
    """What can be compared: the wished attributes, the price, then the rest; a brand stands in every title."""
    first = dict.fromkeys((*(c.attribute for c in judged_by(category, state)), "price"))
    keys = [a.key for a in category.attributes if _is_compared(a, category)]
    ordered = (category.attribute(key) for key in dict.fromkeys((*first, *keys)) if key in keys)
    return tuple(a for a in ordered if a)


def _is_compared(attribute: Attribute, category: Category) -> bool:
    if attribute.key == "brand":
        return not category.key
    return attribute.kind is not Kind.TEXT and not keys_for(attribute.key, _UNTOLD)


def in_common(categories: Sequence[Category]) -> Category:
    """What can be compared across `categories`: the only one as it is, else a nameless one of price, brand, rating."""
    first = categories[0]
    if all(c.key == first.key for c in categories):
        return first
    return replace(first, key="", attributes=tuple(a for key in COMMON if (a := first.attribute(key))))


def table(products: Sequence[Product], category: Category, state: State, language: str) -> dict[str, Any]:
    """The table of docs/protocol.md: the products, and a row for each attribute in which they differ."""
    return {
        "products": [headline(p, language) for p in products],
        "rows": [_row(d, products, category, state, language) for d in differences(products, category, state)],
    }


def _row(
    found: Difference, products: Sequence[Product], category: Category, state: State, language: str
) -> dict[str, Any]:
    attribute, wishes = found.attribute, judged_by(category, state)
    side = better_side(attribute, category, wishes)
    return {
        "label": label(category, attribute.key, language),
        "values": ["" if v is None else formatted.value(attribute, v, language) for v in found.values],
        "fits": [fits_wishes(p, attribute, wishes) for p in products],
        "wished": any(c.attribute == attribute.key for c in wishes),
        "best": best_and_weakest(products, attribute, side)[0] if side else None,
    }
