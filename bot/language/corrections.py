"""What a shopper takes back in the same breath: "een laptop, nee wacht, een tablet", "zwart, of toch liever wit"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from bot.language.entities import Entity
from bot.language.lexicon import read
from bot.language.words import fold

_KINDS: Mapping[str, str] = {
    **{kind: kind for kind in ("category", "brand", "product_ref", "use", "recipient", "size", "colour", "quantity")},
    "thing": "category",
    "maker": "brand",
}
"""Kinds of which one takes the place of another, by what both name."""


def without_corrected(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities of a cleaned `text` without those for which others of their sort were put in place."""
    marker = _marker(text)
    if marker is None:
        return list(entities)
    later = [e for e in entities if e.start >= marker.end() and not e.negated]
    return [e for e in entities if e.end > marker.start() or not any(_is_of_one_sort(e, other) for other in later)]


def corrected_by(text: str) -> str:
    """What in a text replaces what was said before it: the work of "voor school, nee wacht, voor mijn werk"."""
    marker = _marker(text)
    return text[marker.end() :] if marker else ""


def _marker(text: str) -> re.Match[str] | None:
    """The last words in a text that take something back."""
    return next(reversed(list(_markers().finditer(fold(text)))), None)


def _is_of_one_sort(one: Entity, other: Entity) -> bool:
    """Whether both answer the same question: two categories, brands, prices, or values of one attribute."""
    return bool(_sorts(one) & _sorts(other))


def _sorts(entity: Entity) -> frozenset[str]:
    if entity.kind in _KINDS:
        return frozenset({_KINDS[entity.kind]})
    if entity.kind.startswith("price_"):
        return frozenset({"price"})
    said: Mapping[str, Any] = entity.value if isinstance(entity.value, Mapping) else {}
    if entity.kind in ("value", "attribute"):
        return frozenset(f"attribute {key}" for _, key in said["attributes"])
    if entity.kind == "measure":
        return frozenset({f"measure {said.get('concept') or ''} {said.get('unit')}"})
    return frozenset({f"wish {said['concept']}"}) if entity.kind == "wish" else frozenset()


@cache
def _markers() -> re.Pattern[str]:
    phrases = (re.escape(p.strip()).replace(r"\ ", r"[\s,]+") for p in read("terms")["corrections"].split("|"))
    return re.compile(r"\b(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")\b")
