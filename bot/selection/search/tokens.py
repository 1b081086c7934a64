"""The words of a text as they are indexed and searched: folded, an amount and its unit in one, stop words out."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.language.units import spellings
from bot.language.words import fold

_WORD = r"[^\W_]+(?:['-][^\W_]+)*"
_WORDS = re.compile(_WORD)
_DIGIT = re.compile(r"\d")
LONGEST_TEXT = 20_000
"""Characters of a text that are read."""


def tokens(text: str) -> list[str]:
    """The words of `text` in order: "16 GB" and "16gb" are `16gb`, "15,6 inch" is `15.6inch`, "E-bike" is `e-bike`."""
    folded = fold(text[:LONGEST_TEXT])
    stop = stop_words()
    if not _DIGIT.search(folded):
        return [word for word in _WORDS.findall(folded) if word not in stop]
    found = (word or _amount(number, unit) for number, unit, word in _pattern().findall(folded))
    return [word for word in found if word not in stop]


@cache
def stop_words() -> frozenset[str]:
    """Words of either language that say nothing of a product."""
    return frozenset(" ".join(lists()["stop"].values()).split())


@cache
def lists() -> Any:
    """The word lists of this package. Shared between callers: do not change them."""
    return yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(s) for s in sorted(_units(), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(\d+(?:[.,]\d+)?) ?({units})(?![^\W_])|({_WORD})")


@cache
def _units() -> dict[str, tuple[str, float]]:
    unjoined = lists()["unjoined"].split()
    return {spelling: meant for spelling, meant in spellings().items() if meant[0] not in unjoined}


def _amount(number: str, unit: str) -> str:
    canonical, factor = _units()[unit]
    return f"{float(number.replace(',', '.')) * factor:g}{canonical.lower()}"
