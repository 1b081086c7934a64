"""Prices and measures in a message, with what they limit: "max 5 honderd", "minstens 144 hz"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from bot.language.concepts import Concept
from bot.language.entities import Entity
from bot.language.lexicon import word_set
from bot.language.operators import Side, comparatives, concepts_named, listed, patterns, sides
from bot.language.quantities import Quantity, quantities
from bot.language.ranges import groups, is_resolution, is_year
from bot.language.units import convert
from bot.language.wishes import names
from bot.language.words import fold

_LEAST_PLACE = 1000
"""From here a bare number behind "near" is a postcode."""
_NO_SCREEN = 2
"""Thousands that are money when nothing else is said: few speak of a screen as "2k"."""
_OFFERED = (300, 5000)
"""Euro between which a bare number behind "van" is a price."""


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
    said = list(groups(folded, quantities(folded)))
    for group, following in zip_longest(said, said[1:]):
        amount = _amount(folded, group, used, following[0].start if following else None)
        found.extend(_entities(amount, folded))
        used = amount.used
    return found


def _amount(folded: str, group: tuple[Quantity, ...], after: int, following: int | None) -> _Amount:
    """What stands left and right of the quantities, from the end of the entity before them.

    `following` is where the next quantity starts, whose words are its own: "144hz max 300 euro".
    """
    first, last = group[0], group[-1]
    start, side, concept = _left(folded, after, first, opened=first is not last)
    end, right_side, right_concept, used = _right(folded, last, following)
    named = _fitting(concept, last) or _fitting(right_concept, last)
    if right_concept and named is not right_concept:
        end, right_side = _suffix(folded, last.end, following)
        used = end
    side = side or right_side or ("low" if last.plus else None)
    if side is None and _is_bound(folded, after, first, end, named):
        side = "high"
        named = named or (None if first.unit else concepts_named()["price"])
    return _Amount(first, last, start, end, side, named, used)


def _is_bound(folded: str, after: int, first: Quantity, end: int, named: Concept | None) -> bool:
    """Whether it is the most there may be: "mag best 600 kosten", "mag 1500 zijn", "past in een nis van 60 cm"."""
    before = folded[after : first.start]
    if first.unit == "cm":
        return bool(patterns()["gap_before"].search(before) or patterns()["gap_behind"].match(folded, end))
    if not patterns()["permitted"].search(before):
        return False
    priced = named is not None and named.key == "price"
    return priced or (named is None and _is_round(first) and bool(patterns()["permitted_behind"].match(folded, end)))


def _left(folded: str, after: int, first: Quantity, *, opened: bool) -> tuple[int, Side | None, Concept | None]:
    """Start, side and concept by the words before a quantity."""
    before = folded[after : first.start]
    start, side, concept = len(before), None, None
    if opened and (found := patterns()["open"].search(before)):
        start = found.start(1)
    elif (said := patterns()["before"].search(before)) and _may_be_of(first, " ".join(said[1].split())):
        start, side = said.start(1), _side_before(said[1], before[said.end(1) :])
        if side == "low" and (denied := patterns()["denied"].search(before[:start])):
            start, side = denied.start(), "high"
    elif compared := patterns()["compared"].search(before):
        start, (side, concept) = compared.start(), _comparison(compared)
    named = None if concept else patterns()["named_left"].search(before[:start])
    # "een lange accu onder de 150": what was said of the accu ends with it.
    if named and not patterns()["judged"].search(before[: named.start()]):
        concept = concepts_named()[named[1]]
    return after + start, side, concept


def _may_be_of(quantity: Quantity, operator: str) -> bool:
    """Whether an operator can be that of a quantity: "in de buurt van 3845" is a place."""
    if operator in listed("of_money"):
        return quantity.unit is None
    return quantity.money or operator not in listed("of_place") or quantity.value < _LEAST_PLACE


def _side_before(said: str, between: str) -> Side:
    """What an operator limits; "budget van ongeveer" is weaker than "budget van"."""
    weak = patterns()["weak"].match(said) and patterns()["roughly"].search(between)
    return "about" if weak else sides("before")[" ".join(said.split())]


def _comparison(found: re.Match[str]) -> tuple[Side, Concept]:
    """What "niet zwaarder dan" limits, and of what."""
    language = "en" if found["than"] == "than" else "nl"
    direction, concept = {**comparatives(), **comparatives(language)}[found["word"]]
    upper = (direction == "lower") != bool(found["not"])
    return ("high" if upper else "low"), concept


def _right(folded: str, last: Quantity, following: int | None) -> tuple[int, Side | None, Concept | None, int]:
    """End, side, concept and all that was used of the words behind a quantity: "16 gb of meer geheugen"."""
    end, side = _suffix(folded, last.end, following)
    named = patterns()["named_right"].match(folded, end)
    if not named:
        return end, side, None, end
    if named[1] not in names():  # a name is left to be recognised by itself: "27 inch scherm" asks for a screen
        end = named.end(1)
    used, later = _suffix(folded, named.end(1), following)
    return end, side or later, concepts_named()[named[1]], used


def _suffix(folded: str, at: int, following: int | None) -> tuple[int, Side | None]:
    said = patterns()["after"].match(folded, at)
    if said is None or (following and said[1] in sides("before") and not folded[said.end(1) : following].strip()):
        return at, None
    return said.end(1), sides("after")[" ".join(said[1].split())]


def _fitting(concept: Concept | None, quantity: Quantity) -> Concept | None:
    """The concept, when it is counted or measured in what the quantity is said in."""
    if concept is None or concept.key == "price":
        return concept if quantity.unit is None else None
    if quantity.money:
        return None
    if quantity.unit is None:
        if is_resolution(quantity):
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
    elif not _is_difference(amount, folded) and _is_price(amount, folded):
        yield from _prices(amount)


def _is_difference(amount: _Amount, folded: str) -> bool:
    """Whether an amount of money tells how much dearer, or is taken off: "80 euro duurder", "10 euro korting"."""
    behind = patterns()["difference_behind"].match(folded[amount.end :])
    return bool(behind or patterns()["difference_before"].search(folded[: amount.start]))


def _is_price(amount: _Amount, folded: str) -> bool:
    """Whether an amount without a unit speaks of money."""
    quantity = amount.last
    if quantity.money or amount.concept is not None:
        return True
    alone = re.match(r"\s*(?:$|[.,;!?)])", folded[amount.end :]) is not None
    answer = alone and amount.start == 0 and quantity.coefficient == _NO_SCREEN
    if is_resolution(quantity) and amount.side != "high" and not (amount.is_range or answer):
        return False
    if is_year(quantity) and not amount.is_range:
        return False
    if amount.side is None and not amount.is_range:
        return alone and (quantity.round_word or _is_offered(quantity, folded))
    return quantity.value >= 20 or alone


def _is_offered(quantity: Quantity, folded: str) -> bool:
    """Whether a bare round number is what something costs: "een fiets van 1500", too much for a size."""
    return _is_round(quantity) and patterns()["offered"].search(folded[: quantity.start]) is not None


def _is_round(quantity: Quantity) -> bool:
    """Whether a bare number is round and large enough to speak of money."""
    low, high = _OFFERED
    return quantity.unit is None and quantity.value % 50 == 0 and low <= quantity.value <= high


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
