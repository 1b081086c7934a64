"""Compounds parted by the catalogue's own words: "laptophoes" is "laptop" and "hoes" where both are sold."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.selection.search.stems import singulars

SHORTEST = 3
"""Letters in the shortest part."""
SHORTEST_WHOLE = 7
"""Letters in the shortest compound: a "laptop" is no "top"."""
LONGEST = 40
"""Letters in the longest word that is parted."""
LINKS = ("", "s", "en", "n", "e")
"""What Dutch puts between the parts of a compound."""
_SIGN = re.compile(r"['-]")


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The words in a compound, its head last; empty when it is none.

    `known` are the words that occur by themselves. A word with a hyphen or an apostrophe always has parts; another
    is modifier + link + head when the modifier and the head, or the head's stem, are known. The way with the
    fewest parts counts, and of those the one with the longest head.
    """
    if written := _SIGN.split(word)[1:]:
        return tuple(p for p in (_SIGN.split(word)[0], *written) if p)
    return _parts(word, known, {})


def _parts(word: str, known: Collection[str], done: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fewest parts; `done` keeps what was parted before, as the same end comes back behind each modifier."""
    if not (SHORTEST_WHOLE <= len(word) <= LONGEST and word.isalpha()):
        return ()
    if word not in done:
        ways = (_cut(word, at, known, done) for at in range(SHORTEST, len(word) - SHORTEST + 1))
        done[word] = min((way for way in ways if way), key=len, default=())
    return done[word]


def _cut(word: str, at: int, known: Collection[str], done: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The parts of a word that is cut before its letter `at`; none when the cut makes no words."""
    modifier = _modifier(word[:at], known)
    head = modifier and (_word(word[at:], known) or _parts(word[at:], known, done))
    return (modifier, *head) if head else ()


def _modifier(text: str, known: Collection[str]) -> str:
    """The word that `text` is with a link behind it; empty when it is none. "brillen" is "bril"."""
    for link in LINKS:
        if text.endswith(link) and (word := text[: len(text) - len(link)]) and len(word) >= SHORTEST:
            if word in known:
                return word
            if link == "en" and word[-1] == word[-2] and word[:-1] in known and len(word) > SHORTEST:
                return word[:-1]
    return ""


def _word(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The known word that `text` is or of which it is the plural, as the only part; none when it is none."""
    word = text if text in known else next((singular for singular in singulars(text) if singular in known), "")
    return (word,) if word else ()
