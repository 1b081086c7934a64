"""Children by their age: "mijn dochter van 8", "my 7 year old"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.language.lexicon import read
from bot.language.numbers import dutch
from bot.language.words import fold


def children(text: str) -> Iterator[tuple[int, int]]:
    """Where a message speaks of a child of a told age, end exclusive; who is older is no child."""
    folded = fold(text)
    for pattern in _patterns():
        for found in pattern.finditer(folded):
            age = float(found["age"]) if found["age"].isdigit() else dutch(found["age"])
            if age and age <= _ages()["until"]:
                yield found.start("who"), found.end("last")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    of = "|".join(_ages()["van"].split())
    who, old = "|".join(_ages()["who"].split()), "|".join(sorted(_ages()["old"].split("|"), key=len, reverse=True))
    return (
        re.compile(rf"\b(?P<who>{who})\s+(?:{of})\s+(?P<last>(?P<age>\d{{1,2}}|[a-z]+)(?:\s+(?:{old}))?)(?![\w/%])"),
        re.compile(rf"\b(?P<who>(?P<age>\d{{1,2}})\s?-?jarige\s+(?P<last>{who}))\b"),
        re.compile(
            rf"\bfor\s+(?:my|our|an?)\s+(?P<who>(?P<age>\d{{1,2}})[\s-]years?[\s-]old)(?P<last>\s+(?:{who})\b|(?=\s*(?:$|[.,;!?])))"
        ),
    )


def _ages() -> Any:
    return read("terms")["ages"]
