"""What a shop says of a category in `schema/<category>.yml`; it goes before what is inferred.

labels: {nl: laptop, en: laptop}
plurals: {nl: laptops, en: laptops}
synonyms: {nl: [notebook], en: [notebook]}
attributes:                       # in the order in which they are best shown
  weight:
    labels: {nl: gewicht, en: weight}
    unit: kg                      # of a column that does not say it
    kind: number                  # number, yes_no, category or text
    better: lower                 # lower, higher or taste
    words: {nl: {licht: {le: 1.5}}, en: {light: {le: 1.5}}}
    values: {zwart: {en: black}}  # names of a value by language
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from bot.selection.schema.units import units
from bot.shop.ports import Better, Kind, Meaning

T = TypeVar("T")

LANGUAGES = ("nl", "en")
_OPS = ("le", "ge", "eq")
_CATEGORY_KEYS = ("labels", "plurals", "synonyms", "attributes")
_ATTRIBUTE_KEYS = ("labels", "unit", "kind", "better", "words", "values")


class InvalidSchema(Exception):
    """A schema file says something that is not allowed."""

    def __init__(self, file: str, key: str, value: object, allowed: str) -> None:
        """Say where, what stands there and what may stand there."""
        super().__init__(f"{file}: {key} is {value!r}; allowed: {allowed}. Change it and import again.")


@dataclass(frozen=True, slots=True)
class AttributeOverride:
    """What a shop says of one attribute; empty where it says nothing."""

    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    kind: Kind | None = None
    better: Better | None = None
    words: tuple[Meaning, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a shop says of a category."""

    labels: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, AttributeOverride] = field(default_factory=dict)


def parse_overrides(text: str, file: str) -> Overrides:
    """The overrides in a schema file's `text`; `file` is its name in errors. Raises `InvalidSchema`."""
    try:
        entry = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise InvalidSchema(file, "the file", str(error), "YAML") from error
    return _Reader(file).overrides(entry)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str

    def overrides(self, entry: object) -> Overrides:
        top = self.mapping("the file", entry, _CATEGORY_KEYS)
        synonyms = self.mapping("synonyms", top.get("synonyms", {}), LANGUAGES)
        attributes = self.mapping("attributes", top.get("attributes", {}))
        return Overrides(
            labels=self.labels("labels", top.get("labels", {})),
            plurals=self.labels("plurals", top.get("plurals", {})),
            synonyms={lang: self.strings(f"synonyms.{lang}", given) for lang, given in synonyms.items()},
            attributes={key: self.attribute(f"attributes.{key}", given) for key, given in attributes.items()},
        )

    def attribute(self, key: str, entry: object) -> AttributeOverride:
        given = self.mapping(key, entry or {}, _ATTRIBUTE_KEYS)
        values = self.mapping(f"{key}.values", given.get("values", {}))
        return AttributeOverride(
            labels=self.labels(f"{key}.labels", given.get("labels", {})),
            unit=self.one_of(f"{key}.unit", given.get("unit", ""), ("", *units()), str),
            kind=self.one_of(f"{key}.kind", given["kind"], tuple(Kind), Kind) if "kind" in given else None,
            better=self.one_of(f"{key}.better", given["better"], tuple(Better), Better) if "better" in given else None,
            words=self.words(f"{key}.words", given.get("words", {})),
            values={value: self.labels(f"{key}.values.{value}", names) for value, names in values.items()},
        )

    def words(self, key: str, entry: object) -> tuple[Meaning, ...]:
        return tuple(
            self.meaning(f"{key}.{language}.{word}", language, word, said)
            for language, entries in self.mapping(key, entry, LANGUAGES).items()
            for word, said in self.mapping(f"{key}.{language}", entries).items()
        )

    def meaning(self, key: str, language: str, word: str, entry: object) -> Meaning:
        said = self.mapping(key, entry, _OPS)
        if len(said) != 1:
            raise InvalidSchema(self.file, key, entry, "exactly one of le, ge and eq")
        op, value = next(iter(said.items()))
        if op != "eq" and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise InvalidSchema(self.file, f"{key}.{op}", value, "a number")
        return Meaning(word, language, op, float(value) if op != "eq" else value)

    def labels(self, key: str, entry: object) -> dict[str, str]:
        return {lang: str(text) for lang, text in self.mapping(key, entry, LANGUAGES).items()}

    def strings(self, key: str, entry: object) -> tuple[str, ...]:
        if not isinstance(entry, list) or not all(isinstance(item, str) for item in entry):
            raise InvalidSchema(self.file, key, entry, "a list of words")
        return tuple(entry)

    def one_of(self, key: str, value: object, allowed: tuple[str, ...], make: Callable[[str], T]) -> T:
        if str(value).lower() not in allowed:
            raise InvalidSchema(self.file, key, value, ", ".join(a for a in allowed if a))
        return make(str(value) if make is str else str(value).lower())

    def mapping(self, key: str, entry: object, allowed: tuple[str, ...] = ()) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise InvalidSchema(self.file, key, entry, "keys with values")
        for name in entry:
            if allowed and name not in allowed:
                raise InvalidSchema(self.file, key, name, ", ".join(allowed))
        return {str(name): value for name, value in entry.items()}
