"""What a message tells in bare numbers and of a household, as wishes."""

from __future__ import annotations

from typing import Any, cast

from actions.shopper import Shopper
from bot.language.requests import answered_amount
from bot.selection.household import household, needs
from bot.selection.state import Constraint, Op
from bot.selection.wishes import price_wishes
from bot.shop.ports import Attribute, Better, Category

BEYOND = 1.5
"""How far past the least and the most that is sold a number may still be a wish."""


def bare_amount(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """The wish in a bare number: about what was just explained or asked, else about the price; nothing else fits it."""
    if household(shopper.text) or not (amounts := answered_amount(shopper.text, shopper.entities)):
        return ()
    if len(amounts) > 1:
        return price_wishes(amounts)
    number = float(cast(float, amounts[0].value))
    for key in (shopper.selection.topic or "", "price"):
        attribute = category.attribute(key)
        if attribute and attribute.quantiles and _is_of(attribute, number):
            op: Op = "ge" if attribute.better is Better.HIGHER else "le"
            return (Constraint(key, op, number, True, "amount", 0),)
    return ()


def _is_of(attribute: Attribute, number: float) -> bool:
    """Whether a number may be a wish about the attribute: somewhere between its least and its most, with room."""
    return attribute.quantiles[0] / BEYOND <= number <= attribute.quantiles[-1] * BEYOND


def household_wishes(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """What the household that the message tells of asks of products of `category`."""
    lives = household(shopper.text)
    return needs(lives, category) if lives else ()


def household_said(shopper: Shopper, category: Category) -> tuple[str, dict[str, Any]]:
    """The response that says which household was gone by, and its fields; both empty when none was."""
    lives = household(shopper.text)
    if lives is None or not needs(lives, category):
        return "", {}
    return "utter_household", {"household": lives.told(shopper.language)}
