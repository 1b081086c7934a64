"""Which attribute of a category a concept, a unit or a name stands for."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from bot.language.concepts import Concept, concept_of, concepts
from bot.shop.ports import Attribute, Better, Category, Kind, Meaning


def keys_for(name: str, keys: Iterable[str]) -> list[str]:
    """The keys that `name` (a key or a concept) stands for, likeliest first: "performance" may be `ram`."""
    given = list(keys)
    concept = concepts().get(name)
    meant = (name, *(concept.means if concept else ()))
    of = {key: found.key for key in given if (found := concept_of(key))}
    ranked = [key for m in meant for key in sorted(given, key=lambda k: k != m) if key == m or of.get(key) == m]
    return list(dict.fromkeys(ranked))


def for_concept(name: str, category: Category) -> Attribute | None:
    """The number or yes-or-no of `category` for which the concept `name` stands, or None.

    What the shop itself says of one of the concept's words ("snel") goes before what the lexicon guesses.
    """
    directed = [a for a in category.attributes if a.kind in (Kind.NUMBER, Kind.YES_NO)]
    concept = concepts().get(name)
    said = [a for a in directed if concept and any(w.word in _forms(concept, *Better) for w in a.words)]
    found = keys_for(name, [a.key for a in directed])
    return said[0] if said else category.attribute(found[0]) if found else None


def direction(attribute: Attribute, name: str, better: Better) -> Better:
    """Which numbers of `attribute` are asked for by `better` (`lower` or `higher`) of the concept `name`.

    That is the other way round where the shop says so: "snel" is at most a quarter of an hour.
    """
    for side in (better, _OPPOSITE[better]):
        ops = {word.op for word in attribute.words if means(word, name, side)}
        if ops & set(_SIDES):
            meant = next(_SIDES[op] for op in _SIDES if op in ops)
            return meant if side is better else _OPPOSITE[meant]
    return better


def means(word: Meaning, name: str, better: Better) -> bool:
    """Whether a word of the shop is an adjective for `better` of the concept `name`."""
    concept = concepts().get(name)
    return concept is not None and word.word in _forms(concept, better)


def for_unit(unit: str, number: float, category: Category, named: Collection[str] = ()) -> Attribute | None:
    """What a `number` of `unit` is about: the attribute `named` beside it, else with the nearest values."""
    fitting = [a for a in category.attributes if a.kind is Kind.NUMBER and a.unit == unit]
    called = [a for a in fitting if a.key in named]
    return min(called or fitting, key=lambda a: _distance(a, number), default=None)


_OPPOSITE = {Better.LOWER: Better.HIGHER, Better.HIGHER: Better.LOWER, Better.TASTE: Better.TASTE}
_SIDES = {"le": Better.LOWER, "ge": Better.HIGHER}


def _forms(concept: Concept, *sides: Better) -> frozenset[str]:
    said = {Better.LOWER: concept.lower_words, Better.HIGHER: concept.higher_words}
    return frozenset(form for side in sides if side in said for forms in said[side].values() for form in forms)


def _distance(attribute: Attribute, number: float) -> float:
    """How many times the number is the attribute's median, or the other way round, as a logarithm."""
    median = attribute.quantiles[len(attribute.quantiles) // 2] if attribute.quantiles else 0.0
    return abs(math.log(number / median)) if number > 0 and median > 0 else math.inf
