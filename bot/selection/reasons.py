"""Why a product: its facts with the shopper's own wishes first, each met, missed or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.selection.judged import judged_by
from bot.selection.meeting import meets
from bot.selection.state import Constraint, State
from bot.shop.ports import Attribute, Category, Kind, Product, Value

_ELSEWHERE = ("price", "brand")
"""Attributes that a card shows anyway, in its price and its title."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a product."""

    attribute: Attribute
    value: Value | None
    """None when the shop does not state it."""
    fits: bool | None
    """Whether it is as wished; None when nothing was wished, or when it is unknown."""


def facts(product: Product, category: Category, state: State, limit: int = 4) -> tuple[Fact, ...]:
    """At most `limit` facts: the wished ones, unknown or not, then what is known in the category's order."""
    wishes = judged_by(category, state)
    wished = dict.fromkeys(c.attribute for c in wishes)
    told = [a for key in wished if (a := category.attribute(key))]
    rest = [
        a
        for a in category.attributes
        if a.key not in wished and a.key not in _ELSEWHERE and a.kind is not Kind.TEXT and a.key in product.facts
    ]
    return tuple(Fact(a, product.fact(a.key), fits_wishes(product, a, wishes)) for a in [*told, *rest][:limit])


def fits(product: Product, wish: Constraint, unit: str = "") -> bool | None:
    """Whether the product is as wished; None when it is unknown, or when the wish is a mere direction.

    What a product does not state it is not: an unknown value meets a refusal.
    """
    return meets(product.fact(wish.attribute), wish, unit)


def fits_wishes(product: Product, attribute: Attribute, wishes: Iterable[Constraint]) -> bool | None:
    """Whether the product is as wished of one attribute; None when nothing was wished of it, or when it is unknown."""
    judged = [fits(product, c, attribute.unit) for c in wishes if c.attribute == attribute.key]
    known = [j for j in judged if j is not None]
    return all(known) if known else None
