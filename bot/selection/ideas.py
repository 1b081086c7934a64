"""Ideas for who does not know yet what: what suits what is told of somebody, else the best rated of every category."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.language.pieces import pieces
from bot.language.words import fold
from bot.selection.answering import needs_said
from bot.selection.columns import Columns
from bot.selection.matching import holds
from bot.selection.needs import need
from bot.selection.reasons import fits
from bot.selection.state import Constraint, Op
from bot.shop.ports import Category, Product

MOST = 3
UNKNOWN_RATING = -1.0
LOVED = 5
"""Letters of the shortest word that stands for a category by itself: "koffie" for coffee machines."""
WITHIN_REACH = 0.5
"""Share of a category's products that count as affordable while nobody has named an amount."""
REACH_WEIGHT = 2.0
"""How much that counts beside what somebody needs."""
NEAR = 0.25
"""How far from an amount that was only mentioned an idea may be, as a share of it."""
SMALL = 0.3
"""Share of a category's products that count as affordable for a present."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A category that what is told of somebody leads to, with the needs in it that it tells of."""

    category: Category
    needs: tuple[str, ...] = ()


def leads(text: str, categories: Iterable[Category]) -> tuple[Lead, ...]:
    """Where a message leads, in the order of `categories`: "hij gamet graag" to every one with that need.

    A word for what somebody loves leads there too, without a need: "fietst", "koffie". When some categories are led
    to by a need, the others are left out.
    """
    found = [Lead(category, needs_said(text, category)) for category in categories]
    told = tuple(lead for lead in found if lead.needs)
    return told or tuple(lead for lead in found if _loves(text, lead.category))


def serves(product: Product, lead: Lead) -> bool:
    """Whether nothing is known of a product that makes it unfit for what the lead tells of."""
    named = (n for key in lead.needs if (n := need(lead.category, key)))
    asked = (Constraint(p.attribute, cast(Op, p.op), p.value, False, "need", 0) for n in named for p in n.require)
    return all(fits(product, wish, _unit(lead.category, wish.attribute)) is not False for wish in asked)


def affordable(product: Product, budget: Iterable[Constraint]) -> bool:
    """Whether a product is within the budget, or near an amount that was only mentioned ("rond 100 euro")."""
    return all(_near(product, wish) if wish.op == "about" else fits(product, wish, "EUR") for wish in budget)


def within_reach(category: Category) -> tuple[Constraint, ...]:
    """What it may cost while nobody has named an amount: a soft wish for the cheaper half of a category."""
    price = category.attribute("price")
    if price is None or not price.quantiles:
        return ()
    middle = price.quantiles[len(price.quantiles) // 2]
    return (Constraint("price", "le", middle, False, "need", 0, REACH_WEIGHT),)


def dealt(hands: Sequence[Sequence[Product]], most: int = MOST) -> tuple[Product, ...]:
    """At most `most` products, taken from the hands in turn: the best of each, then the second best."""
    rounds = range(max((len(hand) for hand in hands), default=0))
    return tuple(hand[n] for n in rounds for hand in hands if n < len(hand))[:most]


def ideas(
    views: Iterable[Columns],
    budget: Sequence[Constraint],
    most: int = MOST,
    *,
    small: bool = False,
    besides: Iterable[str] = (),
) -> tuple[str, ...]:
    """Ids of at most `most` products in stock within `budget`, the best rated first, each of another category.

    `views` are the columns of each category; `budget` are wishes about the price, in euro. Without any, what costs
    more than half of its category is left out; of what is to be `small`, as a present is, the cheapest third is left,
    and the cheapest goes first. Never one of `besides`: ids of what was shown before.
    """
    gone, reach = frozenset(besides), SMALL if small else WITHIN_REACH
    best = [found for view in views if (found := _best(view, budget, reach, gone))]
    by_price = small and not budget
    ranked = sorted(best, key=lambda one: one.price if by_price else -one.rating)
    return tuple(one.id for one in ranked[:most])


@dataclass(frozen=True, slots=True)
class _Idea:
    rating: float
    price: float
    id: str


def _best(view: Columns, budget: Sequence[Constraint], reach: float, gone: Collection[str]) -> _Idea | None:
    """The best rated one; None when nothing is within the budget, or within reach without one."""
    allowed = [holds(wish, view, "EUR") for wish in budget] if budget else [_reached(view, reach)]
    left = np.ones(len(view), dtype=np.bool_)
    left[[at for i in gone if (at := view.place(i)) is not None]] = False
    within = np.flatnonzero(np.logical_and.reduce([view.in_stock & left, *allowed]))
    if not len(within):
        return None
    unrated = np.full(len(view), UNKNOWN_RATING)
    ratings = np.nan_to_num(view.numbers.get("rating", unrated)[within], nan=UNKNOWN_RATING)
    at = int(np.argmax(ratings))
    place = int(within[at])
    return _Idea(float(ratings[at]), float(view.numbers["price"][place]), view.ids[place])


def _reached(view: Columns, reach: float) -> NDArray[np.bool_]:
    """Which products cost no more than the share `reach` of those in stock."""
    prices = view.numbers["price"]
    sold = prices[view.in_stock & ~np.isnan(prices)]
    return np.asarray(prices <= np.quantile(sold, reach)) if len(sold) else np.zeros(len(view), dtype=np.bool_)


def _loves(text: str, category: Category) -> bool:
    names = [fold(label) for label in category.labels.values()]
    words = [word for p in pieces(text) if len(word := fold(p.text)) >= LOVED]
    return any(name.startswith(word) or word.startswith(name) for name in names for word in words)


def _near(product: Product, wish: Constraint) -> bool:
    amount = float(cast(float, wish.value))
    return abs(product.price - amount) <= NEAR * amount


def _unit(category: Category, key: str) -> str:
    attribute = category.attribute(key)
    return attribute.unit if attribute else ""
