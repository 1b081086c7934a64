"""Clauses: the parts of a message that may each want something of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.lexicon import read, word_set
from bot.language.words import fold

SURE = 0.6
"""Confidence from which the intent of a clause counts."""
MOST = 4
"""Clauses that are looked at; whoever writes more tells a story."""
SHORTEST = 2
"""Words in the shortest clause, unless it is set apart by a sign."""

Rank = Callable[[str], Sequence[tuple[str, float]]]
"""Gives the intents of a text with their confidence, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message, with its offset."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one clause wants."""

    intent: str
    clause: Clause


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a message, at most `MOST`: parted by signs, and by "en" before the opening of a new one.

    A message that has but one gives none.
    """
    found = tuple(_parts(text))
    return found if 1 < len(found) <= MOST else ()


def wanted(text: str, rank: Rank) -> tuple[Wanted, ...]:
    """What the clauses of `text` want, each intent once, as far as that is sure."""
    found: dict[str, Wanted] = {}
    for clause in clauses(text):
        intent, confidence = rank(clause.text)[0]
        if confidence >= SURE:
            found.setdefault(intent, Wanted(intent, clause))
    return tuple(found.values())


def _parts(text: str) -> Iterator[Clause]:
    """Spans between the breaks; what is too short to want anything goes with the next."""
    start = 0
    for begin, end in (*((m.start(), m.end()) for m in _break().finditer(fold(text))), (len(text), len(text))):
        part = text[start:begin]
        if any(c.isalpha() for c in part) and not _is_fragment(part, text[begin:end]):
            yield Clause(part.strip(), start + len(part) - len(part.lstrip()))
            start = end


def _is_fragment(part: str, behind: str) -> bool:
    """Whether a part says too little by itself: a word before an "en" or a comma."""
    return len(part.split()) < SHORTEST and not re.search(r"[.!?;\n,]", behind)


@cache
def _break() -> re.Pattern[str]:
    opens = "|".join(re.escape(word) for word in sorted(word_set("clauses", "opens"), key=len, reverse=True))
    joins = "|".join(re.escape(word) for word in read("clauses")["joins"].split("|"))
    return re.compile(
        rf"[.!?;](?=\s)\s*(?:(?:{joins})\s+)?|\s*\n\s*|\s*,\s*(?:(?:{joins})\s+)?(?=(?:{opens})\b)|\s+(?:{joins})\s+(?=(?:{opens})\b)"
    )
