"""Numbers as shoppers write them, Dutch and English: digits, words, "3 meier", "anderhalf duizend"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.lexicon import read, word_set

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
    if word in _STARTERS or word in _table("coins"):
        return _multiplied(tokens, at, 1.0, 0)
    if said := _phrase(tokens, at) or _tens_and_unit(tokens, at):
        return _multiplied(tokens, at, *said)
    value = _simple(word)
    if value is None and (following in _multipliers() or following in word_set("amounts", "coloured")):
        value = article(word)
    return (
        None
        if value is None
        else _multiplied(tokens, at, value + _half(tokens, at + 1), 4 if _half(tokens, at + 1) else 1)
    )


def article(word: str) -> float | None:
    """The value of an article or half before a unit, or None."""
    return _table("articles").get(word)


def multiplier(word: str) -> float | None:
    """What a multiplier such as "honderd" or "meier" stands for, or None."""
    return _multipliers().get(word)


def _phrase(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """The value of several words before a multiplier, and how many: the "half a" of "half a grand"."""
    for words, value in _phrases().items():
        end = at + len(words)
        if tuple(tokens[at:end]) == words and end < len(tokens) and tokens[end] in _multipliers():
            return value, len(words)
    return None


def _half(tokens: Sequence[str], at: int) -> float:
    """0.5 for the "en een half" before a multiplier, else 0."""
    half = tuple(tokens[at : at + 3]) in _HALVES and at + 3 < len(tokens) and tokens[at + 3] in _multipliers()
    return 0.5 if half else 0.0


def _multiplied(tokens: Sequence[str], at: int, coefficient: float, taken: int) -> Number:
    value, slang = coefficient, {**_table("slang"), **_table("coins")}
    start = at + taken
    if start + 1 < len(tokens) and tokens[start] in word_set("amounts", "coloured") and tokens[start + 1] in slang:
        taken += 1
    while at + taken < len(tokens) and (factor := _multipliers().get(tokens[at + taken])):
        value *= factor
        taken += 1
    multipliers = tokens[start : at + taken]
    if multipliers and tuple(tokens[at + taken : at + taken + 3]) in _HALVES:
        value, taken = value + _multipliers()[multipliers[-1]] / 2, taken + 3
    if (multipliers or _is_round(tokens[at])) and (rest := _rest(tokens, at + taken, value)):
        value, taken = value + rest[0], taken + rest[1]
    money = any(word in slang for word in multipliers)
    return Number(value, taken, bool(multipliers) or _is_round(tokens[at]), money, coefficient)


def _rest(tokens: Sequence[str], at: int, below: float) -> tuple[float, int] | None:
    """What follows a multiplier: the "and fifty" of "two hundred and fifty"."""
    skip = 1 if tokens[at : at + 1] == ["and"] else 0
    if at + skip >= len(tokens) or tokens[at + skip][0].isdigit():
        return None
    rest = None if tokens[at + skip] in _STARTERS else number_at(tokens, at + skip)
    return (rest.value, skip + rest.taken) if rest and 0 < rest.value < below and not rest.money else None


def _tens_and_unit(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """`twenty-seven` as two or three tokens: its value, and how many."""
    apart = 2 if tokens[at + 1 : at + 2] == ["-"] else 1
    if at + apart >= len(tokens):
        return None
    english = _words("en")
    tens, unit = english.get(tokens[at], 0), english.get(tokens[at + apart], 0)
    return (tens + unit, apart + 1) if tens >= 20 and 0 < unit < 10 else None


def _simple(word: str) -> float | None:
    """The value of one token in digits or words, Dutch compounds included."""
    if word[0].isdigit():
        return digits(word) if re.fullmatch(DIGITS, word) else None
    if word in _words("en"):
        return _words("en")[word]
    return dutch(word) if word not in _multipliers() else None


def _is_round(word: str) -> bool:
    return "honderd" in word or "duizend" in word


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


_HALVES = frozenset({("en", "een", "half"), ("en", "een", "halve"), ("and", "a", "half")})
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
    return {**_table("multipliers"), **_table("slang"), **_table("coins")}


@cache
def _phrases() -> Mapping[tuple[str, ...], float]:
    """By their words, the longest first."""
    pairs = (entry.split("=") for entry in read("amounts")["phrases"].split("|"))
    found = {tuple(words.split()): float(value) for words, value in pairs}
    return {words: found[words] for words in sorted(found, key=len, reverse=True)}


def _parse(line: str) -> Mapping[str, float]:
    return {word: float(value) for word, value in (entry.split("=") for entry in line.split())}
