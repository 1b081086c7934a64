"""Kinds of products that a message names as a place or to compare with: "in the washing machine", "than my laptop"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.language.entities import Entity
from bot.language.lexicon import read
from bot.language.words import fold

_NEAR = 12
"""Characters of an adjective between "van de" and what a part is of: "van mijn nieuwe fiets"."""
_TOPICS = frozenset({"category", "product_ref", "value", "attribute"})
"""Kinds that a message may be about when it names its shopper's own product: "werkt die met mijn laptop"."""


def apart(text: str, known: Sequence[Entity]) -> tuple[list[Entity], list[Entity]]:
    """The entities of a cleaned `text` without the categories that it is not about, and those as mere things."""
    folded = fold(text)
    known = [e for e in known if e.kind != "category" or not _is_verb(folded, e)]
    aside = [e for e in known if e.kind == "category" and _is_aside(folded, e, known)]
    return [e for e in known if e not in aside], [replace(e, kind="thing") for e in aside]


def in_passing(text: str, thing: Entity, named: Sequence[Entity]) -> bool:
    """Whether a thing in a cleaned `text` is not what it is about: a part of another, a likeness, a tool of one's own.

    `named` are the categories and things in it: the cover of "de hoes van het matras" is a part of one.
    """
    folded = fold(text)
    before, behind = folded[: thing.start], folded[thing.end :]
    part = re.match(_patterns()["part_of"], behind)
    products = [e.start for e in named if e.kind in ("category", "thing")]
    if part and any(thing.end + part.end() <= start <= thing.end + part.end() + _NEAR for start in products):
        return True
    tool = thing.value in _devices() and _said("tool", before)
    return tool or _said("likeness", before) or _is_verb(folded, thing)


def _is_verb(folded: str, named: Entity) -> bool:
    """Whether the plural of a noun is what one does: "om te fietsen", "na het fietsen"."""
    return folded[: named.end].endswith("en") and _said("doing", folded[: named.start])


def _is_aside(folded: str, category: Entity, known: Sequence[Entity]) -> bool:
    before = folded[: category.start]
    if _said("compared", before):
        return _said("own", before) or any(e.kind == "category" and e.start < category.start for e in known)
    if _said("with", before) and _said("own", before):
        return any(e.kind in _TOPICS and e != category for e in known)
    return _said("inside", before) and not _said("asked", folded)


def _said(what: str, folded: str) -> bool:
    return _patterns()[what].search(folded) is not None


@cache
def _devices() -> frozenset[str]:
    return frozenset(read("places")["devices"].split("|"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What stands before a place or a comparison, and what asks after the product itself: "zit er een ... in de"."""
    words = {key: "|".join(line.split("|")).replace(" ", r"\s+") for key, line in read("places").items()}
    article = rf"(?:(?:{words['articles']})\s+)?"
    return {
        "inside": re.compile(rf"\b(?:{words['inside']})\s+(?:{words['articles']})\s+$"),
        "compared": re.compile(rf"\b(?:{words['than']})\s+{article}$"),
        "with": re.compile(rf"\b(?:{words['with']})\s+{article}$"),
        "likeness": re.compile(rf"\b(?:{words['likeness']})\s+$"),
        "tool": re.compile(rf"\b(?:{words['tool']})\s+(?:{words['own']})\s+$"),
        "doing": re.compile(rf"\b(?:{words['doing']})\s+$"),
        "part_of": re.compile(rf"\s+(?:{words['part']})\s+(?:{words['articles']}|{words['this']})\s+"),
        "own": re.compile(rf"\b(?:{words['own']})\s+$"),
        "asked": re.compile(rf"\b(?:{words['asked']})\b"),
    }
