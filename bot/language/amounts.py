"""Prices and measures in a message, with what they limit: "max 5 honderd", "minstens 144 hz"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, zip_longest
from typing import Literal

from bot.language.concepts import Concept, concepts
from bot.language.entities import Entity
from bot.language.lexicon import read, word_set
from bot.language.quantities import Quantity, quantities
from bot.language.units import convert
from bot.language.wishes import names, quantity_words
from bot.language.words import fold

Side = Literal["high", "low", "about"]


@dataclass(frozen=True, slots=True)
class _Amount:
    """One or two quantities with what is said around them."""

    first: Quantity
    last: Quantity
    start: int
    end: int
    side: Side | None
    concept: Concept | None
    used: int
    """Where the words end that say something of this amount; a name before that is not the next one's."""

    @property
    def is_range(self) -> bool:
        return self.first is not self.last


def amounts(text: str) -> list[Entity]:
    """Prices (euro) and measures (canonical units) in a cleaned `text`, in order and without overlap.

    A measure of a named attribute also carries its `concept`: "maximaal 60 cm breed" is a width. A terabyte
    is 1000 GB. A bare number with an operator is a price unless an attribute is named beside it.
    """
    folded = fold(text)
    found: list[Entity] = []
    used = 0
    groups = list(_groups(folded, quantities(folded)))
    for group, following in zip_longest(groups, groups[1:]):
        amount = _amount(folded, group, used, following[0].start if following else None)
        found.extend(_entities(amount, folded))
        used = amount.used
    return found


def _groups(folded: str, found: list[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Quantities one by one, or two by two where they make a range."""
    at = 0
    while at < len(found):
        pair = tuple(found[at : at + 2])
        size = 2 if len(pair) == 2 and _is_range(folded, pair[0], pair[1]) else 1
        yield _distributed(*pair) if size == 2 else pair[:1]
        at += size


def _is_range(folded: str, first: Quantity, last: Quantity) -> bool:
    joined = _patterns()["join"].fullmatch(folded[first.end : last.start])
    if not joined or (first.unit and last.unit and first.unit != last.unit):
        return False
    if (first.unit and last.money) or (first.money and last.unit):
        return False
    opened = _patterns()["open"].search(folded[: first.start])
    kind = any(q.money or q.unit for q in (first, last))
    return bool(opened) or (kind and joined[1] not in ("en", "and"))


def _distributed(first: Quantity, last: Quantity) -> tuple[Quantity, Quantity]:
    """Unit, currency and multiplier of one end hold for the other: "2 à 3 honderd euro"."""
    if last.round_word and not first.round_word and first.value < last.coefficient:
        first = replace(first, value=first.value * last.value / last.coefficient)
    money = first.money or last.money
    unit = last.unit or first.unit
    return replace(first, money=money, unit=unit), replace(last, money=money, unit=unit)


def _amount(folded: str, group: tuple[Quantity, ...], after: int, following: int | None) -> _Amount:
    """What stands left and right of the quantities, from the end of the entity before them.

    `following` is where the next quantity starts, whose words are its own: "144hz max 300 euro".
    """
    first, last = group[0], group[-1]
    start, side, concept = _left(folded, after, first.start, opened=first is not last)
    end, right_side, right_concept, used = _right(folded, last, following)
    named = _fitting(concept, last) or _fitting(right_concept, last)
    if right_concept and named is not right_concept:
        end, right_side = _suffix(folded, last.end, following)
        used = end
    side = side or right_side or ("low" if last.plus else None)
    if side is None and _is_permitted(folded[after : first.start], named):
        side = "high"
    return _Amount(first, last, start, end, side, named, used)


def _is_permitted(before: str, named: Concept | None) -> bool:
    """Whether it is what something may cost: "mag best 600 kosten"."""
    return named is not None and named.key == "price" and bool(_patterns()["permitted"].search(before))


def _left(folded: str, after: int, at: int, *, opened: bool) -> tuple[int, Side | None, Concept | None]:
    """Start, side and concept by the words before a quantity at `at`."""
    before = folded[after:at]
    start, side, concept = len(before), None, None
    if opened and (found := _patterns()["open"].search(before)):
        start = found.start(1)
    elif said := _patterns()["before"].search(before):
        start, side = said.start(1), _sides("before")[said[1]]
    elif compared := _patterns()["compared"].search(before):
        start, (side, concept) = compared.start(), _comparison(compared)
    named = None if concept else _patterns()["named_left"].search(before[:start])
    # "een lange accu onder de 150": what was said of the accu ends with it.
    if named and not _patterns()["judged"].search(before[: named.start()]):
        concept = _named()[named[1]]
    return after + start, side, concept


def _comparison(found: re.Match[str]) -> tuple[Side, Concept]:
    """What "niet zwaarder dan" limits, and of what."""
    language = "en" if found["than"] == "than" else "nl"
    direction, concept = {**_comparatives(), **_comparatives(language)}[found["word"]]
    upper = (direction == "lower") != bool(found["not"])
    return ("high" if upper else "low"), concept


def _right(folded: str, last: Quantity, following: int | None) -> tuple[int, Side | None, Concept | None, int]:
    """End, side, concept and all that was used of the words behind a quantity: "16 gb of meer geheugen"."""
    end, side = _suffix(folded, last.end, following)
    named = _patterns()["named_right"].match(folded, end)
    if not named:
        return end, side, None, end
    if named[1] not in names():  # a name is left to be recognised by itself: "27 inch scherm" asks for a screen
        end = named.end(1)
    used, later = _suffix(folded, named.end(1), following)
    return end, side or later, _named()[named[1]], used


def _suffix(folded: str, at: int, following: int | None) -> tuple[int, Side | None]:
    said = _patterns()["after"].match(folded, at)
    if said is None or (following and said[1] in _sides("before") and not folded[said.end(1) : following].strip()):
        return at, None
    return said.end(1), _sides("after")[said[1]]


def _fitting(concept: Concept | None, quantity: Quantity) -> Concept | None:
    """The concept, when it is counted or measured in what the quantity is said in."""
    if concept is None or concept.key == "price":
        return concept if quantity.unit is None else None
    if quantity.money:
        return None
    if quantity.unit is None:
        if _is_resolution(quantity):
            return None
        known = concept.unit or len(concept.means) > 1 or concept.key in word_set("amounts", "counted")
        return concept if known else None
    return concept if convert(1.0, quantity.unit, concept.unit) is not None else None


def _entities(amount: _Amount, folded: str) -> Iterator[Entity]:
    if amount.concept is not None and amount.concept.key != "price":
        yield _measure(amount, amount.concept.unit, amount.concept)
    elif amount.last.unit is not None:
        # "een kilo" need not be an amount, "een terabyte" is one.
        if amount.side or amount.is_range or amount.last.unit == "GB" or not amount.first.article:
            yield _measure(amount, amount.last.unit, None)
    elif _is_price(amount, folded):
        yield from _prices(amount)


def _is_price(amount: _Amount, folded: str) -> bool:
    """Whether an amount without a unit speaks of money."""
    quantity = amount.last
    if quantity.money or amount.concept is not None:
        return True
    if _is_resolution(quantity) and amount.side != "high" and not amount.is_range:
        return False
    alone = re.match(r"\s*(?:$|[.,;!?)])", folded[amount.end :]) is not None
    if amount.side is None and not amount.is_range:
        return quantity.round_word and alone
    return quantity.value >= 20 or alone


def _is_resolution(quantity: Quantity) -> bool:
    """Whether "4k" may be that of a screen."""
    return quantity.thousands and quantity.coefficient in (2, 4, 5, 8)


def _prices(amount: _Amount) -> Iterator[Entity]:
    if amount.is_range:
        low, high = sorted((amount.first.value, amount.last.value))
        yield Entity("price_min", low, amount.start, amount.first.end)
        yield Entity("price_max", high, amount.first.end + 1, amount.end)
    else:
        kind = {"high": "price_max", "low": "price_min"}.get(amount.side or "about", "price_around")
        yield Entity(kind, amount.last.value, amount.start, amount.end)


def _measure(amount: _Amount, unit: str, concept: Concept | None) -> Entity:
    ends = sorted(_in_unit(q, unit) for q in (amount.first, amount.last))
    side = amount.side or "about"
    value: dict[str, float | str | None] = {"low": None, "high": None, "about": None, "unit": unit}
    value |= {"low": ends[0], "high": ends[1]} if amount.is_range else {side: ends[0]}
    if concept is not None:
        value["concept"] = concept.key
    return Entity("measure", value, amount.start, amount.end)


def _in_unit(quantity: Quantity, unit: str) -> float:
    converted = convert(quantity.value, quantity.unit or unit, unit)
    return round(quantity.value if converted is None else converted, 6)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data, filler = read("amounts"), _either(read("amounts")["filler"].split())
    name, counted = _either(_named()), _either(sorted(filter(str.isalpha, word_set("amounts", "not_amount"))))
    return {
        "open": re.compile(rf"(?<![a-z0-9])({_either(data['range_open'].split())})\s+(?:(?:{filler})\s+)*$"),
        "join": re.compile(rf"\s*(?:,\s*)?({_either(data['range_join'].split())}|tot en met)\s*(?:(?:{filler})\s+)*"),
        "before": re.compile(rf"(?<![a-z0-9<>])({_either(_sides('before'))})\s*(?:(?<=\s)(?:{filler})\s+)*$"),
        "after": re.compile(rf"\s*({_either(_sides('after'))})(?![a-z0-9]|\s+(?:dan|als|than)\b)"),
        "permitted": re.compile(rf"\b(?:{_either(data['permitted'].split())})\s+(?:[a-z]+\s+){{0,2}}$"),
        "compared": re.compile(
            rf"(?<![a-z])(?P<not>(?:niet|geen|not|no)\s+)?(?P<word>{_either(_comparatives())})(?:\s+(?:is|zijn|are))?\s+(?P<than>dan|als|than)"
            rf"\s+(?:(?:{filler})\s+)*$"
        ),
        "named_left": re.compile(rf"(?<![a-z0-9-])({name})(?:\s+(?:van|is|of|op|moet|with|at|met))?\s*[:=]?\s*$"),
        "judged": re.compile(rf"(?<![a-z])({_either(sorted(quantity_words()))})\s+$"),
        "named_right": re.compile(rf"[\s-]*(?:(?:of|aan|in|in de|qua)\s+)?({name})(?![a-z0-9]|\s+(?:{counted})\b)"),
    }


def _either(phrases: Mapping[str, object] | list[str]) -> str:
    """An alternation of phrases, the longest first; a space in a phrase is any white space."""
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


@cache
def _sides(where: str) -> Mapping[str, Side]:
    """Phrase to side, of the phrases `before` or `after` an amount."""
    return {
        phrase: side
        for side, line in read("amounts")[where].items()
        for phrase in _phrases(line, spaced=where == "after")
    }


def _phrases(line: str, *, spaced: bool) -> list[str]:
    phrases = [p.strip() for p in line.split("|") if p.strip()]
    return list(chain.from_iterable(p.split() for p in phrases[:1])) + phrases[1:] if spaced else phrases


@cache
def _named() -> Mapping[str, Concept]:
    """Words that name what an amount is of: names of concepts, and the adjectives of lengths and weight.

    Nobody says "800 licht": that is an amount with a wish behind it.
    """
    found = {name: c for c in concepts().values() for name in c.names if not name.isdigit()}
    for concept in concepts().values():
        if concept.unit in ("cm", "kg", "mm"):
            lower = () if concept.unit == "kg" else concept.lower_words.values()
            for forms in chain(concept.higher_words.values(), lower):
                found |= {form: concept for form, degree in forms.items() if degree == "positive"}
    return found


@cache
def _comparatives(*languages: str) -> Mapping[str, tuple[str, Concept]]:
    """Comparative to its direction and concept, of these languages or of both."""
    return {
        form: (direction, concept)
        for concept in concepts().values()
        for direction, side in (("lower", concept.lower_words), ("higher", concept.higher_words))
        for language, forms in side.items()
        for form, degree in forms.items()
        if degree == "comparative" and language in (languages or ("nl", "en"))
    }
