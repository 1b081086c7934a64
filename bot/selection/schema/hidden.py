"""Attributes hidden in titles: "27in", "512GB SSD", "black". A title never goes before what a column states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.concepts import concepts
from bot.selection.schema.attributes import made_attribute, quantiles
from bot.selection.schema.lexicon import colour_names, colours, hidden_units, word_set
from bot.selection.schema.numbers import DIGITS, number
from bot.selection.schema.overrides import Overrides
from bot.selection.schema.units import IMPLIED, unit
from bot.shop.ports import Attribute, Kind, Value

COLOUR = "colour"
COVERED = 0.4
"""Share of titles that must tell of something no column is about, before it is an attribute."""
FEWEST = 5
"""Titles that must tell of it."""
AGREE = 0.9
"""Share of the cells of a column with which titles must agree before they fill its empty ones."""

_NEAR_END = 2
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hidden:
    """An attribute that titles tell of, with the value by place; places that say nothing are not in it."""

    attribute: Attribute
    values: Mapping[int, Value]


def hidden_attributes(
    told_of: Mapping[str, Mapping[int, Value]], count: int, known: Container[str], overrides: Overrides
) -> list[Hidden]:
    """Attributes of what `count` titles tell (see `told`), but for the concepts that are `known`."""
    return [
        _made(key, values, count, overrides)
        for key, values in told_of.items()
        if key not in known and len(values) >= max(FEWEST, COVERED * count) and len(set(values.values())) > 1
    ]


def told(titles: Sequence[str], category: str = "") -> dict[str, dict[int, Value]]:
    """What each title tells, by concept and by place. A title that says two things of one concept says neither."""
    found: dict[str, dict[int, Value]] = {}
    screens = _about_screens([category]) or _about_screens(titles)
    for place, title in enumerate(titles):
        for key, value in _told(title, screens=screens).items():
            found.setdefault(key, {})[place] = value
    return found


def agrees(told_of: Mapping[int, Value], stated: Sequence[Value | None]) -> bool:
    """Whether what titles tell is what a column states, where both do."""
    both = [(value, stated[place]) for place, value in told_of.items() if stated[place] is not None]
    same = sum(_same(value, given) for value, given in both)
    return len(both) >= FEWEST and same >= AGREE * len(both)


def without_variant(title: str) -> str:
    """A title in lower case without the colours, the storage and the clothing size that it names."""
    plain = _clothing().sub(" ", _storage().sub(" ", title.casefold()))
    return " ".join(word for word in re.findall(r"[\w.+-]+", plain) if word not in colours())


def _same(told_value: Value, given: Value | None) -> bool:
    if isinstance(told_value, float) and isinstance(given, float):
        return abs(told_value - given) <= 0.02 * abs(given)
    return same_name(str(told_value)) == same_name(str(given))


def same_name(value: str) -> str:
    """The same for two names of one colour, in any spelling or language; any other value in lower case."""
    plain = value.strip().casefold()
    return colours()[plain]["en"] if plain in colours() else plain


def _made(key: str, values: Mapping[int, Value], count: int, overrides: Overrides) -> Hidden:
    concept, given = concepts()[key], overrides.attribute(key)
    numbers = [value for value in values.values() if isinstance(value, float)]
    names = Counter(value for value in values.values() if isinstance(value, str))
    labels = {name: colours()[name] for name in names if name in colours()}
    made = made_attribute(
        concept.labels,
        key,
        Kind.NUMBER if numbers else Kind.CATEGORY,
        concept,
        given,
        coverage=len(values) / count,
        unit=concept.unit if numbers else "",
        values=tuple(name for name, _ in names.most_common()),
        quantiles=quantiles(numbers),
        value_labels=labels,
    )
    return Hidden(made, values)


def _told(title: str, *, screens: bool) -> dict[str, Value]:
    said: dict[str, set[Value]] = {}
    for key, value in _measures(title, screens=screens):
        said.setdefault(key, set()).add(value)
    if colour := _colour(title):
        said[COLOUR] = {colour}
    return {key: values.pop() for key, values in said.items() if len(values) == 1}


def _measures(title: str, *, screens: bool) -> Iterator[tuple[str, Value]]:
    for found in _measured().finditer(title):
        of, value = unit(found[2] or "inch"), number(found[1])
        if of is None or value is None:
            continue
        amount = round(value * of.factor, 4)
        if (key := _concept(of.name, found[4] or "", screens=screens)) and _believable(of.name, amount):
            yield key, amount


def _concept(name: str, word: str, *, screens: bool) -> str:
    """The concept that a number in this unit is of, by the word behind it, else by the unit alone."""
    if name == "GB":
        return "ram" if word.casefold() in word_set("memory_words") else "storage"
    if name == "inch" and not screens:
        return ""
    return hidden_units().get(name, "")


def _believable(name: str, amount: float) -> bool:
    low, high = IMPLIED.get(name, (0, float("inf")))
    return low <= amount <= high


def _colour(title: str) -> str:
    """The colour at the end of a title; empty when it has none or several, or is all there is before a name."""
    last = [word.casefold() for word in _WORD.findall(title)[1:][-_NEAR_END:]]
    named = {colours()[word]["en"]: colour_names()[word] for word in last if word in colours()}
    return next(iter(named.values())) if len(named) == 1 else ""


def _about_screens(titles: Sequence[str]) -> bool:
    """Whether inches are likely those of a screen: a washing machine has them too."""
    told_of = sum(not word_set("screen_words").isdisjoint(_WORD.findall(title.casefold())) for title in titles)
    return told_of >= len(titles) / 2


@cache
def _measured() -> re.Pattern[str]:
    known = "|".join(sorted(map(re.escape, word_set("hidden_spellings")), key=len, reverse=True))
    spelled = rf"(?:[\s-]?({known})|(?<=\d)(in))"
    return re.compile(rf"(?<![\w.,/-])({DIGITS}){spelled}(?![\w²³/])(?:\s+([^\W\d_]+\d?))?", re.IGNORECASE)


@cache
def _storage() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,])\d+\s?(?:gb|tb|mb)\b(?!\s*(?:ram|ddr|geheugen|werkgeheugen|memory))", re.IGNORECASE)


@cache
def _clothing() -> re.Pattern[str]:
    """A size that is said to be one: a mere letter is more often part of a name."""
    sizes = "|".join(sorted(word_set("sizes"), key=len, reverse=True))
    return re.compile(rf"(?:\b(?:maat|size)\s+|[-\u2013,/(]\s*)(?:{sizes}|\d{{2}})\)?\s*$")
