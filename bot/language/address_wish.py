"""A shopper who asks to be called "u" or "je": "spreek me met u aan", "zeg maar je hoor"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.language.lexicon import read
from bot.language.words import fold

FEW = 1
"""Words that may stand beside the wish and the courtesies around it when nothing else is asked."""


def wished_address(text: str) -> str:
    """The form that is asked for, `je` or `u`; empty when none is."""
    said = " ".join(fold(text).split())
    for form, other in (("u", "je"), ("je", "u")):
        if found := _pattern(form).search(said):
            return other if _is_denied(said, found) else form
    return ""


def asks_nothing_else(text: str) -> bool:
    """Whether a message with such a wish is about nothing but that."""
    said = " ".join(fold(text).split())
    rest = _pattern("je").sub(" ", _pattern("u").sub(" ", said))
    return sum(word not in _wish()["around"].split() for word in re.findall(r"\w+", rest)) <= FEW


def _is_denied(said: str, found: re.Match[str]) -> bool:
    no = _wish()["not"]
    before, behind = said[: found.start()], said[found.end() :]
    return re.search(rf"\b{no} (?:meer |zo |te )?$", before) is not None or re.match(rf"\s*{no}\b", behind) is not None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    wish = _wish()
    return re.compile("|".join(f"(?:{one.replace('{end}', wish['end'])})" for one in wish[form]))


def _wish() -> Any:
    return read("address")["wish"]
