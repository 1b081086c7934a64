"""Misspelt words of a query, corrected against the words of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters in the shortest word that is corrected."""
LONGEST = 30
CAP = 60_000
"""Words that are compared with at most, the most frequent ones: this bounds the time of a correction."""
_LONG = 8
"""Letters from which a word may have two wrong."""
_NEAR = 8
"""Words at the least distance among which frequency decides."""


@dataclass(frozen=True, slots=True)
class Corrector:
    """Finds the catalogue's word for a misspelt one, by letters that are missing, too many, wrong or swapped."""

    by_length: Mapping[int, tuple[str, ...]]
    frequency: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, frequency: Mapping[str, int]) -> Corrector:
        """A corrector towards the words of `frequency`: in how many texts each occurs."""
        usable = (w for w in frequency if w.isalpha() and len(w) >= SHORTEST)
        kept = sorted(usable, key=lambda w: -frequency[w])[:CAP]
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in kept:
            by_length[len(word)].append(word)
        return cls({n: tuple(ws) for n, ws in by_length.items()}, {w: frequency[w] for w in kept})

    def correct(self, word: str, *, least: int = 1, most: int = 2) -> str:
        """The likeliest word `least` to `most` letters off, two only from eight letters on; empty when there is none.

        The distance is that of optimal string alignment (a swap counts one). The first letter is seldom wrong, so
        of the equally near that with the same first letter goes before the most frequent.
        """
        if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
            return ""
        for distance in range(least, min(most, 1 if len(word) < _LONG else 2) + 1):
            found = [near for near, away, _ in self._within(word, distance) if away == distance]
            if found:
                return min(found, key=lambda w: (w[0] != word[0], -self.frequency[w], w))
        return ""

    def _within(self, word: str, distance: int) -> Iterable[tuple[str, float, int]]:
        for length in range(len(word) - distance, len(word) + distance + 1):
            among = self.by_length.get(length, ())
            yield from process.extract(word, among, scorer=OSA.distance, score_cutoff=distance, limit=_NEAR)
