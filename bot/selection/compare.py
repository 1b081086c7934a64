"""How products differ: only the attributes in which they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.selection.state import State
from bot.shop.ports import Attribute, Category, Kind, Product, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute in which the products differ."""

    attribute: Attribute
    values: tuple[Value | None, ...]
    """What each product states, in their order; None where it states nothing."""


def differences(
    products: Sequence[Product], category: Category, state: State, limit: int = 5
) -> tuple[Difference, ...]:
    """At most `limit` differences: the price, what was wished, then the rest in the category's order."""
    first = dict.fromkeys(("price", *(c.attribute for c in state.constraints)))
    keys = [a.key for a in category.attributes if a.kind is not Kind.TEXT and a.key != "brand"]
    ranked = [category.attribute(key) for key in dict.fromkeys((*first, *keys)) if key in keys]
    found = (Difference(a, tuple(p.fact(a.key) for p in products)) for a in ranked if a)
    return tuple(d for d in found if len(set(d.values)) > 1)[:limit]
