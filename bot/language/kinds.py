"""The category that a value stands for when nobody names one: "bovenlader", "volautomaat", "e-bike"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from bot.language.concepts import concept_of
from bot.language.entities import Entity
from bot.language.lexemes import aliases
from bot.language.lexicon import word_set
from bot.language.pieces import phrase


def category_of_values(entities: Sequence[Entity], present: str | None = None) -> str | None:
    """Key of the only category that has a value said; None when there is none, or when it is the `present` one's.

    What anything may have (a colour, a material) or be for (women, children) names no kind of product.
    """
    owners = list(_owners(entities))
    return None if present in owners else next(iter(owners), None)


def _owners(entities: Sequence[Entity]) -> Iterator[str]:
    for entity in entities:
        if entity.kind != "value" or entity.negated:
            continue
        said = cast(Mapping[str, Any], entity.value)
        owners = {category for category, _ in said["attributes"]}
        if len(owners) == 1 and not _is_general(said):
            yield from owners


def _is_general(said: Mapping[str, Any]) -> bool:
    concepts = (concept_of(key) for _, key in said["attributes"])
    words = aliases().get(phrase(str(said["value"])), frozenset())
    return bool(words & word_set("terms", "audience")) or any(
        concept and concept.key in word_set("terms", "general") for concept in concepts
    )
