"""Names of people by how they are given: "ik heet Jan", "hoi, met Karin de Vries", "groetjes, Piet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.language.lexicon import read

_PART = r"(?:(?-i:[A-Z])\.\s?)*[^\W\d_][\w'’-]*"
_CAPITAL = r"(?-i:[A-Z\u00c0-\u00de])[\w'’-]*(?:\.(?=\s?(?-i:[A-Z])))?"
_START = r"(?:^|[.,;!?\n]\s*)"
_STOP = r"\s*(?:$|[.,;!?\n])"


@cache
def names() -> tuple[re.Pattern[str], ...]:
    """Patterns with a group `name`: after "ik heet" any word is one, after "ik ben" only what has a capital."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _patterns())


def _patterns() -> Iterator[str]:
    words = read("pii")
    no = rf"(?!(?:{words['not_names']})\b)"
    more = rf"(?:(?:\s+(?:{words['name_particles']}))+\s+{_PART}|\s+{_CAPITAL}|(?<=\.){_CAPITAL})*"
    capital, any_case = rf"{no}{_CAPITAL}{more}", rf"{no}{_PART}(?:\s{no}{_PART}){{0,2}}"
    greeting, before = rf"\b(?:{words['greeting']})[\s,]+", words["name_after_greeting"]
    yield rf"\b(?:{words['name_before']})\s+(?P<name>{no}{_PART}{more})"
    yield rf"(?:{_START}|{greeting})(?:{before})\s+(?P<name>{capital})(?={_STOP}|\s+(?:{words['behind_name']})\b)"
    yield rf"^{greeting}(?:met|hier)\s+(?P<name>{any_case})(?={_STOP})"
    yield rf"\b(?:{words['closing']})(?:\s+(?:van|from))?[\s,.!:]+(?P<name>{capital})(?=[\s.!]*(?:$|\n|<))"
    yield rf"\b(?:{words['farewell']})[\s,.!:]+(?P<name>{any_case})(?=[\s.!]*(?:$|\n))"
    yield rf"{_START}(?P<name>{capital})\s+(?:{words['name_here']})\b"
