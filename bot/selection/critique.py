"""A critique: "goedkoper", "lichter", relative to a product that was shown."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.selection.attributes import direction, for_concept, keys_for
from bot.selection.state import Constraint, Op, State
from bot.shop.ports import Better, Category, Product


def critique(
    state: State,
    reference: Product,
    name: str,
    better: str,
    *,
    category: Category | None = None,
    turn: int = 0,
) -> State:
    """The state after "`better` than `reference`" on `name`, an attribute's key or a concept.

    `better` is `lower` or `higher`. The bound is strict, and the reference is rejected: not shown again.
    Where the reference states no such number the wish is a mere direction; of a yes or no it asks the answer.
    `category` tells what this shop means by a general word ("sneller").
    """
    meant = for_concept(name, category) if category else None
    keys = [meant.key] if meant else keys_for(name, ("price", *reference.facts))
    stated = [key for key in keys if not isinstance(reference.fact(key), str)]
    toward = direction(meant, name, Better(better)) if meant else Better(better)
    wish = _wish(reference, next(iter(stated), name), toward, turn)
    rejected = tuple(dict.fromkeys((*state.rejected, reference.id)))
    return replace(state.with_wishes([wish]), rejected=rejected, focus=None)


def referent(state: State) -> str | None:
    """Id of the product that a bare critique is about: the one being talked about, else the first card."""
    return state.focus or next(iter(state.shown), None)


def _wish(reference: Product, key: str, better: Better, turn: int) -> Constraint:
    stated = reference.fact(key)
    if isinstance(stated, bool):
        return Constraint(key, "eq", better is Better.HIGHER, True, "critique", turn)
    bound = None if isinstance(stated, str) else stated
    return Constraint(key, cast(Op, better.value), bound, bound is not None, "critique", turn)
