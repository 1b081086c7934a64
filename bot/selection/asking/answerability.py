"""How well people can answer a question about an attribute; what the shop says of it goes first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.language.concepts import concept_of
from bot.shop.ports import Attribute, Category

NEED = "need"
PRICE, BRAND = "price", "brand"


def answerable(category: Category, about: str) -> float:
    """The share of shoppers, 0..1, who can answer a question about an attribute or about the `need`.

    What the shop says of the attribute, else what is known of the concept that its name stands for, else of its kind.
    """
    known = _lexicon()
    attribute = category.attribute(about)
    if attribute is None:
        return float(known["need"]) if about == NEED else 0.0
    if attribute.answerable is not None:
        return attribute.answerable
    of = known["concepts"].get(concept_key(attribute))
    return float(known["kinds"][attribute.kind.value] if of is None else of)


def priority(category: Category, about: str) -> float:
    """What the shop says of the question, 0 for never; else 1, and a little more for what it is for."""
    said = _priorities(category.questions)
    usual: Mapping[str, float] = _lexicon()["priorities"]
    return said.get(about, float(usual.get(about, 1.0)))


def is_told_only(attribute: Attribute) -> bool:
    """Whether it is something to tell of a product and nothing to ask: how it is rated, when it came out."""
    return concept_key(attribute) in _lexicon()["told_only"]


def concept_key(attribute: Attribute) -> str:
    """Key of the concept that the attribute's name stands for; empty when there is none."""
    found = _lexicon()["also"].get(attribute.key)
    concept = concept_of(attribute.key)
    return str(found or (concept.key if concept else ""))


def _priorities(questions: tuple[Any, ...]) -> Mapping[str, float]:
    return {asking.about: asking.priority for asking in questions}


@cache
def _lexicon() -> Any:
    return yaml.safe_load(files(__package__).joinpath("answerability.yml").read_text(encoding="utf-8"))
