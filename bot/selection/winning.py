"""Who wins on one attribute: strictly, where a better side is clear and every one of them states it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.selection.state import Constraint
from bot.selection.wishes import ends_of
from bot.shop.ports import Attribute, Better, Category, Kind, Product

HAIR = 0.005
"""Share of the largest amount that nobody notices: 57 W is as good as 57.01 W."""


def better_side(attribute: Attribute, category: Category, wishes: Iterable[Constraint]) -> Better | None:
    """Which numbers of an attribute are the better ones: the shopper's own side, else what most prefer; None: neither.

    Of a yes or no the higher one is the yes. Whom a product is for is no quality: it is not better for fitting
    taller people.
    """
    if attribute.kind not in (Kind.NUMBER, Kind.YES_NO) or ends_of(attribute.key, category):
        return None
    for wish in (c for c in wishes if c.attribute == attribute.key):
        if isinstance(wish.value, bool):
            return Better.HIGHER if wish.value else Better.LOWER
        if len(sides := wish.sides() & {"upper", "lower"}) == 1:
            return Better.LOWER if "upper" in sides else Better.HIGHER
    return attribute.better if attribute.better is not Better.TASTE else None


def best_and_weakest(products: Sequence[Product], attribute: Attribute, side: Better) -> tuple[int | None, int | None]:
    """Places of the one best and the one weakest product; None where there is no such one, or one states nothing.

    Of two amounts that differ by a hair neither wins; a price is what it is.
    """
    stated = [float(v) for p in products if isinstance(v := p.fact(attribute.key), bool | int | float)]
    if len(stated) < len(products) or len(products) < 2:
        return None, None
    best, weakest = (min(stated), max(stated)) if side is Better.LOWER else (max(stated), min(stated))
    hair = 0.0 if attribute.key == "price" else HAIR * max(map(abs, stated))
    return _only(stated, best, hair), _only(stated, weakest, hair)


def _only(stated: Sequence[float], value: float, hair: float) -> int | None:
    alike = sum(abs(other - value) <= hair for other in stated)
    return stated.index(value) if alike == 1 else None
