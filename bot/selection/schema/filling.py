"""What titles tell beside the columns: attributes of their own, and the empty cells of those that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language.concepts import concept_of
from bot.selection.schema.hidden import agrees, hidden_attributes, same_name, told
from bot.selection.schema.overrides import Overrides
from bot.shop.ports import Attribute, Kind, Value

Facts = dict[str, Value]


def with_titles(
    category: str,
    attributes: Sequence[Attribute],
    titles: Sequence[str],
    facts: Sequence[Facts],
    overrides: Overrides,
) -> list[Attribute]:
    """The attributes with those that only the `titles` of a category tell; `facts` get what no cell states."""
    said = told(titles, category)
    known = {concept.key for a in attributes if (concept := concept_of(a.key))} | {a.key for a in attributes}
    whole = filled(attributes, facts, said)
    for found in hidden_attributes(said, len(titles), known, overrides):
        whole.append(found.attribute)
        for place, value in found.values.items():
            facts[place][found.attribute.key] = value
    return whole


def filled(
    attributes: Sequence[Attribute], facts: Sequence[Facts], told_of: Mapping[str, Mapping[int, Value]]
) -> list[Attribute]:
    """The attributes with their new coverage; `facts` get what titles tell and no cell states."""
    return [_filled(a, facts, said) if (said := _told(a, told_of)) else a for a in attributes]


def _told(attribute: Attribute, told_of: Mapping[str, Mapping[int, Value]]) -> Mapping[int, Value]:
    concept = concept_of(attribute.key)
    said = told_of.get(concept.key, {}) if concept else {}
    kind = Kind.NUMBER if said and isinstance(next(iter(said.values())), float) else Kind.CATEGORY
    alike = attribute.kind is kind and (kind is Kind.CATEGORY or (concept and attribute.unit == concept.unit))
    return said if alike and attribute.coverage < 1 else {}


def _filled(attribute: Attribute, facts: Sequence[Facts], said: Mapping[int, Value]) -> Attribute:
    stated = [row.get(attribute.key) for row in facts]
    if not agrees(said, stated):
        return attribute
    spelled = {same_name(value): value for value in attribute.values}
    for place, value in said.items():
        known = spelled.get(same_name(value)) if isinstance(value, str) else value
        if stated[place] is None and known is not None:
            facts[place][attribute.key] = known
    count = sum(attribute.key in row for row in facts)
    return replace(attribute, coverage=round(count / len(facts), 4))
