"""What a product is best and weakest at beside others: strictly, and only where all of them state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.selection.compare import ranked_attributes
from bot.selection.judged import judged_by
from bot.selection.state import State
from bot.selection.winning import best_and_weakest, better_side
from bot.shop.ports import Attribute, Category, Product


@dataclass(frozen=True, slots=True)
class Standing:
    """One product beside the others; what was wished comes first."""

    product: Product
    best: tuple[Attribute, ...]
    """Where every other one is worse."""
    weakest: tuple[Attribute, ...]
    """Where every other one is better."""


def standings(products: Sequence[Product], category: Category, state: State) -> tuple[Standing, ...]:
    """How each of `products` stands beside the rest, in their order; one alone is best at nothing.

    Only numbers and yes-or-nos with a better side count: the shopper's own side of it, else what most prefer.
    """
    wishes = judged_by(category, state)
    told = ((a, better_side(a, category, wishes)) for a in ranked_attributes(category, state))
    ends = [(a, *best_and_weakest(products, a, side)) for a, side in told if side]
    return tuple(
        Standing(
            product, tuple(a for a, best, _ in ends if best == at), tuple(a for a, _, least in ends if least == at)
        )
        for at, product in enumerate(products)
    )
