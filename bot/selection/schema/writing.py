"""A schema file written from a category: what was inferred, with what the shop says of it already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from bot.selection.schema.overrides import AttributeOverride, Overrides
from bot.shop.ports import Attribute, Category, Kind, Meaning, Need, Preference

_HEAD = (
    "# Inferred of {}. What is deleted here is inferred again at the next import; docs/schema.md tells of each key.\n"
)


def schema_text(category: Category, overrides: Overrides) -> str:
    """The schema file of `category`: with it, an import of the same products gives the same category again.

    `overrides` are what its file said so far; all of that is kept, but for comments. Units are told as comments: the
    key `unit` is that of a column which does not say it.
    """
    return "".join([_HEAD.format(category.key), *_lines(category, overrides)])


def _lines(category: Category, overrides: Overrides) -> Iterator[str]:
    yield from _entries({"labels": dict(category.labels), "plurals": dict(category.plurals)}, "")
    yield from _entries({"synonyms": _lists(overrides.synonyms), "parent": overrides.parent}, "")
    yield "attributes:\n"
    for attribute in category.attributes:
        yield f"  {_flow(attribute.key)}:  # {_told(attribute)}\n"
        yield from _entries(_stated(attribute, overrides.attribute(attribute.key)), "    ")
    for key in overrides.attributes.keys() - {a.key for a in category.attributes}:
        yield f"  {_flow(key)}:  # no column has it\n"
        yield from _entries(_said(overrides.attributes[key]), "    ")
    yield from _list("needs", (_need(need) for need in overrides.needs or category.needs))
    questions = overrides.questions or category.questions
    yield from _list("questions", ({"ask": q.about, "priority": q.priority, "text": dict(q.texts)} for q in questions))
    goes_with = overrides.accessories or category.accessories
    yield from _list("cross_sell", ({"category": a.category, "same": list(a.same)} for a in goes_with))


def _stated(attribute: Attribute, said: AttributeOverride) -> dict[str, Any]:
    return {
        "column": said.column,
        "labels": dict(attribute.labels),
        "kind": attribute.kind.value,
        "unit": said.unit,
        "better": attribute.better.value,
        "buckets": list(attribute.buckets),
        "answerable": attribute.answerable,
        "tolerance": attribute.tolerance,
        "explain": dict(attribute.explained),
        "same_as": attribute.same_as or said.same_as,
        "words": _words(attribute.words),
        "values": {value: dict(labels) for value, labels in attribute.value_labels.items()},
    }


def _said(said: AttributeOverride) -> dict[str, Any]:
    """What the shop says of an attribute that no column has."""
    return {
        "column": said.column,
        "labels": dict(said.labels),
        "kind": said.kind.value if said.kind else "",
        "unit": said.unit,
        "better": said.better.value if said.better else "",
        "buckets": list(said.buckets),
        "answerable": said.answerable,
        "tolerance": said.tolerance,
        "explain": dict(said.explain),
        "same_as": said.same_as,
        "words": _words(said.words),
        "values": {value: dict(labels) for value, labels in said.values.items()},
    }


def _told(attribute: Attribute) -> str:
    """What a reader would like to know of it: its unit, what it lies between, how many products state it."""
    unit = f" in {attribute.unit}" if attribute.unit else ""
    between = f", {attribute.quantiles[0]:g} to {attribute.quantiles[-1]:g}" if attribute.quantiles else ""
    values = f", {len(attribute.values)} values" if attribute.kind is Kind.CATEGORY else ""
    return f"{attribute.kind.value}{unit}{between}{values}, of {attribute.coverage:.0%}"


def _need(need: Need) -> dict[str, Any]:
    return {
        "id": need.key,
        "label": dict(need.labels),
        "phrases": _lists(need.phrases),
        "prefer": [_asked(p) for p in need.prefer],
        "require": [_asked(p) for p in need.require],
    }


def _asked(asked: Preference) -> dict[str, Any]:
    value = list(asked.value) if isinstance(asked.value, tuple) else asked.value
    weight = {} if asked.weight == 1 else {"weight": asked.weight}
    return {asked.attribute: {asked.op: value, **weight}}


def _words(meanings: Sequence[Meaning]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for meaning in meanings:
        found.setdefault(meaning.language, {})[meaning.word] = {meaning.op: meaning.value}
    return found


def _lists(by_language: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {language: list(words) for language, words in by_language.items()}


def _list(key: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A list under `key`, an entry a line; nothing when it is empty."""
    for place, item in enumerate(items):
        kept = {name: value for name, value in item.items() if value not in ("", None, [], {})}
        yield ("" if place else f"{key}:\n") + f"  - {_flow(kept)}\n"


def _entries(entries: Mapping[str, Any], indent: str) -> Iterator[str]:
    """A line for each entry that says something; an empty `same_as` does."""
    for key, value in entries.items():
        if value or (key == "answerable" and value is not None) or (key == "same_as" and value == ""):
            yield f"{indent}{key}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False)
    return str(text).removesuffix("...\n").strip()
