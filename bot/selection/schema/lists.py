"""Yes and no out of columns that list what there is: of "Wired, Bluetooth" it is told that there is Bluetooth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.language.concepts import Concept, concept_of
from bot.selection.schema.attributes import made_attribute
from bot.selection.schema.column import Column
from bot.selection.schema.lexicon import word_set
from bot.selection.schema.overrides import Overrides
from bot.shop.ports import Kind

_BETWEEN = re.compile(r"\s*[,;/+&|]\s*")
_NONE = re.compile(r"\b(no|not|non|without|geen|niet|zonder)\b", re.IGNORECASE)


def listed(columns: Sequence[Column], overrides: Overrides) -> list[Column]:
    """A yes/no column for each thing that values of a category name and that no column is about."""
    known = {concept.key for c in columns if (concept := concept_of(c.name))}
    found: dict[str, Column] = {}
    for column in columns:
        if column.attribute.kind is Kind.CATEGORY:
            for made in _flags(column, overrides):
                if made.attribute.key not in known:
                    found.setdefault(made.attribute.key, made)
    return list(found.values())


def _flags(column: Column, overrides: Overrides) -> Iterator[Column]:
    values = column.attribute.values
    if any(_NONE.search(value) for value in values):
        return
    named = {value: {c.key: c for item in _BETWEEN.split(value) if (c := _flag(item))} for value in values}
    for key, concept in {key: c for concepts in named.values() for key, c in concepts.items()}.items():
        said = {cell: key in named[str(value)] for cell, value in column.values.items()}
        if len(set(said.values())) == 2:
            given = overrides.attribute(key)
            made = made_attribute(concept.labels, key, Kind.YES_NO, concept, given, coverage=column.attribute.coverage)
            yield Column(column.name, made, said, {})


def _flag(item: str) -> Concept | None:
    concept = concept_of(item)
    return concept if concept and concept.key in word_set("flags") else None
