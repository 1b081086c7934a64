"""Numbers as shoppers write them, Dutch and English: digits, words, "3 meier", "anderhalf duizend"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.lexicon import read

DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)|\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+(?:[.,]\d+)?"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that spans `taken` tokens."""

    value: float
    taken: int
    round_word: bool
    """Said with hundred, thousand or the like."""
    money: bool
    """Said in money slang: "een tientje"."""
    coefficient: float
    """The value before a multiplier: 3 in "3 honderd"."""


def digits(text: str) -> float:
    """The value of a number in digits, with Dutch or English separators: `1.299,50`, `1,299.50`, `1,5`."""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def number_at(tokens: Sequence[str], at: int) -> Number | None:
    """The number that starts at `tokens[at]` (folded), or None.

    An article counts only before a multiplier ("een tientje"); before a unit the caller asks for `article`.
    """
    word, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in _STARTERS:
        return _multiplied(tokens, at, 1.0, 0)
    if (joined := _tens_and_unit(tokens, at)) is not None:
        return _multiplied(tokens, at, joined, 3)
    value = _simple(word)
    if value is None and following in _multipliers():
        value = article(word)
    return None if value is None else _multiplied(tokens, at, value, 1)


def article(word: str) -> float | None:
    """The value of an article or half before a unit, or None."""
    return _table("articles").get(word)


def _multiplied(tokens: Sequence[str], at: int, coefficient: float, taken: int) -> Number:
    value, slang = coefficient, _table("slang")
    start = at + taken
    while at + taken < len(tokens) and (factor := _multipliers().get(tokens[at + taken])):
        value *= factor
        taken += 1
    multipliers = tokens[start : at + taken]
    if (multipliers or _is_round(tokens[at])) and (rest := _rest(tokens, at + taken, value)):
        value, taken = value + rest[0], taken + rest[1]
    money = any(word in slang for word in multipliers)
    return Number(value, taken, bool(multipliers) or _is_round(tokens[at]), money, coefficient)


def _rest(tokens: Sequence[str], at: int, below: float) -> tuple[float, int] | None:
    """What follows a multiplier: the "and fifty" of "two hundred and fifty"."""
    skip = 1 if tokens[at : at + 1] == ["and"] else 0
    if at + skip >= len(tokens) or tokens[at + skip][0].isdigit():
        return None
    value = _simple(tokens[at + skip])
    follows_multiplier = tokens[at + skip + 1 : at + skip + 2] and tokens[at + skip + 1] in _multipliers()
    return (value, skip + 1) if value and value < min(below, 100) and not follows_multiplier else None


def _tens_and_unit(tokens: Sequence[str], at: int) -> float | None:
    """`twenty-seven` as three tokens."""
    if tokens[at + 1 : at + 2] != ["-"] or at + 2 >= len(tokens):
        return None
    english = _words("en")
    tens, unit = english.get(tokens[at], 0), english.get(tokens[at + 2], 0)
    return tens + unit if tens >= 20 and 0 < unit < 10 else None


def _simple(word: str) -> float | None:
    """The value of one token in digits or words, Dutch compounds included."""
    if word[0].isdigit():
        return digits(word) if re.fullmatch(DIGITS, word) else None
    if word in _words("en"):
        return _words("en")[word]
    return dutch(word) if word not in _multipliers() else None


def _is_round(word: str) -> bool:
    return word.endswith(("honderd", "duizend"))


def dutch(word: str) -> float | None:
    """The value of a Dutch number in one word: `vierentwintig`, `tweehonderdvijftig`, `zestienhonderd`."""
    table = _words("nl")
    if word in table:
        return table[word]
    for name, factor in (("duizend", 1000.0), ("honderd", 100.0)):
        head, found, tail = word.partition(name)
        if found:
            return _sum(_part(head, 1.0, factor), _part(tail.removeprefix("en"), 0.0))
    return _unit_and_tens(word)


_STARTERS = frozenset({"honderd", "duizend", "hundred", "thousand"})
_TENS = frozenset({"twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"})
_UNITS = frozenset({"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"})


def _unit_and_tens(word: str) -> float | None:
    """The value of `zevenentwintig`."""
    tens = next((t for t in _TENS if word.endswith(t)), "")
    unit, joined, _ = word.removesuffix(tens).rpartition("en")
    if not tens or not joined or unit not in _UNITS | {"een"}:
        return None
    return _words("nl").get(unit, 1.0) + _words("nl")[tens]


def _part(word: str, empty: float, factor: float = 1.0) -> float | None:
    value = dutch(word) if word else empty
    return None if value is None else value * factor


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


@cache
def _words(language: str) -> Mapping[str, float]:
    return _parse(read("amounts")["numbers"][language])


@cache
def _table(key: str) -> Mapping[str, float]:
    return _parse(read("amounts")[key])


@cache
def _multipliers() -> Mapping[str, float]:
    return {**_table("multipliers"), **_table("slang")}


def _parse(line: str) -> Mapping[str, float]:
    return {word: float(value) for word, value in (entry.split("=") for entry in line.split())}
