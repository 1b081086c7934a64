"""How a shopper reads a wish or an answer that is offered, beside a product: by its facts, as they stand in the feed.

Shares no code with the judgement, which would otherwise be measured by its own yardstick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from bot.selection.state import Constraint, Option
from bot.shop.ports import Category, Preference, Product, Value

ABOUT = 0.1
"""How far from "about 24 inch" is still about it, as a share."""
_SEPARATOR = re.compile(r"[/,;|]")
_HAIR = 1e-6
"""Bounds may have been rounded to half the digits of a fact."""

_NUMBERS: Mapping[str, Callable[[float, float], bool]] = {
    "le": lambda fact, bound: fact <= bound + _HAIR * abs(bound),
    "ge": lambda fact, bound: fact >= bound - _HAIR * abs(bound),
    "eq": lambda fact, bound: abs(fact - bound) <= _HAIR * max(1.0, abs(bound)),
    "about": lambda fact, bound: abs(fact - bound) <= ABOUT * abs(bound),
    "lower": lambda fact, bound: fact < bound,
    "higher": lambda fact, bound: fact > bound,
}


def holds(wish: Constraint | Preference, product: Product) -> bool | None:
    """Whether the product meets the wish; None when it does not state the fact, or a mere direction is wished."""
    fact = product.fact(wish.attribute)
    if fact is None or wish.value is None:
        return None
    if wish.op in ("in", "notin"):
        return _is_any(fact, wish.value) is (wish.op == "in")
    if isinstance(fact, str) or isinstance(wish.value, str | tuple):
        return _is_any(fact, wish.value)
    return _NUMBERS[wish.op](float(fact), float(wish.value))


def fits(option: Option, product: Product) -> bool:
    """Whether an answer is true of the product: all that it says."""
    return bool(option.constraints) and all(holds(c, product) is True for c in option.constraints)


def use_of(need: str, product: Product, category: Category) -> float:
    """How well the product serves a need, 0..1: the weighted share of what the need asks; a minimum counts three."""
    found = next((n for n in category.needs if n.key == need), None)
    if found is None:
        return 0.0
    asked = [(p, p.weight) for p in found.prefer] + [(p, 3.0 * p.weight) for p in found.require]
    return sum(w for p, w in asked if holds(p, product)) / (sum(w for _, w in asked) or 1.0)


def broken(musts: Iterable[Constraint], product: Product) -> frozenset[str]:
    """Attributes on which the product is known to break a must."""
    return frozenset(must.attribute for must in musts if holds(must, product) is False)


def _is_any(fact: Value, wanted: Value | tuple[str, ...]) -> bool:
    """Whether the fact, or a part of it, is one of the wanted values: "Black / Red" is black."""
    named = {_said(value) for value in (wanted if isinstance(wanted, tuple) else (wanted,))}
    return not named.isdisjoint({_said(fact), *(part.strip() for part in _SEPARATOR.split(_said(fact)))})


def _said(value: Value) -> str:
    return str(value).casefold()
