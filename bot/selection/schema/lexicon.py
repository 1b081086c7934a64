"""The words of `words.yml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml


@cache
def names_of(role: str) -> tuple[str, ...]:
    """Names of columns that play `role`, the likeliest first."""
    return tuple(_words()["roles"].get(role, ()))


@cache
def word_set(key: str) -> frozenset[str]:
    """The words under `key`."""
    return frozenset(_words()[key])


@cache
def range_ends() -> Mapping[str, Mapping[str, str]]:
    """By end of a range, `from` and `to`, and by language: how to call it, with `{}` for what it is of."""
    return MappingProxyType(_words()["range_ends"])


@cache
def labels_of(name: str) -> Mapping[str, str] | None:
    """What to call a column whose name has these words, by language; None where nothing is written of it."""
    found = _words()["labels"].get(name)
    return MappingProxyType(found) if found else None


@cache
def currencies() -> Mapping[str, str]:
    """Other currencies than the euro by the code that a column's name may end with."""
    return MappingProxyType(_words()["currencies"])


@cache
def hidden_units() -> Mapping[str, str]:
    """The concept that a number in a title is of, by its unit."""
    return MappingProxyType(_words()["hidden_units"])


@cache
def colours() -> Mapping[str, Mapping[str, str]]:
    """Every word for a colour, lower case, with the colour's name by language."""
    found = {}
    for said in _words()["colours"]:
        name = {language: words[0] for language, words in said.items()}
        found.update({word: name for words in said.values() for word in words})
    return MappingProxyType(found)


@cache
def colour_names() -> Mapping[str, str]:
    """Every word for a colour, lower case, with the colour's name in its own language."""
    return MappingProxyType(
        {word: words[0] for said in _words()["colours"] for words in said.values() for word in words}
    )


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))
