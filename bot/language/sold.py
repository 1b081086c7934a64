"""What is sold, in both languages: names for kinds of products and for values that a feed gives in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from bot.language.lexicon import read

Names = Mapping[str, tuple[str, ...]]
"""By language the name, its plural, and what else shoppers say."""
_PARTS = re.compile(r"\s*([,/;|])\s*")


def names_of_kind(name: str) -> Names | None:
    """What products of the kind that a feed calls `name` are called; None when it is no kind that is known."""
    return _by_name().get(name.casefold()) or _by_synonym().get(name.casefold())


def names_of_values(values: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """By value what it is called, by language; left out where nothing is known of a part of it.

    Of two values that would be called the same, the first is.
    """
    made: dict[str, Mapping[str, str]] = {}
    for value in values:
        names = _names_of(value)
        if names and names not in made.values():
            made[value] = names
    return made


def _names_of(value: str) -> Mapping[str, str]:
    """Of "Wired, Bluetooth Wireless": "bedraad, bluetooth"; what is said twice is said once."""
    if whole := _labels().get(value.casefold()):
        return whole
    parts = dict.fromkeys(_PARTS.split(value)[::2])
    known = [_labels().get(part.casefold()) for part in parts]
    named = [k for k in known if k]
    if len(named) < len(known):
        return {}
    between = " / " if "/" in value else ", "
    return {language: between.join(k[language] for k in named) for language in ("nl", "en")}


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType(read("value_labels"))


@cache
def _by_name() -> Mapping[str, Names]:
    return {name: kind for kind in _kinds() for words in kind.values() for name in words[:2]}


@cache
def _by_synonym() -> Mapping[str, Names]:
    return {name: kind for kind in reversed(_kinds()) for words in kind.values() for name in words}


@cache
def _kinds() -> tuple[Names, ...]:
    entries: list[dict[str, Any]] = read("kinds")
    return tuple({language: tuple(words) for language, words in entry.items()} for entry in entries)
