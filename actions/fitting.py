"""How well what is found fits, and which wishes it misses."""

from __future__ import annotations

from actions.shelf import Shortlist
from bot.selection.answering import ANSWER
from bot.selection.cards import spoken
from bot.selection.needs import REQUIRED_WEIGHT, need_wishes
from bot.selection.reasons import fits
from bot.selection.state import Constraint, State
from bot.shop.ports import Better, Category, Product

OPEN = "utter_shortlist_open"
"""Shows products before any wish is known."""
_BETTER_PAST = {"ge": Better.LOWER, "le": Better.HIGHER}
"""On which side of a bound a product is better than was answered: cheaper than the least that was named."""


def verdict(found: Shortlist, state: State, missed: str) -> str:
    """Name of the response for what is found; `missed` are the wishes it misses, in words."""
    if not found.fits_all:
        return "utter_nothing_fits"
    if missed:
        return "utter_shortlist_partly"
    if not (state.constraints or state.needs):
        return OPEN
    alone = len(found.products) == 1 and not state.rejected
    return "utter_shortlist_one" if alone else "utter_shortlist"


def missed(found: Shortlist, category: Category, state: State, language: str) -> str:
    """Labels of the wishes to look out for, as a list in words.

    A must that any of the products misses or may miss; of the rest, which the cards show, what the first one misses.
    """
    minimums = [c for c in need_wishes(category, state.needs) if c.weight >= REQUIRED_WEIGHT]
    wishes = (*state.constraints, *minimums)
    missing = ((c, found.products if c.hard else found.products[:1]) for c in wishes)
    keys = dict.fromkeys(c.attribute for c, among in missing if any(_is_missed(p, c, category) for p in among))
    return ", ".join(spoken(category, key, language) for key in keys)


def _is_missed(product: Product, wish: Constraint, category: Category) -> bool:
    """Whether a product is not as wished, or not known to be; an answer or a need only when it is known to be worse."""
    if wish.value is None:
        return False
    fitting = fits(product, wish, unit_of(category, wish.attribute))
    if wish.source != ANSWER and not wish.source.startswith("need:"):
        return fitting is not True
    attribute = category.attribute(wish.attribute)
    past = attribute and _BETTER_PAST.get(wish.op) is attribute.better
    return fitting is False and not past


def unit_of(category: Category, key: str) -> str:
    """Unit of the attribute `key`, empty when it has none."""
    attribute = category.attribute(key)
    return attribute.unit if attribute else ""
