"""What a shop says of a category in `schema/<category>.yml`; it goes before what is inferred. See docs/schema.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from bot.selection.schema.advice import AdviceReader
from bot.selection.schema.units import units
from bot.selection.schema.yaml_reading import LANGUAGES, InvalidSchema, Reader
from bot.shop.ports import Accessory, Asking, Better, Kind, Meaning, Need

__all__ = ["LANGUAGES", "AttributeOverride", "InvalidSchema", "Overrides", "parse_overrides"]

CATEGORY_KEYS = ("labels", "plurals", "synonyms", "parent", "attributes", "needs", "questions", "cross_sell")
ATTRIBUTE_KEYS = (
    "column",
    "labels",
    "kind",
    "unit",
    "better",
    "buckets",
    "answerable",
    "tolerance",
    "explain",
    "same_as",
    "words",
    "values",
)
WORD_OPS = ("le", "ge", "eq")
MOST_CHARACTERS = 1_000_000
"""Of a file: reading a larger one takes seconds, and nobody wrote it."""


@dataclass(frozen=True, slots=True)
class AttributeOverride:
    """What a shop says of one attribute; empty where it says nothing. The fields are those of `Attribute`."""

    column: str = ""
    """Name of the column in the feed, where it is not called like the attribute."""
    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    kind: Kind | None = None
    better: Better | None = None
    words: tuple[Meaning, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    buckets: tuple[float, ...] = ()
    answerable: float | None = None
    tolerance: float = 0.0
    explain: Mapping[str, str] = field(default_factory=dict)
    same_as: str | None = None
    """Empty: it is not the same as any other, whatever the products seem to say."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a shop says of a category."""

    labels: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, AttributeOverride] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    questions: tuple[Asking, ...] = ()
    accessories: tuple[Accessory, ...] = ()
    parent: str = ""
    """Column that says which rows are variants of one product."""
    file: str = ""
    """Where it stands, for errors."""

    def attribute(self, key: str) -> AttributeOverride:
        """What is said of the attribute `key`; nothing when it is not named."""
        return self.attributes.get(key) or AttributeOverride()


def parse_overrides(text: str, file: str) -> Overrides:
    """The overrides in a schema file's `text`; `file` is its name in errors. Raises `InvalidSchema`."""
    if len(text) > MOST_CHARACTERS:
        raise InvalidSchema(file, "the file", f"{len(text)} characters", f"at most {MOST_CHARACTERS}")
    try:
        entry = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a 13th month, a list in a list a thousand deep
        raise InvalidSchema(file, "the file", str(error), "YAML") from error
    return _overrides(Reader(file), entry)


def _overrides(reader: Reader, entry: object) -> Overrides:
    top = reader.mapping("the file", entry, CATEGORY_KEYS)
    attributes = reader.mapping("attributes", top.get("attributes", {}))
    advice = AdviceReader(reader)
    return Overrides(
        labels=reader.labels("labels", top.get("labels", {})),
        plurals=reader.labels("plurals", top.get("plurals", {})),
        synonyms=reader.phrases("synonyms", top.get("synonyms", {})),
        attributes={key: _attribute(reader, f"attributes.{key}", given) for key, given in attributes.items()},
        needs=advice.needs(top.get("needs", [])),
        questions=advice.questions(top.get("questions", [])),
        accessories=advice.accessories(top.get("cross_sell", [])),
        parent=reader.text("parent", top["parent"], "a column") if "parent" in top else "",
        file=reader.file,
    )


def _attribute(reader: Reader, key: str, entry: object) -> AttributeOverride:
    given = reader.mapping(key, entry or {}, ATTRIBUTE_KEYS)
    values = reader.mapping(f"{key}.values", given.get("values", {}))
    shares = "a share from 0 to 1"
    return AttributeOverride(
        column=reader.text(f"{key}.column", given["column"], "a column") if "column" in given else "",
        labels=reader.labels(f"{key}.labels", given.get("labels", {})),
        unit=reader.one_of(f"{key}.unit", given.get("unit", ""), ("", *units()), str),
        kind=reader.one_of(f"{key}.kind", given["kind"], tuple(Kind), Kind) if "kind" in given else None,
        better=reader.one_of(f"{key}.better", given["better"], tuple(Better), Better) if "better" in given else None,
        words=_words(reader, f"{key}.words", given.get("words", {})),
        values={value: reader.labels(f"{key}.values.{value}", names) for value, names in values.items()},
        buckets=_buckets(reader, f"{key}.buckets", given.get("buckets", [])),
        answerable=_share(reader, f"{key}.answerable", given["answerable"], shares) if "answerable" in given else None,
        tolerance=_share(reader, f"{key}.tolerance", given.get("tolerance", 0.0), shares),
        explain=reader.labels(f"{key}.explain", given.get("explain", {})),
        same_as=_same_as(reader, f"{key}.same_as", given.get("same_as")),
    )


def _words(reader: Reader, key: str, entry: object) -> tuple[Meaning, ...]:
    return tuple(
        _meaning(reader, f"{key}.{language}.{word}", language, word, said)
        for language, entries in reader.mapping(key, entry, LANGUAGES).items()
        for word, said in reader.mapping(f"{key}.{language}", entries).items()
    )


def _meaning(reader: Reader, key: str, language: str, word: str, entry: object) -> Meaning:
    said: dict[str, Any] = reader.mapping(key, entry, WORD_OPS)
    if len(said) != 1:
        raise reader.wrong(key, entry, "exactly one of le, ge and eq")
    op, value = next(iter(said.items()))
    return Meaning(word, language, op, (reader.value if op == "eq" else reader.number)(f"{key}.{op}", value))


def _buckets(reader: Reader, key: str, entry: object) -> tuple[float, ...]:
    rising = "a list of rising numbers, in the attribute's unit"
    if not isinstance(entry, list):
        raise reader.wrong(key, entry, rising)
    bounds = tuple(reader.number(key, bound, rising) for bound in entry)
    if any(after <= before for before, after in pairwise(bounds)):
        raise reader.wrong(key, entry, rising)
    return bounds


def _share(reader: Reader, key: str, entry: object, allowed: str) -> float:
    return reader.number(key, entry, allowed, lambda share: 0 <= share <= 1)


def _same_as(reader: Reader, key: str, entry: object) -> str | None:
    return entry if entry is None or entry == "" else reader.text(key, entry, "an attribute, or '' for none")
