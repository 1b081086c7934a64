"""Relaxations in words: what does not go together, what would do, and what a shopper types who gives way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, reduce
from importlib.resources import files
from typing import Any

import yaml

from bot.selection import format as formatted
from bot.selection.attributes import for_unit
from bot.selection.cards import spoken
from bot.selection.relaxation import Relaxation
from bot.selection.state import Constraint, Op
from bot.shop.ports import Attribute, Better, Category, Value

_CENTS = 100


def proposal(relaxation: Relaxation, category: Category, language: str) -> str:
    """What to type to give way: "tot € 849", "16 GB is ook goed", "kleur maakt niet uit"."""
    given = zip(relaxation.give_up, relaxation.nearest, strict=True)
    said = dict.fromkeys(_proposed(c, value, category, language) for c, value in given)
    return _joined("together", tuple(said), language)


def way_out(relaxation: Relaxation, category: Category, language: str) -> str:
    """What there is instead, within a sentence: "prijs tot € 849 met minstens 16 GB"; empty when that is unknown."""
    given = zip(relaxation.give_up, relaxation.nearest, strict=True)
    said = [_instead(c, value, category, language) for c, value in given]
    return _joined("with", tuple(dict.fromkeys(said)), language) if all(said) else ""


def ways_out(relaxations: Sequence[Relaxation], category: Category, language: str) -> str:
    """Several of them beside one another."""
    said = filter(None, (way_out(r, category, language) for r in relaxations))
    return _joined("either", tuple(dict.fromkeys(said)), language)


def in_words(wishes: Sequence[Constraint], category: Category, language: str) -> str:
    """Wishes in a row: "prijs tot € 700 en minstens 32 GB"."""
    keys = dict.fromkeys(c.attribute for c in wishes)
    known = ((a, [c for c in wishes if c.attribute == a.key]) for key in keys if (a := category.attribute(key)))
    said = [text for attribute, about in known for text in formatted.wishes(attribute, about, language)]
    listed = [", ".join(said[:-1]), said[-1]] if len(said) > 1 else said
    return _joined("together", listed, language)


def stance(wish: Constraint, category: Category, language: str) -> str:
    """What to type to hold on to one wish: "vanaf € 1.000", "zwart"."""
    attribute = category.attribute(wish.attribute)
    if attribute and _is_number(wish.value if not isinstance(wish.value, tuple) else None):
        return _bounded(attribute, roomier(wish, float(wish.value)), language)  # type: ignore[arg-type]  # a number
    return formatted.wish(attribute, wish, language) if attribute else ""


def roomier(wish: Constraint, value: float) -> Constraint:
    """The wish with the bound at which `value` will do, in round numbers on its far side: 848,99 is "tot € 849"."""
    op: Op = {"lower": "le", "higher": "ge"}.get(wish.op, wish.op)  # type: ignore[assignment]  # one of the bounds
    if op not in ("le", "ge"):
        return replace(wish, op="about" if op == "about" else "eq", value=value)
    scale = 1 if wish.attribute == "price" else _CENTS
    away = math.ceil if op == "le" else math.floor
    # A product at 1.4 as float32 digits times 100 is 140.00000000000003 now and then.
    return replace(wish, op=op, value=away(round(value * scale, 6)) / scale)


def _proposed(wish: Constraint, value: Value | None, category: Category, language: str) -> str:
    attribute = category.attribute(wish.attribute)
    if attribute is None or not _is_number(value) or not attribute.unit:
        return formatted.let_go(spoken(category, wish.attribute, language), language)
    bound = roomier(wish, float(value))  # type: ignore[arg-type]  # a number
    side = bound.op if bound.op in ("le", "ge") else "near"
    said = _amount(attribute, bound, language)
    if attribute.unit == "EUR":
        return str(_words()["prices"][side][language]).format(said)
    if for_unit(attribute.unit, float(value), category) is not attribute:  # type: ignore[arg-type]  # a number
        return formatted.wish(attribute, bound, language)
    plainly = (attribute.better, side) in ((Better.LOWER, "le"), (Better.HIGHER, "ge"))
    return str((_words()["plainly"] if plainly else _words()["numbers"][side])[language]).format(said)


def _bounded(attribute: Attribute, bound: Constraint, language: str) -> str:
    """A bound with its side said, whatever a bare number would ask: "minstens 16 GB"."""
    side = bound.op if bound.op in ("le", "ge") else "near"
    kind = "prices" if attribute.unit == "EUR" else "numbers"
    return str(_words()[kind][side][language]).format(_amount(attribute, bound, language))


def _instead(wish: Constraint, value: Value | None, category: Category, language: str) -> str:
    attribute = category.attribute(wish.attribute)
    if attribute is None or value is None:
        return ""
    if isinstance(value, bool):
        return str(_words()["is" if value else "is_not"][language]).format(spoken(category, attribute.key, language))
    if _is_number(value) and not isinstance(wish.value, str | tuple):
        return formatted.wish(attribute, roomier(wish, float(value)), language)
    return formatted.wish(attribute, replace(wish, op="eq", value=value), language)


def _amount(attribute: Attribute, bound: Constraint, language: str) -> str:
    value = float(bound.value)  # type: ignore[arg-type]  # made by `roomier`
    return (
        formatted.spoken_price(value, language)
        if attribute.unit == "EUR"
        else formatted.value(attribute, value, language)
    )


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _joined(how: str, said: Sequence[str], language: str) -> str:
    pattern = str(_words()[how][language])
    return reduce(pattern.format, said) if said else ""


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("compromise.yml").read_text(encoding="utf-8"))
