"""What the columns of a catalogue mean and what shoppers mean by an adjective (`lexicon/concepts.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from bot.language.lexicon import read, word_set

Direction = Literal["lower", "higher", "taste"]
Degree = Literal["positive", "comparative", "superlative"]
Words = Mapping[str, Mapping[str, Degree]]
"""Language, then every form of the words with its degree: `{"nl": {"lichter": "comparative"}}`."""

DEGREES: tuple[Degree, ...] = ("positive", "comparative", "superlative")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that can be more or less of a product, whatever a shop calls its column."""

    key: str
    names: tuple[str, ...]
    """Words that name it, Dutch and English, lower case."""
    unit: str
    """Canonical unit of a number (kg, GB, inch, Hz ...); empty when it has none."""
    better: Direction
    labels: Mapping[str, str]
    lower_words: Words
    """Adjectives that ask for less of it, with their inflections."""
    higher_words: Words
    means: tuple[str, ...]
    """The concepts a general word ("groot") may stand for, the likeliest first; else only its own key."""


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by key, in the order of the file; read once."""
    return MappingProxyType({key: _concept(key, entry) for key, entry in read("concepts").items()})


def concept_of(column_name: str) -> Concept | None:
    """The concept a column name stands for, or None.

    The name must be the head of the column: `max_screen_size_inch` is a screen size, `screen_type` is not.
    """
    words = _split(column_name)
    key = _names().get("".join(words)) or next(filter(None, map(_named, _heads(words))), None)
    return concepts()[key] if key else None


def _concept(key: str, entry: Mapping[str, Any]) -> Concept:
    return Concept(
        key=key,
        names=tuple(entry["names"]),
        unit=entry["unit"],
        better=entry["better"],
        labels=MappingProxyType(entry["labels"]),
        lower_words=_words(entry.get("lower", {})),
        higher_words=_words(entry.get("higher", {})),
        means=tuple(entry.get("means", (key,))),
    )


def _words(entry: Mapping[str, Sequence[str]]) -> Words:
    return MappingProxyType({language: _forms(lines) for language, lines in entry.items()})


def _forms(lines: Sequence[str]) -> Mapping[str, Degree]:
    """Forms of lines such as `licht lichte | lichter | lichtst`."""
    parts = (zip(line.split("|"), DEGREES, strict=False) for line in lines)
    return {form: degree for line in parts for group, degree in line for form in group.split()}


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:'s)?")


def _split(column_name: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(_CAMEL.sub(" ", column_name))]


def _heads(words: list[str]) -> Iterator[list[str]]:
    """The column's words without units and fillers: up to the first preposition, then all."""
    fillers, prepositions = word_set("columns", "fillers"), word_set("columns", "prepositions")
    cut = next((i for i, w in enumerate(words) if w in prepositions), len(words))
    yield [w for w in words[:cut] if w not in fillers]
    yield [w for w in words if w not in fillers]


def _named(words: Sequence[str]) -> str | None:
    """Key of the concept whose name the words end with, the longest name first."""
    endings = ("".join(words[start:]) for start in range(len(words)))
    return next((_names()[ending] for ending in endings if ending in _names()), None)


@cache
def _names() -> Mapping[str, str]:
    """Names written without spaces (`screen size` and `screensize` are one) to the key of their concept."""
    return {"".join(_split(name)): c.key for c in concepts().values() for name in c.names}
