"""What a message tells in bare numbers and of a household, as wishes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from actions.shopper import Shopper
from bot.language.entities import Entity
from bot.language.quantities import quantities
from bot.language.requests import answered_amount
from bot.selection.household import Household, household, needs
from bot.selection.state import Constraint, Op
from bot.selection.wishes import price_wishes
from bot.shop.ports import Attribute, Better, Category, Kind

HOUSEHOLD = "household"
"""The slot that keeps what was told of the household before it was known what is sought."""
_BOUNDS: Mapping[str, Op] = {"price_min": "ge", "price_max": "le"}
_AMOUNTS = frozenset({"about", "ge", "le"})
_ANY_MEASURE = frozenset({"height", "size"})
"""Concepts whose words go with any number: "zo hoog mogelijk"."""
BEYOND = 1.5
"""How far past the least and the most that is sold a number may still be a wish."""


def bare_amount(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """The wish in a bare number: about what was just explained or asked, else about the price; nothing else fits it."""
    if household(shopper.text) or not (amounts := answered_amount(shopper.text, shopper.entities)):
        return ()
    if len(amounts) > 1:
        return price_wishes(amounts)
    number = float(cast(float, amounts[0].value))
    if size := _other_size(shopper, category, number):
        return (size,)
    if moved := _moved(shopper, category, number):
        return (moved,)
    for key in (shopper.selection.topic or "", "price"):
        attribute = category.attribute(key)
        if attribute and attribute.quantiles and _is_of(attribute, number):
            op: Op = "ge" if attribute.better is Better.HIGHER else "le"
            return (Constraint(key, op, number, True, "amount", 0),)
    return ()


def _other_size(shopper: Shopper, category: Category, number: float) -> Constraint | None:
    """A wish for a size of several numbers, with the one that is now said: 160x200 after 180x200 and "liever 160"."""
    for wish in reversed(shopper.selection.constraints):
        attribute, old = category.attribute(wish.attribute), wish.value
        if attribute is None or wish.op != "in" or not isinstance(old, tuple):
            continue
        rest = {n for value in old for n in _numbers(str(value))}
        fitting = [v for v in attribute.values if number in _numbers(v) and rest & set(_numbers(v)) - {number}]
        if len(rest) > 1 and fitting:
            return replace(wish, value=(fitting[0],))
    return None


def _moved(shopper: Shopper, category: Category, number: float) -> Constraint | None:
    """The wish for an amount that is now another: 14 inch after 15; None when it is no amount of it, or a price."""
    price, topic = category.attribute("price"), shopper.selection.topic
    if topic or (price and price.quantiles and _is_of(price, number)):
        return None
    for wish in reversed(shopper.selection.constraints):
        attribute, is_amount = category.attribute(wish.attribute), isinstance(wish.value, float)
        if is_amount and wish.op in _AMOUNTS and attribute and attribute.quantiles and _is_of(attribute, number):
            return replace(wish, value=number)
    return None


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"\d+", text)]


def about_topic(shopper: Shopper, category: Category) -> tuple[tuple[Entity, ...], tuple[Constraint, ...]]:
    """What is said of the attribute that was told about last, without naming it, and the wishes it makes.

    "Minstens 1400" after the spin speed is no price, and "zo laag mogelijk" no height.
    """
    topic = category.attribute(shopper.selection.topic or "")
    if topic is None or topic.key == "price" or topic.kind is not Kind.NUMBER:
        return (), ()
    found = [(e, wish) for e in shopper.entities if (wish := _of_topic(e, topic, shopper.text))]
    return tuple(e for e, _ in found), tuple(wish for _, wish in found)


def _of_topic(entity: Entity, topic: Attribute, text: str) -> Constraint | None:
    words = text[entity.start : entity.end]
    if entity.kind in _BOUNDS and not any(q.money for q in quantities(words)):
        number = float(cast(float, entity.value))
        return Constraint(topic.key, _BOUNDS[entity.kind], number, True, "amount", 0) if _is_of(topic, number) else None
    said = cast(Mapping[str, Any], entity.value) if entity.kind == "wish" else {}
    if said.get("concept") not in _ANY_MEASURE or said.get("degree") != "superlative":
        return None
    return Constraint(topic.key, cast(Op, said["better"]), None, False, "wish", 0)


def _is_of(attribute: Attribute, number: float) -> bool:
    """Whether a number may be a wish about the attribute: somewhere between its least and its most, with room."""
    return attribute.quantiles[0] / BEYOND <= number <= attribute.quantiles[-1] * BEYOND


def household_wishes(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """What the household that the message tells of asks of products of `category`."""
    lives = _lives(shopper)
    return needs(lives, category) if lives else ()


def household_said(shopper: Shopper, category: Category) -> tuple[str, dict[str, Any]]:
    """The response that says which household was gone by, and its fields; both empty when none was."""
    lives = _lives(shopper)
    if lives is None or not needs(lives, category):
        return "", {}
    return "utter_household", {"household": lives.told(shopper.language)}


def _lives(shopper: Shopper) -> Household | None:
    """The household told of now, or before anything was chosen from."""
    before = "" if shopper.selection.shown else str(shopper.slots.get(HOUSEHOLD) or "")
    return household(shopper.text) or household(before)
