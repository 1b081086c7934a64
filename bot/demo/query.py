"""What a shopper asks of a list, as the parameters of its address: filters, order and page.

A filter is written `colour.is=zwart` (repeated: any of these), `weight.min=1.2` or `price.max=700`, in the attribute's
own unit; beside these there are `stock=yes`, `sort` and `page`. An attribute always has its dot, so that none of a
feed's columns can take the place of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.shop.ports import Attribute, Category, Kind, Value

Parameters = list[tuple[str, str]]
OPTIONS = frozenset({"sort", "page", "lang"})
_NUMBER = re.compile(r"(-?\d{1,9})(?:[.,](\d{1,6}))?", re.ASCII)
_THOUSANDS = 3
"""So many digits behind a mark may be thousands or decimals: "1.299" is never guessed."""
_YES_NO = {"yes": True, "no": False}
_ELSEWHERE = re.compile(r"utm_\w+|\w*clid|mc_\w+")
"""Parameters that advertisements put behind an address; they ask nothing of the list."""


class Sort(StrEnum):
    """The orders of a list."""

    RATING = "rating"
    PRICE_UP = "price_up"
    PRICE_DOWN = "price_down"


class Op(StrEnum):
    """What a filter does with its values."""

    IS = "is"
    MIN = "min"
    MAX = "max"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on the products of a list."""

    attribute: str
    """Its key; empty for what is about stock."""
    op: Op
    values: tuple[Value, ...]
    """Of `is` any of these, of a bound the one number, of `stock` True."""

    def parameters(self) -> Parameters:
        """As it stands in the address."""
        name = f"{self.attribute}.{self.op}" if self.attribute else str(self.op)
        return [(name, written(value)) for value in self.values]


IN_STOCK = Filter("", Op.STOCK, (True,))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a list."""

    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RATING
    page: int = 1
    misunderstood: tuple[str, ...] = field(default=())
    """Parameters that mean nothing here, as they were given; they do not count."""

    def without(self, dropped: Filter) -> Question:
        """The question without one of its filters, at its first page."""
        return replace(self, filters=tuple(f for f in self.filters if f != dropped), page=1)

    def chosen(self, attribute: str, op: Op) -> tuple[Value, ...]:
        """What is asked of an attribute in this way; empty when nothing is."""
        return next((f.values for f in self.filters if (f.attribute, f.op) == (attribute, op)), ())

    def parameters(self) -> Parameters:
        """The address of the question, without what could not be understood."""
        said = [pair for one in self.filters for pair in one.parameters()]
        order = [("sort", str(self.sort))] if self.sort is not Sort.RATING else []
        return said + order + ([("page", str(self.page))] if self.page > 1 else [])


def read(parameters: Iterable[tuple[str, str]], category: Category) -> Question:
    """The question in the parameters of an address; whatever they are, there is one."""
    question = Question()
    for name, given in parameters:
        if given.strip() and name != "lang" and not _ELSEWHERE.fullmatch(name):
            understood = _with(question, name, given.strip(), category)
            question = understood or replace(question, misunderstood=(*question.misunderstood, f"{name}={given}"))
    return question


def written(value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:.12g}"


def number(given: str) -> float | None:
    """The number in `given`, with a decimal comma or point; None when there is none, or two ("1.299")."""
    found = _NUMBER.fullmatch(given.strip())
    if not found or len(found[2] or "") == _THOUSANDS:
        return None
    return float(f"{found[1]}.{found[2] or 0}")


def _with(question: Question, name: str, given: str, category: Category) -> Question | None:
    """The question with one parameter more, or None when the parameter means nothing."""
    if name in OPTIONS:
        return _ordered(question, name, given)
    if name == Op.STOCK:
        return _filtered(question, IN_STOCK) if given == "yes" else None
    key, _, op = name.rpartition(".")
    attribute = category.attribute(key)
    if attribute is None or attribute.kind is Kind.TEXT or op not in (Op.IS, Op.MIN, Op.MAX):
        return None
    value = _value(attribute, given) if op == Op.IS else _bound(attribute, given)
    return None if value is None else _filtered(question, Filter(key, Op(op), (value,)))


def _ordered(question: Question, name: str, given: str) -> Question | None:
    if name == "sort":
        return replace(question, sort=Sort(given)) if given in list(Sort) else None
    counted = re.fullmatch(r"[1-9][0-9]{0,5}", given)
    return replace(question, page=int(given)) if counted else None


def _filtered(question: Question, new: Filter) -> Question | None:
    """The question with a filter more; values of one attribute add up, a second bound contradicts the first."""
    old = question.chosen(new.attribute, new.op)
    if not old:
        return replace(question, filters=(*question.filters, new))
    if new.op in (Op.MIN, Op.MAX):
        return question if old == new.values else None
    merged = replace(new, values=tuple(dict.fromkeys((*old, *new.values))))
    same = (new.attribute, new.op)
    filters = tuple(merged if (f.attribute, f.op) == same else f for f in question.filters)
    return replace(question, filters=filters)


def _value(attribute: Attribute, given: str) -> Value | None:
    if attribute.kind is Kind.YES_NO:
        return _YES_NO.get(given)
    return number(given) if attribute.kind is Kind.NUMBER else given


def _bound(attribute: Attribute, given: str) -> float | None:
    return number(given) if attribute.kind is Kind.NUMBER else None
