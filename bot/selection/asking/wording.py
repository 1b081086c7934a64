"""How a question and its answers are put, in Dutch and English; the texts are in `asking.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.selection import format as formatted
from bot.selection.asking.answerability import NEED, concept_key
from bot.selection.needs import need
from bot.selection.state import Constraint, Option, Question
from bot.shop.ports import Attribute, Category, Kind, Value


def question_text(question: Question, category: Category, language: str) -> str:
    """The question as it is put: the shop's own words, else those for its concept, else for its kind."""
    said = next((asking.texts for asking in category.questions if asking.about == question.about), {})
    if language in said:
        return said[language]
    attribute = category.attribute(question.about)
    if attribute is None:
        return str(_texts()[NEED][language]) if question.about == NEED else question.about
    known = _texts()["features" if attribute.kind is Kind.YES_NO else "concepts"].get(concept_key(attribute))
    if known:
        return str(known[language])
    return str(_texts()["kinds"][attribute.kind.value][language]).format(_label(attribute, language))


def option_text(option: Option, category: Category, language: str) -> str:
    """One answer as it is put, and as it may be typed: "tot € 500", "15,6 inch of groter", "ja, graag"."""
    if option.need:
        told = need(category, option.need)
        return told.labels.get(language, option.need) if told else option.need
    first = option.constraints[0] if option.constraints else None
    attribute = category.attribute(first.attribute) if first else None
    if first is None or attribute is None:
        return str(_texts()["answers"]["other"][language])
    if first.op in ("ge", "le"):
        return _bucket(option.constraints, attribute, language)
    if isinstance(first.value, bool):
        return str(_texts()["answers"]["yes" if first.value else "no"][language])
    return _named(first, attribute, language)


def _bucket(bounds: Sequence[Constraint], attribute: Attribute, language: str) -> str:
    ends = {c.op: _amount(attribute, c.value, language) for c in bounds if isinstance(c.value, int | float)}
    words = _texts()["answers"]
    if len(ends) == 2:
        low, high = ends["ge"], ends["le"]
        return low if low == high else str(words["between"][language]).format(_without_unit(low, high), high)
    op, said = next(iter(ends.items()))
    end = "from" if op == "ge" else "upto"
    own = _texts()["ends"].get(concept_key(attribute), {}).get(end)
    if attribute.unit == "EUR":
        own = words[f"price_{end}"]
    return str((own or words[end])[language]).format(said)


def _named(wish: Constraint, attribute: Attribute, language: str) -> str:
    values = wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
    said = [formatted.value(attribute, value, language) for value in values]
    if wish.op != "notin":
        return " / ".join(said)
    if len(said) == 1:
        return str(_texts()["answers"]["not"][language]).format(said[0])
    other: Mapping[str, str] = _texts()["other"].get(concept_key(attribute), _texts()["answers"]["other"])
    return str(other[language])


def _amount(attribute: Attribute, stated: Value, language: str) -> str:
    if attribute.unit == "EUR" and isinstance(stated, int | float):
        return formatted.spoken_price(stated, language)
    return formatted.value(attribute, stated, language)


def _without_unit(low: str, high: str) -> str:
    """The lower end without the unit that the upper end repeats: "6 tot 10 uur"."""
    number, space, unit = low.rpartition(" ")
    return number if space and number and not unit[:1].isdigit() and high.endswith(f" {unit}") else low


def _label(attribute: Attribute, language: str) -> str:
    return (attribute.labels.get(language) or attribute.key.replace("_", " ")).partition(" (")[0].lower()


@cache
def _texts() -> Any:
    return yaml.safe_load(files(__package__).joinpath("asking.yml").read_text(encoding="utf-8"))
