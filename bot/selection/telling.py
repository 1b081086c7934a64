"""What speaks for and against a product, in lines made of facts; the words are in `telling.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from bot.language.concepts import concept_of
from bot.selection import format as formatted
from bot.selection.attributes import means
from bot.selection.cards import facts_of, label
from bot.selection.judged import judged_by
from bot.selection.meeting import meets
from bot.selection.needs import SOURCE, need, need_wishes
from bot.selection.reasons import fits
from bot.selection.standing import Standing, standings
from bot.selection.state import Constraint, Op, State
from bot.shop.ports import Attribute, Better, Category, Kind, Product, Value

MOST_STRENGTHS = 3
MOST_VALUES = 4
MOST_FACTS = 4


def reasons(
    product: Product, beside: Sequence[Product], category: Category, state: State, language: str
) -> tuple[str, ...]:
    """Lines on why `product`: what the needs ask, wishes met, missed and unknown, and how it stands beside others.

    `beside` are the products it is shown with, itself included: where it is their best, and their weakest. What is
    known of it when there is nothing else to say.
    """
    standing = next((s for s in standings(beside, category, state) if s.product.id == product.id), None)
    told = {
        **_by_wish(product, category, state, language),
        "best": strengths(product, standing.best, language) if standing else "",
        "weakest": strengths(product, standing.weakest, language) if standing else "",
    }
    by_need = tuple(_by_need(product, category, state, language))
    lines = by_need + tuple(_line(name, language, said) for name, said in told.items() if said)
    return lines or _known(product, category, language)


def strengths(product: Product, found: Sequence[Attribute], language: str) -> str:
    """The first of `found` with what the product states of each: "gewicht (1,2 kg), accuduur (12 uur)"."""
    told = found[:MOST_STRENGTHS]
    return ", ".join(_strong(_name(a, language), a, product.fact(a.key), language) for a in told)


def strongest(standing: Standing, language: str) -> str:
    """One line on where a product is the best of those beside it."""
    title = standing.product.title(language)
    said = strengths(standing.product, standing.best, language)
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
    """What was wished oneself, met, missed or unknown, and what is unknown of what a need asks."""
    told: dict[str, list[str]] = {"met": [], "missed": [], "unknown": []}
    wishes = [c for c in judged_by(category, state) if c.value is not None]
    for key in dict.fromkeys(c.attribute for c in wishes):
        attribute = category.attribute(key)
        own = [c for c in wishes if c.attribute == key and not _is_of_need(c)]
        if attribute and own:
            side, concerned = _side(product, attribute, own)
            told[side] += formatted.wishes(attribute, concerned, language)
        elif attribute and product.fact(key) is None:
            told["unknown"].append(label(category, key, language).lower())
    return {name: ", ".join(dict.fromkeys(said)) for name, said in told.items()}


def _side(product: Product, attribute: Attribute, wishes: Sequence[Constraint]) -> tuple[str, Sequence[Constraint]]:
    """Whether the wishes on one attribute are met, missed or unknown, and which are."""
    judged = [(c, fits(product, c, attribute.unit)) for c in wishes]
    for side, met in (("missed", False), ("unknown", None)):
        if concerned := [c for c, found in judged if found is met]:
            return side, concerned
    return "met", wishes


def _by_need(product: Product, category: Category, state: State, language: str) -> Iterator[str]:
    """For each need that was told: what of it the product has, and what it lacks; "voor school: licht (1,3 kg)"."""
    for told in filter(None, (need(category, key) for key in state.needs)):
        judged = [
            (a, c, fits(product, c, a.unit))
            for c in need_wishes(category, (told.key,))
            if (a := category.attribute(c.attribute))
        ]
        name = (told.labels.get(language) or told.key).lower()
        for line, side in (("for_need", True), ("short_of_need", False)):
            said = ", ".join(dict.fromkeys(_quality(product, a, c, language) for a, c, met in judged if met is side))
            if said:
                yield _line(line, language, name, said)


def _quality(product: Product, attribute: Attribute, wish: Constraint, language: str) -> str:
    """What a product states where it is as wished, by the shop's own word for that, else by the attribute's name."""
    stated = product.fact(attribute.key)
    side = Better.LOWER if "upper" in wish.sides() else Better.HIGHER
    concept = concept_of(attribute.key)
    for said in () if isinstance(stated, str) else attribute.words:
        called = Constraint(attribute.key, cast(Op, said.op), said.value, False, "word", 0)
        meant = concept is not None and said.language == language and means(said, concept.key, side)
        if meant and meets(stated, called, attribute.unit):
            return _strong(said.word, attribute, stated, language)
    return _strong(_name(attribute, language), attribute, stated, language)


def _is_of_need(wish: Constraint) -> bool:
    return wish.source.startswith(SOURCE)


def _name(attribute: Attribute, language: str) -> str:
    return (attribute.labels.get(language) or attribute.key).lower()


def _strong(named: str, attribute: Attribute, stated: Value | None, language: str) -> str:
    """A quality with what is stated of it: "gewicht (1,2 kg)"; what is there needs no value, "aanraakscherm"."""
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
