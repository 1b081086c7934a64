"""What a need comes down to: "voor school" as wishes about weight, price and memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from bot.selection.state import Constraint, Op
from bot.shop.ports import Category, Need, Preference

SOURCE = "need:"
REQUIRED_WEIGHT = 3.0
"""How much heavier a minimum counts than a preference; it stays a wish, since the shopper never said it."""


def need(category: Category, key: str) -> Need | None:
    """The need called `key`, or None when the category has none of that name (any more)."""
    return next((n for n in category.needs if n.key == key), None)


def need_wishes(category: Category, keys: Iterable[str]) -> tuple[Constraint, ...]:
    """The wishes that the needs come down to, all soft, with `need:` and the key as their source.

    Of two needs that say the same, one counts. What the category does not have is left out.
    """
    found = (n for key in keys if (n := need(category, key)))
    made = (
        _wish(preferred, n.key, heavier)
        for n in found
        for said, heavier in ((n.prefer, 1.0), (n.require, REQUIRED_WEIGHT))
        for preferred in said
        if category.attribute(preferred.attribute)
    )
    return tuple({(c.attribute, c.op, c.value): c for c in made}.values())


def _wish(preferred: Preference, key: str, heavier: float) -> Constraint:
    value = preferred.value if isinstance(preferred.value, bool | tuple) else float(preferred.value)
    weight = preferred.weight * heavier
    return Constraint(preferred.attribute, cast(Op, preferred.op), value, False, SOURCE + key, 0, weight)
