"""Ideas for who does not know yet what: the best rated of every category within a budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.selection.reasons import fits
from bot.selection.state import Constraint
from bot.shop.ports import Product

MOST = 3
UNKNOWN_RATING = -1.0


def ideas(products: Iterable[Sequence[Product]], budget: Sequence[Constraint], most: int = MOST) -> tuple[Product, ...]:
    """At most `most` products in stock within `budget`, the best rated first, each of another category.

    `products` are those of each category; `budget` are wishes about the price, in euro.
    """
    best = (_best([p for p in group if p.in_stock and _within(p, budget)]) for group in products)
    found = sorted((p for p in best if p), key=lambda p: -_rating(p))
    return tuple(found[:most])


def _best(among: Sequence[Product]) -> Product | None:
    return max(among, key=_rating, default=None)


def _within(product: Product, budget: Sequence[Constraint]) -> bool:
    return all(fits(product, wish, "EUR") is not False for wish in budget)


def _rating(product: Product) -> float:
    stated = product.fact("rating")
    return float(stated) if isinstance(stated, int | float) else UNKNOWN_RATING
