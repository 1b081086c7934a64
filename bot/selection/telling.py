"""What speaks for and against a product, in lines made of facts; the words are in `telling.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.selection import format as formatted
from bot.selection.cards import facts_of, label
from bot.selection.reasons import fits
from bot.selection.standing import Standing, standings
from bot.selection.state import Constraint, State
from bot.shop.ports import Attribute, Category, Kind, Product

MOST_STRENGTHS = 3
MOST_VALUES = 4
MOST_FACTS = 4


def reasons(
    product: Product, beside: Sequence[Product], category: Category, state: State, language: str
) -> tuple[str, ...]:
    """Lines on why `product`: wishes met, missed and unknown, and where it is the best or weakest of `beside`.

    `beside` are the products it is shown with, itself included. What is known of it when there is nothing else to say.
    """
    standing = next((s for s in standings(beside, category, state) if s.product.id == product.id), None)
    told = {
        **_by_wish(product, category, state, language),
        "best": strengths(product, standing.best, category, language) if standing else "",
        "weakest": strengths(product, standing.weakest, category, language) if standing else "",
    }
    lines = tuple(_line(name, language, said) for name, said in told.items() if said)
    return lines or _known(product, category, language)


def strengths(product: Product, found: Sequence[Attribute], category: Category, language: str) -> str:
    """The first of `found` with what the product states of each: "gewicht (1,2 kg), accuduur (12 uur)"."""
    return ", ".join(_strength(product, a, category, language) for a in found[:MOST_STRENGTHS])


def strongest(standing: Standing, category: Category, language: str) -> str:
    """One line on where a product is the best of those beside it."""
    title = standing.product.title(language)
    said = strengths(standing.product, standing.best, category, language)
    return _line("strongest", language, title, said) if said else _line("nowhere", language, title)


def scope(attribute: Attribute, language: str) -> str:
    """What there is to choose from: "van 5 kg tot 12 kg", "zwart, wit", "wel of niet"; empty when it is unknown."""
    words = _words()
    if attribute.kind is Kind.YES_NO:
        return str(words["either"][language])
    if attribute.kind is Kind.NUMBER and attribute.quantiles:
        ends = [formatted.value(attribute, end, language) for end in (attribute.quantiles[0], attribute.quantiles[-1])]
        return str(words["range"][language]).format(*ends) if ends[0] != ends[1] else ends[0]
    named = [formatted.value(attribute, value, language) for value in attribute.values]
    listed = ", ".join(named[:MOST_VALUES])
    return str(words["more"][language]).format(listed) if len(named) > MOST_VALUES else listed


def _by_wish(product: Product, category: Category, state: State, language: str) -> dict[str, str]:
    judged = list(_judged(product, category, state))
    sides = {"met": True, "missed": False, "unknown": None}
    return {
        name: ", ".join(formatted.wish(a, c, language) for a, c, met in judged if met is side)
        for name, side in sides.items()
    }


def _judged(product: Product, category: Category, state: State) -> Iterator[tuple[Attribute, Constraint, bool | None]]:
    """Each wish that names something; a mere direction is told by where the product is best."""
    for wish in state.constraints:
        attribute = category.attribute(wish.attribute)
        if attribute and wish.value is not None:
            yield attribute, wish, fits(product, wish, attribute.unit)


def _strength(product: Product, attribute: Attribute, category: Category, language: str) -> str:
    named, stated = label(category, attribute.key, language).lower(), product.fact(attribute.key)
    if isinstance(stated, bool) and stated:
        return named
    said = {"label": named, "value": formatted.value(attribute, stated, language)}
    return str(_words()["strength"][language]).format(**said)


def _known(product: Product, category: Category, language: str) -> tuple[str, ...]:
    told: Iterable[str] = (f"{f['label'].lower()} {f['value']}" for f in facts_of(product, category, language))
    listed = ", ".join(list(told)[:MOST_FACTS])
    return (_line("known", language, listed),) if listed else ()


def _line(name: str, language: str, *said: str) -> str:
    return str(_words()["lines"][name][language]).format(*said)


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("telling.yml").read_text(encoding="utf-8"))
