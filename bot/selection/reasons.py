"""Why a product: its facts with the shopper's own wishes first, each met, missed or unknown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.selection.matching import tolerance
from bot.selection.state import Constraint, State
from bot.selection.values import is_any_of
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
    wished = dict.fromkeys(c.attribute for c in state.constraints)
    told = [a for key in wished if (a := category.attribute(key))]
    rest = [
        a
        for a in category.attributes
        if a.key not in wished and a.key not in _ELSEWHERE and a.kind is not Kind.TEXT and a.key in product.facts
    ]
    return tuple(_fact(product, a, state) for a in [*told, *rest][:limit])


def fits(product: Product, wish: Constraint, unit: str = "") -> bool | None:
    """Whether the product is as wished; None when it is unknown, or when the wish is a mere direction.

    What a product does not state it is not: an unknown value meets a refusal.
    """
    stated = product.fact(wish.attribute)
    if stated is None or wish.value is None:
        return True if wish.op == "notin" else None
    if isinstance(stated, str):
        return _is_among(stated, wish)
    if isinstance(wish.value, str | tuple):
        return None
    return _is_within(float(stated), float(wish.value), wish.op, unit)


def fits_wishes(product: Product, attribute: Attribute, state: State) -> bool | None:
    """Whether the product is as wished of one attribute; None when nothing was wished of it, or when it is unknown."""
    judged = [fits(product, c, attribute.unit) for c in state.constraints if c.attribute == attribute.key]
    known = [j for j in judged if j is not None]
    return all(known) if known else None


def _fact(product: Product, attribute: Attribute, state: State) -> Fact:
    return Fact(attribute, product.fact(attribute.key), fits_wishes(product, attribute, state))


def _is_among(stated: str, wish: Constraint) -> bool:
    wanted = wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
    return is_any_of(stated, wanted) is not (wish.op == "notin")


def _is_within(stated: float, value: float, op: str, unit: str) -> bool:
    return {
        "le": stated <= value,
        "ge": stated >= value,
        "lower": stated < value,
        "higher": stated > value,
        "about": abs(stated - value) <= tolerance(value, unit),
    }.get(op, stated == value)
