"""Reading an answer: what a message says to the question that is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from bot.language.entities import Entity
from bot.language.pieces import phrase, pieces
from bot.language.quantities import Quantity, quantities
from bot.language.requests import answered_amount
from bot.language.units import convert
from bot.language.words import fold
from bot.selection.answering.words import agreed, any_price, flat, needs_said, numbered, waves, without_filler
from bot.selection.state import Constraint, Op, Question
from bot.shop.ports import Attribute, Better, Category, Kind

ANSWER = "answer"
NEED = "need"
PRICE = "price"
BEYOND = 1.5
"""How far past the least and the most that is sold a number may still be an answer."""
SHORT = 7
"""Words in the longest message in which a bare number is an answer."""
PART = 3
"""Letters in the shortest part of an option that stands for it: "studie" for "School of studie"."""

How = Literal["option", "other", "waved"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: one of the options, something else that is about the same, or that it does not matter."""

    how: How
    option: int = -1
    """Place among the options, from 0."""
    wishes: tuple[Constraint, ...] = ()
    """What is wished instead of an option; soft, as any answer."""
    needs: tuple[str, ...] = ()
    """Keys of the needs that were told in words of the shopper's own."""


WAVED = Answer("waved")


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question as the shopper sees it."""

    question: Question
    titles: tuple[str, ...]
    """Of its options, in their order."""
    category: Category
    language: str

    @property
    def attribute(self) -> Attribute | None:
        """What it is about; None when that is the need."""
        return self.category.attribute(self.question.about)


def read_answer(text: str, entities: Sequence[Entity], asked: Asked) -> Answer | None:
    """The answer in a message; None when it says something else, or more than an answer.

    In order: an option by its title or number, "maakt niet uit", yes or no, what it is for, a value, a number.
    An amount with a bound ("max 700") is no answer but a must, which whoever reads wishes takes.
    """
    option = _titled(text, asked.titles)
    option = _numbered(text, len(asked.titles)) if option is None else option
    if option is not None:
        return Answer("option", option)
    if waves(text) or (asked.question.about == PRICE and any_price(text)):
        return WAVED
    attribute = asked.attribute
    if attribute is None:
        return _need(text, asked)
    return _read(attribute, text, entities, asked) or _counted(text, asked)


def _titled(text: str, titles: Sequence[str]) -> int | None:
    """The option whose title, or a part of it that no other has, is the message."""
    named = [_bare(t) for t in titles]
    said = [_bare(text), without_filler(_bare(text))]
    for one in said:
        if one and one in named:
            return named.index(one)
    holders = [n for n, title in enumerate(titles) if said[1] in _parts(title)]
    return holders[0] if len(holders) == 1 else None


def _numbered(text: str, options: int) -> int | None:
    number = numbered(text)
    return number - 1 if 1 <= number <= options else None


def _counted(text: str, asked: Asked) -> Answer | None:
    """A bare small number that is no amount: the option of that number."""
    said = flat(text).strip(" .!")
    number = int(said) if said.isdigit() and len(said) == 1 else 0
    return Answer("option", number - 1) if 1 <= number <= len(asked.titles) else None


def _need(text: str, asked: Asked) -> Answer | None:
    said = needs_said(text, asked.category)
    if said:
        return Answer("other", needs=said)
    return WAVED if agreed(text) is False else _counted(text, asked)


def _read(attribute: Attribute, text: str, entities: Sequence[Entity], asked: Asked) -> Answer | None:
    if any(_is_other(e, attribute, asked.category) for e in entities):
        return None
    reading = {Kind.YES_NO: _yes_or_no, Kind.CATEGORY: _values, Kind.NUMBER: _amount}.get(attribute.kind)
    return reading(attribute, text, entities, asked) if reading else None


def _yes_or_no(attribute: Attribute, text: str, entities: Sequence[Entity], asked: Asked) -> Answer | None:
    said = agreed(text)
    if said is None:
        named = [e for e in entities if e.kind == "attribute" and _about(e, attribute, asked.category)]
        said = not named[0].negated if named and len(pieces(text)) <= SHORT and "?" not in text else None
    if said is None:
        return None
    for number, option in enumerate(asked.question.options):
        if any(c.value is said for c in option.constraints):
            return Answer("option", number)
    return Answer("other", wishes=(_soft(attribute.key, "eq", said),)) if said else WAVED


def _values(attribute: Attribute, text: str, entities: Sequence[Entity], asked: Asked) -> Answer | None:
    if agreed(text) is False:
        return WAVED
    if "?" in text:
        return None
    named = [e for e in entities if _about(e, attribute, asked.category)]
    if not named or any(e.negated for e in named):
        return None
    values = tuple(dict.fromkeys(_value(e) for e in named if _value(e)))
    for number, option in enumerate(asked.question.options):
        if len(values) == 1 and any(c.value in (values, values[0]) for c in option.constraints):
            return Answer("option", number)
    return Answer("other", wishes=(_soft(attribute.key, "in", values),)) if values else None


def _amount(attribute: Attribute, text: str, entities: Sequence[Entity], asked: Asked) -> Answer | None:  # noqa: ARG001  # as its siblings
    if agreed(text) is False:
        return WAVED
    # With a bound it is a must, and not for an answer to soften.
    if any(e.kind in ("price_min", "price_max") or _bounded(e) for e in entities) or len(pieces(text)) > SHORT:
        return None
    if attribute.key == "price":
        return _budget(attribute, text, entities)
    numbers = [n for q in quantities(fold(text)) if (n := _in_unit(q, attribute)) is not None]
    fitting = [n for n in numbers if _is_of(attribute, n)]
    if len(fitting) != 1:
        return None
    op: Op = {Better.HIGHER: "ge", Better.LOWER: "le"}.get(attribute.better, "about")  # type: ignore[assignment]
    return Answer("other", wishes=(_soft(attribute.key, op, fitting[0]),))


def _budget(attribute: Attribute, text: str, entities: Sequence[Entity]) -> Answer | None:
    """What it may cost at most ("700") or both ends ("500 à 600"); "rond de 700" is left to who reads wishes."""
    ends = [(e.kind, float(cast(float, e.value))) for e in answered_amount(text, entities)]
    if not ends or not all(_is_of(attribute, number) for _, number in ends):
        return None
    ops: Mapping[str, Op] = {"price_max": "le", "price_min": "ge"}
    return Answer("other", wishes=tuple(_soft(attribute.key, ops[kind], number) for kind, number in ends))


def _in_unit(said: Quantity, attribute: Attribute) -> float | None:
    """The number in the unit of the attribute; None when it is one of something else."""
    if said.money or said.article:
        return None
    return said.value if said.unit is None else convert(said.value, said.unit, attribute.unit)


def _is_of(attribute: Attribute, number: float) -> bool:
    known = attribute.quantiles
    return bool(known) and known[0] / BEYOND <= number <= known[-1] * BEYOND


def _bounded(entity: Entity) -> bool:
    if entity.kind != "measure":
        return False
    said = cast(Mapping[str, Any], entity.value)
    return said.get("low") is not None or said.get("high") is not None


def _is_other(entity: Entity, attribute: Attribute, category: Category) -> bool:
    """Whether the message says something of another attribute, product or kind of product."""
    if entity.kind in ("value", "brand", "attribute"):
        return not _about(entity, attribute, category)
    if entity.kind == "measure":
        return False
    if entity.kind == "category":
        return entity.value != category.key
    return entity.kind in ("wish", "product_ref")


def _about(entity: Entity, attribute: Attribute, category: Category) -> bool:
    if entity.kind == "brand":
        return attribute.key == "brand"
    if entity.kind not in ("value", "attribute"):
        return False
    pairs = cast(Mapping[str, Any], entity.value)["attributes"]
    return any((owner, key) == (category.key, attribute.key) for owner, key in pairs)


def _value(entity: Entity) -> str:
    if entity.kind == "brand":
        return str(entity.value)
    return str(cast(Mapping[str, Any], entity.value).get("value", ""))


def _soft(key: str, op: Op, value: float | bool | tuple[str, ...]) -> Constraint:
    return Constraint(key, op, value, False, ANSWER, 0)


def _parts(title: str) -> Iterator[str]:
    """What may stand for a title: its halves round "of", "en", a comma or a slash.

    Not of a range: "hoger" asks for more than what is on show, whatever "159 cm of hoger" is among the answers.
    """
    if any(c.isdigit() for c in title):
        return
    parted = re.split(r"\s+(?:of|en|or|and|&)\s+|[,/]", flat(title))
    yield from (bare for part in parted if len(bare := phrase(part)) >= PART and not bare[0].isdigit())


def _bare(text: str) -> str:
    return flat(text).strip(" .!?,;:\"'")
