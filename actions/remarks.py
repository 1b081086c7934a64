"""What entities say in a message about what is on show: a superlative is a wish, a remark an objection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from bot.language.entities import Entity
from bot.selection.attributes import direction, for_concept
from bot.shop.ports import Better, Category, Kind


def said_of(entity: Entity) -> Mapping[str, Any]:
    """What was recognised of an entity, by name."""
    return cast(Mapping[str, Any], entity.value)


def objection(entity: Entity, category: Category) -> Entity:
    """A remark on the side that nobody wants ("pff duur", "wel zwaar") asks for the other side."""
    if entity.kind != "wish" or entity.negated or said_of(entity)["degree"] != "positive":
        return entity
    said = said_of(entity)
    meant, better = for_concept(str(said["concept"]), category), Better(str(said["better"]))
    side = direction(meant, str(said["concept"]), better) if meant else better
    if meant is None or meant.kind is not Kind.NUMBER or meant.better in (Better.TASTE, side):
        return entity
    other = Better.LOWER if better is Better.HIGHER else Better.HIGHER
    return replace(entity, value={**said, "better": other.value, "degree": "comparative"})


def superlative(entity: Entity) -> Entity:
    """A reference to the best of those on show ("de goedkoopste") as a wish for the best of all."""
    if entity.kind != "product_ref" or "best" not in said_of(entity):
        return entity
    said = {"concept": said_of(entity)["best"], "better": said_of(entity)["better"], "degree": "superlative"}
    return replace(entity, kind="wish", value=said)
