"""What a product is best and weakest at beside others: strictly, and only where all of them state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.selection.compare import ranked_attributes
from bot.selection.state import State
from bot.selection.wishes import ends_of
from bot.shop.ports import Attribute, Better, Category, Kind, Product


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
    # Whom a product is for is no quality: it is not better for fitting taller people.
    told = [a for a in ranked_attributes(category, state) if not ends_of(a.key, category)]
    judged = [(a, side) for a in told if (side := _side(a, state))]
    places = {a.key: _places(products, a, side) for a, side in judged}
    return tuple(
        Standing(
            product,
            tuple(a for a, _ in judged if places[a.key][0] == at),
            tuple(a for a, _ in judged if places[a.key][1] == at),
        )
        for at, product in enumerate(products)
    )


def _side(attribute: Attribute, state: State) -> Better | None:
    if attribute.kind not in (Kind.NUMBER, Kind.YES_NO):
        return None
    for wish in (c for c in state.constraints if c.attribute == attribute.key):
        if isinstance(wish.value, bool):
            return Better.HIGHER if wish.value else Better.LOWER
        if len(sides := wish.sides() & {"upper", "lower"}) == 1:
            return Better.LOWER if "upper" in sides else Better.HIGHER
    return attribute.better if attribute.better is not Better.TASTE else None


def _places(products: Sequence[Product], attribute: Attribute, better: Better) -> tuple[int, int]:
    """Places of the one best and the one weakest product; -1 where there is no such one, or one states nothing."""
    stated = [float(v) for p in products if isinstance(v := p.fact(attribute.key), bool | int | float)]
    if len(stated) < len(products) or len(products) == 1:
        return -1, -1
    best, weakest = (min(stated), max(stated)) if better is Better.LOWER else (max(stated), min(stated))
    return _only(stated, best), _only(stated, weakest)


def _only(stated: Sequence[float], value: float) -> int:
    return stated.index(value) if stated.count(value) == 1 else -1
