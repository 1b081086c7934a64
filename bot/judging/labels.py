"""What was recognised, in the keys of evaluation files: texts as typed, prices in euro."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.language.pieces import phrase
from bot.language.things import is_thing

Recognised = Mapping[str, Any]
"""One entity as the pipeline gives it: `entity`, `value`, `text`, `start`, `end` and the like."""

PRICES = ("price_max", "price_min", "price_around")
NAMES = ("category", "thing")
"""Kinds that name a product."""
NAMED = {"thing": "category", "maker": "brand", "pointed": "product_ref"}
"""What this shop does not sell is a category or a brand all the same."""
SIZES = frozenset({"inch", "cm", "mm", "m", "l"})
"""Units in which a size is said when nothing else is named."""
LENGTHS = frozenset({"width", "height", "depth", "length", "size", "screen_size", "frame_size", "wheel_size"})
"""Attributes that whoever labels lines calls a size, with the word that names them: "180 breed"."""
_EXTENT = re.compile(r"\d.*")
"""A size without the words that limit it: "60 cm" in "niet breder dan 60 cm"."""
_EITHER = re.compile(r"\s+(?:of|or)\s+(?=\d)")
"""Between sizes that will both do."""
UNNAMED = "measure"
OWN = frozenset({"size", "colour", "quantity", "use"})
"""Keys of evaluation files that hold what was named, which a wish for more of it does not."""
NUMBERS = (*PRICES, "quantity")
_UNTOLD = "language"


def labelled(entities: Iterable[Recognised]) -> dict[str, list[str | float]]:
    """The entities by key, in the order in which they stand; a compound ("gaminglaptop") is one category."""
    found: dict[str, list[str | float]] = {}
    for entity in _whole(_measured(list(entities))):
        for key, value in _labels(entity):
            found.setdefault(key, []).append(value)
    return found


def plain(labels: Mapping[str, list[str | float]]) -> dict[str, Any]:
    """The same with what occurs once by itself, as the files have it."""
    return {key: values[0] if len(values) == 1 else values for key, values in labels.items()}


def _whole(entities: Sequence[Recognised]) -> Iterator[Recognised]:
    """The entities, with what the name of a product begins with joined to it: "gaminglaptop", "electric bike"."""
    left = list(entities)
    while left:
        first, *left = left
        if left and (joined := _joined(first, left[0])):
            yield {**left[0], "text": joined}
            left = left[1:]
        else:
            yield first


def _measured(entities: Sequence[Recognised]) -> list[Recognised]:
    """The entities, with the word behind a length that says which it is joined to it: "40 cm breed"."""
    told: list[Recognised] = []
    for entity in entities:
        if told and entity["entity"] == "attribute" and _is_extent(told[-1], entity):
            told[-1] = {**told[-1], "text": f"{told[-1]['text']} {entity['text']}"}
        else:
            told.append(entity)
    return told


def _is_extent(measure: Recognised, named: Recognised) -> bool:
    """Whether the name of an attribute is that of the length just before it."""
    if measure["entity"] != "measure" or measure["value"].get("concept") not in LENGTHS:
        return False
    return bool(measure.get("text") and named.get("text")) and named["start"] == measure["end"] + 1


def _joined(first: Recognised, second: Recognised) -> str:
    """What two entities that name one product are together; empty when they do not."""
    if second["entity"] not in NAMES or first["entity"] in NAMES or not (first.get("text") and second.get("text")):
        return ""
    if second["start"] == first["end"]:
        return f"{first['text']}{second['text']}"
    whole = f"{first['text']} {second['text']}"
    return whole if second["start"] == first["end"] + 1 and is_thing(phrase(whole)) else ""


def _labels(entity: Recognised) -> Iterator[tuple[str, str | float]]:
    kind, value, typed = entity["entity"], entity["value"], str(entity.get("text") or "")
    if kind in NUMBERS:
        yield kind, float(value)
    elif kind == "measure":
        yield from _of_measure(value, typed)
    elif kind == "value" and is_thing(phrase(typed)):
        yield "category", typed
    elif kind == "value":
        yield from ((key, typed) for key in sorted({attribute for _, attribute in value["attributes"]}))
    elif kind == "wish":
        yield _of_wish(str(value["concept"])), typed
    elif kind != _UNTOLD:
        yield str(NAMED.get(kind, kind)), typed or str(value)


def _of_measure(value: Mapping[str, Any], typed: str) -> Iterator[tuple[str, str]]:
    concept = str(value.get("concept") or "")
    if concept in LENGTHS or (not concept and value.get("unit") in SIZES):
        number = _EXTENT.search(typed)
        yield from (("size", size) for size in _EITHER.split(number[0] if number else typed))
    else:
        yield concept or UNNAMED, typed


def _of_wish(concept: str) -> str:
    """The key of a wish: "kleiner" is no size by itself."""
    return f"{concept}_wish" if concept in OWN else concept
