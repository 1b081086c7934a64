"""What a message says around an order: yes, no, partly, what is asked of the shop's terms, how many, how many stars."""

from __future__ import annotations

import re
from functools import cache

from bot.language.lexicon import read
from bot.language.words import fold

_MOST_PIECES = 20
_SHORT = 8
"""Words in the longest message in which "deel" or "half" is an answer."""


def is_yes(text: str) -> bool:
    """Whether the whole message is a yes."""
    return _is("yes", text)


def is_no(text: str) -> bool:
    """Whether the whole message is a no: "laat maar"."""
    return _is("no", text)


def is_partly(text: str) -> bool:
    """Whether a short answer says that something came for a part: "ja, voor een deel"."""
    return len(text.split()) <= _SHORT and says("partly", text)


def says(what: str, text: str) -> bool:
    """Whether a message has one of the phrases under `what` in `lexicon/care.yml`."""
    return re.search(rf"\b(?:{_either(what)})\b", fold(text)) is not None


def phrases(what: str) -> tuple[str, ...]:
    """The phrases under `what` in `lexicon/care.yml`."""
    return tuple(filter(None, (" ".join(p.split()) for p in read("care")[what].split("|"))))


def quantity_in(text: str) -> int:
    """How many pieces are asked for: 2 in "doe er twee" and "2x"; 1 when nothing is said."""
    folded = fold(text)
    number = re.search(
        r"\b(\d{1,2})\s?(?:x|keer|stuks|st|pieces|of them|of those)\b|\b(?:er|me|mij)\s(\d{1,2})\b", folded
    )
    if number:
        return min(max(int(number[1] or number[2]), 1), _MOST_PIECES)
    for count, words in read("care")["quantities"].items():
        if count > 1 and re.search(rf"\b(?:er|ze|me|mij|take|have|get|add|want)\s(?:graag\s)?(?:{words})\b", folded):
            return int(count)
    return 1


def stars_in(text: str) -> tuple[int, int] | None:
    """A score with the most it can be: (4, 5) in "4 sterren", (8, 10) in "een 8"; None when there is none."""
    folded = fold(text)
    if found := re.search(rf"\b([0-5])\s?(?:van de 5\s?)?(?:{_either('stars')})\b", folded):
        return int(found[1]), 5
    if found := re.search(r"\b(\d{1,2})\s?(?:/|van de|uit|out of)\s?(5|10)\b", folded):
        score, most = int(found[1]), int(found[2])
        return (score, most) if score <= most else None
    found = re.fullmatch(r"(?:.*\b(?:een|cijfer|score|a|an)\s)?(10|\d)(?:\s?(?:voor|for)\b.*)?\W*", folded)
    return (int(found[1]), 10) if found else None


def _is(what: str, text: str) -> bool:
    return re.fullmatch(rf"\W*(?:{_either(what)})\W*", fold(text).replace(",", "")) is not None


@cache
def _either(what: str) -> str:
    """An alternation of the phrases, the longest first; a space is any white space."""
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases(what), key=len, reverse=True))
