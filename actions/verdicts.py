"""What a choice and a refusal teach the journey: what spoke for a product, and what against it."""

from __future__ import annotations

from actions.happened import Happened, NeedTold, ProductChosen
from bot.selection.needs import need_wishes
from bot.selection.reasons import fits
from bot.selection.state import Constraint, State
from bot.shop.ports import Category, Product


def chosen(product: Product, category: Category, state: State, *, cheaper_was_enough: bool) -> tuple[Happened, ...]:
    """That a product was chosen, with the wishes that it meets and those it does not, musts first.

    Whoever chose without a wish wanted it at sight.
    """
    judged = sorted((*state.constraints, *need_wishes(category, state.needs)), key=lambda c: (not c.hard, -c.weight))
    rank = state.shown.index(product.id) + 1 if product.id in state.shown else 0
    told = ProductChosen(
        category.key,
        product.id,
        round(product.price * 100),
        reasons=_keys(product, category, judged, met=True),
        missed=_keys(product, category, judged, met=False),
        rank=rank,
        cheaper_was_enough=cheaper_was_enough,
    )
    impulse = (NeedTold("impulse", category.key),) if at_sight(state) and state.need_kind != "impulse" else ()
    return (*impulse, told)


def at_sight(state: State) -> bool:
    """Whether a product is chosen before any need was told: seen and wanted."""
    return state.need_kind in ("", "impulse") and not (state.constraints or state.needs)


def _keys(product: Product, category: Category, wishes: list[Constraint], *, met: bool) -> tuple[str, ...]:
    units = {a.key: a.unit for a in category.attributes}
    return tuple(dict.fromkeys(c.attribute for c in wishes if fits(product, c, units.get(c.attribute, "")) is met))
