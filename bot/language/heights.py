"""Lengths as people say them of themselves: "1m85", "1 meter 85", "ik ben 1,85", "5'4"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.language.lexicon import read, word_set
from bot.language.numbers import digits, dutch
from bot.language.units import spellings

_SHORTEST, _LONGEST = 100, 230
"""Centimetres between which a metre with a number behind it is one length."""


@dataclass(frozen=True, slots=True)
class Height:
    """A length in centimetres and where it stands, end exclusive."""

    centimetres: float
    start: int
    end: int


def heights(folded: str) -> list[Height]:
    """The lengths in a folded text that are not a number with one unit behind it."""
    return sorted([*_metres(folded), *_of_people(folded), *_feet(folded)], key=lambda h: h.start)


def _feet(folded: str) -> Iterator[Height]:
    """Feet with inches behind them."""
    for found in _FEET.finditer(folded):
        length = float(found["ft"]) * 30.48 + float(found["in"]) * 2.54
        yield Height(float(round(length)), found.start(), found.end())


def _metres(folded: str) -> Iterator[Height]:
    """Metres with centimetres behind them, the unit of those mostly left out."""
    for found in _METRES.finditer(folded):
        centimetres = float(found["cm"]) if found["cm"].isdigit() else dutch(found["cm"]) or 100.0
        length = (float(found["m"]) if found["m"].isdigit() else 1.0) * 100 + centimetres
        if centimetres < 100 and length <= _LONGEST and not _is_counted(folded, found.end()):
            yield Height(length, found.start(), found.end())


def _of_people(folded: str) -> Iterator[Height]:
    """A bare number behind "ik ben" or "iemand van": metres with two decimals, or centimetres."""
    for found in _people().finditer(folded):
        number = digits(found["length"])
        length = number if number >= _SHORTEST else round(number * 100, 6)
        if not _is_counted(folded, found.end()):
            yield Height(length, found.start("length"), found.end())


def _is_counted(folded: str, at: int) -> bool:
    """Whether a unit or a currency behind it makes the number another one: "ik ben 180 euro kwijt"."""
    following = re.match(r"\s*([a-z/]+|\S)", folded[at:])
    word = following[1] if following else ""
    return word in spellings() or word in word_set("amounts", "currency") or word in word_set("amounts", "not_amount")


_METRES = re.compile(
    r"(?<![\w.,])(?P<m>[12]|een|one)\s?(?:meters?|metres?|m)(?:\s?(?=\d)|\s)(?P<cm>\d\d|[a-z]+)(?:\s?(?:cm|centimeter))?(?![\w%]|[.,]\d)"
)

_FEET = re.compile(
    r"(?<![\w.,])(?P<ft>[3-7])\s?(?:'|feet|foot|ft\.?)\s?(?P<in>1[01]|\d)(?:\s?(?:\"|''|inch(?:es)?|in\b))?(?![\w%]|[.,]\d)"
)


@cache
def _people() -> re.Pattern[str]:
    before = "|".join(re.escape(p.strip()).replace(r"\ ", r"\s+") for p in read("amounts")["people_before"].split("|"))
    return re.compile(
        rf"(?<![\w'])(?:{before})\s+(?P<length>1[.,][2-9]\d|2[.,][0-2]\d|1[2-9]\d|2[0-2]\d)(?![\w%]|[.,:/-]\d)"
    )
