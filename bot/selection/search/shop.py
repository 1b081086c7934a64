"""Searching a whole shop: finds products of any kind by words, and says how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.selection.search.compounds import SHORTEST
from bot.selection.search.index import TextIndex, best
from bot.selection.search.reading import Word
from bot.selection.search.texts import category_words
from bot.selection.search.tokens import lists, tokens
from bot.shop.ports import Category

Flags = NDArray[np.bool_]
How = Literal["named", "partly", "described"]
"""The products are called so; they are of that kind but not all of what was asked; only their description says it."""
_SUREST: Sequence[How] = ("named", "partly", "described")


@dataclass(frozen=True, slots=True)
class Found:
    """Products of one category that words were found in."""

    category: Category
    places: tuple[int, ...]
    """Places among the category's products, the best first."""
    how: How
    meant: str = ""
    """The words as they were understood, where one was misspelt."""
    score: float = 0.0
    """How much the best of them says of the words, comparable between categories."""


@dataclass(frozen=True, slots=True)
class ShopSearch:
    """The categories of a shop and the index of each one's products."""

    categories: Sequence[Category]
    words: Callable[[Category], TextIndex]

    def find(self, phrase: str, n: int = 3) -> Found | None:
        """At most `n` products of the category in which `phrase` fits best; None when the thing is found nowhere.

        The thing is the last word before "voor", "met" or the like: in "zwarte laptophoes met rits" the
        "laptophoes". Words are corrected only where nothing is called as they stand.
        """
        return self._surest(_found_in, phrase, n)

    def named(self, text: str, n: int = 3) -> Found | None:
        """At most `n` products that are called as `text` says, in two words or more; None when none is called so."""
        return self._surest(_named_in, text, n)

    def nearest_kinds(self, thing: str) -> list[Category]:
        """The categories of which a name shares a word with `thing`: of a "wasdroger" the washing machines."""
        said = [word for word in tokens(thing) if word.isalpha()]
        return [c for c in self.categories if any(self._akin(a, b) for a in said for b in tokens(category_words(c)))]

    def _surest(self, find: _Find, text: str, n: int) -> Found | None:
        """The surest of all categories, with words corrected where nothing is called as they stand."""
        found: list[Found] = []
        for correct in (False, True):
            everywhere = (find(c, self.words(c), text, n, correct) for c in self.categories)
            found += [f for f in everywhere if f]
            if any(f.how == "named" for f in found):
                break
        return min(found, key=lambda f: (_SUREST.index(f.how), bool(f.meant), -f.score), default=None)

    def _akin(self, said: str, name: str) -> bool:
        """Whether two words begin with the same word of the catalogue, or one ends with the other."""
        if min(len(said), len(name)) > SHORTEST and (said.endswith(name) or name.endswith(said)):
            return True
        shared = _shared_start(said, name)
        starts = (shared[:end] for end in range(len(shared), SHORTEST - 1, -1))
        return any(start in self.words(c).terms.words for start in starts for c in self.categories)


_Find = Callable[[Category, TextIndex, str, int, bool], Found | None]


def _found_in(category: Category, index: TextIndex, phrase: str, n: int, correct: bool) -> Found | None:
    words = index.read(phrase, correct=correct)
    of = index.read(_thing(phrase), correct=correct)
    head = next((word for word in reversed(of) if _LETTER.match(word.said)), None)
    for how, fitting in _tiers(index, head, words) if head else ():
        if fitting.any():
            return _best(category, index, words, fitting, how, n)
    return None


def _named_in(category: Category, index: TextIndex, text: str, n: int, correct: bool) -> Found | None:
    words = index.read(text, correct=correct)
    if len(words) < _WORDS_OF_A_NAME or not all(word.ways for word in words):
        return None
    fitting = _all_of(index.having(word, named=True) for word in words)
    return _best(category, index, words, fitting, "named", n) if fitting.any() else None


def _tiers(index: TextIndex, head: Word, words: Sequence[Word]) -> Iterator[tuple[How, Flags]]:
    """Which products may be shown, the surest first."""
    called, everything = index.having(head, named=True), _all_of(index.having(word) for word in words)
    yield "named", called & everything
    yield "partly", called
    yield "described", everything & index.having(head.whole())


def _all_of(flags: Iterable[Flags]) -> Flags:
    return reduce(np.logical_and, flags)


def _best(category: Category, index: TextIndex, words: Sequence[Word], fitting: Flags, how: How, n: int) -> Found:
    places, _ = best(np.where(fitting, index.scored(words), np.float32(0)), n)
    score = float(index.scored(words, rarity=False)[places[0]])
    return Found(category, tuple(places.tolist()), how, _meant(words), score)


_WORDS_OF_A_NAME = 2
_LETTER = re.compile(r"[^\W\d_]")


def _thing(phrase: str) -> str:
    """The phrase up to what the thing is for or comes with."""
    return _after().split(f" {phrase} ", maxsplit=1)[0]


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)\s+(?:{'|'.join(lists()['after'].split())})\s", re.IGNORECASE)


def _meant(words: Iterable[Word]) -> str:
    """The words as they were understood; empty when they were taken as they stand."""
    read = list(words)
    return " ".join(w.meant or w.said for w in read) if any(w.meant for w in read) else ""


def _shared_start(one: str, other: str) -> str:
    size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]
