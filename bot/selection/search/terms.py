"""Terms: what words of the catalogue come down to, forms of one word being one term and compounds several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.selection.search.compounds import parts
from bot.selection.search.stems import stems

PART = 0.6
"""How much a part of a compound counts beside the whole word."""


@dataclass(slots=True)
class _Families:
    """Union-find over spellings: those that share a stem become one family."""

    root: dict[str, str] = field(default_factory=dict)

    def join(self, spellings: Iterable[str]) -> None:
        tops = [self.top(s) for s in spellings]
        for top in tops[1:]:
            self.root[top] = tops[0]

    def top(self, spelling: str) -> str:
        path = [spelling]
        while (above := self.root.setdefault(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for passed in path:
            self.root[passed] = path[-1]
        return path[-1]

    def numbered(self) -> dict[str, int]:
        """Every spelling to the number of its family."""
        numbers: dict[str, int] = {}
        return {s: numbers.setdefault(self.top(s), len(numbers)) for s in list(self.root)}


@dataclass(frozen=True)
class Terms:
    """The terms of one catalogue."""

    by_spelling: Mapping[str, int]
    """Every word, stem and part to its term."""
    words: Mapping[str, int]
    """The words that occur by themselves, each to how often it occurs."""

    @classmethod
    def of(cls, words: Mapping[str, int]) -> Terms:
        """The terms of a catalogue in which `words` occur so often."""
        families = _Families()
        for word in words:
            families.join(spellings(word))
            for part in parts(word, words):
                families.join(spellings(part))
        return cls(families.numbered(), words)

    @cached_property
    def count(self) -> int:
        """How many terms there are."""
        return 1 + max(self.by_spelling.values(), default=-1)

    def term(self, word: str) -> int | None:
        """The term of a folded word, or None when no form of it is known."""
        return next((self.by_spelling[s] for s in spellings(word) if s in self.by_spelling), None)

    def parts(self, word: str) -> tuple[int, ...]:
        """The terms of a compound, its head last; empty when it is none of words that are known."""
        found = [self.term(part) for part in parts(word, self.words)]
        return tuple(term for term in found if term is not None) if None not in found else ()

    def table(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """What each word is indexed as: starts of shape [words + 1], and terms and weights in rows of those."""
        rows = [self._weighted(word) for word in words]
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
        terms = np.array([t for row in rows for t in row], np.int64)
        return starts, terms, np.array([w for row in rows for w in row.values()], np.float32)

    def _weighted(self, word: str) -> dict[int, float]:
        whole = self.term(word)
        return {**dict.fromkeys(self.parts(word), PART), **({whole: 1.0} if whole is not None else {})}


def spellings(word: str) -> tuple[str, ...]:
    """The word and the stems of it written as one: "e-bike" is "ebike" too."""
    return tuple(dict.fromkeys((word, *stems(word.replace("-", "").replace("'", "")))))
