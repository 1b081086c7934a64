"""Laying aside: what a shopper was choosing waits while another kind of product comes first, and what goes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.shopper import Shopper
from actions.wording import to_let_go, wished
from bot.language.bare import only_turns
from bot.language.pieces import pieces
from bot.selection.answering import keeps_budget
from bot.selection.state import Constraint, State
from bot.shop.ports import Category, Kind

LAID_ASIDE = "laid_aside"
"""The slot that keeps choices, as JSON of `State`, the one laid aside last at the end."""
MOST = 2
"""Choices that are kept."""


def laid_aside(shopper: Shopper, category: Category) -> Mapping[str, Any]:
    """The slot after a change to `category`: what was being chosen until now waits."""
    before = shopper.selection
    if before.category in (None, category.key):
        return {}
    others = [s for s in _kept(shopper) if s.category not in (before.category, category.key)]
    return {LAID_ASIDE: [s.to_json() for s in (*others, replace(before, focus=None, topic=None))[-MOST:]]}


def waiting(shopper: Shopper, category: Category) -> State | None:
    """The choice in `category` that was laid aside; None when there is none."""
    return next((s for s in _kept(shopper) if s.category == category.key), None)


def names_only_a_kind(shopper: Shopper) -> bool:
    """Whether a message does nothing but name a kind of product: "nu de laptop"."""
    named = shopper.entity("category")
    if named is None or any(e.kind not in ("category", "language") for e in shopper.entities):
        return False
    return only_turns(p.text for p in pieces(shopper.text) if not named.start <= p.start < named.end)


def carried(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """What still makes sense in `category` of what was wished before: an amount that leaves a choice, a brand."""
    before = shopper.selection
    if before.category in (None, category.key):
        return ()
    return tuple(c for c in before.constraints if c.hard and (_leaves_a_choice(c, category) or _is_sold(c, category)))


def carried_said(kept: Sequence[Constraint], category: Category, language: str) -> tuple[str, tuple[Any, ...]]:
    """What is carried over in words, and the chips to let it go."""
    words = wished(category, State(constraints=tuple(kept)), language)
    return words, to_let_go(tuple(dict.fromkeys(c.attribute for c in kept)), category, language)


def budget_before(shopper: Shopper) -> tuple[Constraint, ...]:
    """What another kind of product might cost, laid aside last, when that is asked for here: "zelfde budget"."""
    if not keeps_budget(shopper.text):
        return ()
    known = (tuple(c for c in s.constraints if c.attribute == "price") for s in reversed(_kept(shopper)))
    return next(filter(None, known), ())


def _kept(shopper: Shopper) -> list[State]:
    return [State.from_json(entry) for entry in shopper.slots.get(LAID_ASIDE) or ()]


def _leaves_a_choice(wish: Constraint, category: Category) -> bool:
    price = category.attribute("price")
    if wish.attribute != "price" or wish.op != "le" or price is None or not price.quantiles:
        return False
    return isinstance(wish.value, int | float) and price.quantiles[1] <= wish.value < price.quantiles[-1]


def _is_sold(wish: Constraint, category: Category) -> bool:
    brand = category.attribute("brand")
    values = wish.value if isinstance(wish.value, tuple) else ()
    named = wish.attribute == "brand" and wish.op == "in" and brand is not None and brand.kind is Kind.CATEGORY
    return bool(named and brand and values and set(values) <= set(brand.values))
