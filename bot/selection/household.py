"""The household that a message tells of, and what it asks of a product: rules of thumb, as soft wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from bot.language.words import fold
from bot.selection.attributes import keys_for
from bot.selection.state import Constraint, Op
from bot.shop.ports import Category, Kind

SOURCE = "household"
"""Source of the wishes that follow from a household."""
FAMILY = 4
AT_WEEKENDS = 3
"""People whom a household of one with children at weekends counts for, until their number is told."""


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives there; `people` is the number to choose for."""

    people: int
    sort: str
    """`one`, `weekend`, `family` (with children of an untold number) or `people`."""

    def told(self, language: str) -> str:
        """In words: "één persoon met in het weekend kinderen erbij"."""
        return str(_words()["told"][self.sort][language]).format(self.people)


def household(text: str) -> Household | None:
    """The household that a message tells of, or None."""
    folded = fold(text)
    if people := _number(folded):
        return Household(people, "people" if people > 1 else "one")
    alone, children, weekend = (_says(what, folded) for what in ("alone", "children", "weekend"))
    if children and weekend:
        return Household(AT_WEEKENDS, "weekend")
    if alone:
        return Household(1, "one")
    if _says("couple", folded):
        return Household(2, "people")
    return Household(FAMILY, "family") if children else None


def needs(lives: Household, category: Category) -> tuple[Constraint, ...]:
    """What the household asks of products of `category`, as soft wishes; nothing where no rule of thumb is known."""
    return (*_wishes(lives, category), *_beds(lives, category))


def _wishes(lives: Household, category: Category) -> Iterator[Constraint]:
    numbers = [a.key for a in category.attributes if a.kind is Kind.NUMBER]
    for concept, rules in _words()["needs"].items():
        key = next(iter(keys_for(concept, numbers)), None)
        rule = next((r for r in rules if lives.people <= r["people"]), None)
        if key and rule:
            bounds = ((op, rule[op]) for op in ("ge", "le") if op in rule)
            yield from (Constraint(key, cast(Op, op), float(bound), False, SOURCE, 0) for op, bound in bounds)


def _beds(lives: Household, category: Category) -> Iterator[Constraint]:
    """Of what is made for one or for two: that one."""
    made_for = _words()["beds"].get(lives.people) if lives.sort in ("one", "people") else None
    for attribute in category.attributes:
        if made_for in attribute.values:
            yield Constraint(attribute.key, "in", (made_for,), False, SOURCE, 0)


def _number(folded: str) -> int:
    number = rf"(\d{{1,2}}|{'|'.join(_numbers())})"
    before = re.search(rf"\b(?:{_either('before_number')})\s+{number}\b", folded)
    found = before or re.search(rf"\b{number}[\s-]*(?:{_either('after_number')})\b", folded)
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else _numbers()[found[1]]


def _says(what: str, folded: str) -> bool:
    return re.search(rf"\b(?:{_either(what)})\b", folded) is not None


@cache
def _numbers() -> dict[str, int]:
    pairs = (entry.split("=") for entry in _words()["numbers"].split())
    return {word: int(value) for word, value in pairs}


@cache
def _either(what: str) -> str:
    phrases = (" ".join(p.split()) for p in _words()[what].split("|"))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("household.yml").read_text(encoding="utf-8"))
