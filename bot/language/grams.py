"""What a line says in words and in runs of letters: tf-idf weights, learned in bulk and worked out for one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

_ANY_WORD = r"(?u)\b\w+\b"
"""Words of one letter too: "a" and "u" tell a language and a tone."""
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "word": {"token_pattern": _ANY_WORD, "ngram_range": (1, 2)},
    "char": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
KINDS = tuple(_KINDS)
MANY_LINES = 2000
"""From here on a gram of one single line is left out: half of all grams, which answer nothing more right."""


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of one kind that were learned, each with its inverse document frequency."""

    words: Mapping[str, int]
    """Each gram with its place."""
    idf: NDArray[np.float64]
    _split: Callable[[str], Iterable[str]]

    @classmethod
    def learned(cls, kind: str, lines: Sequence[str]) -> tuple[Grams, Any]:
        """What is learned from `lines`, and their weights: a sparse matrix of shape `[lines, grams]`."""
        vectoriser = _vectoriser(kind, least=2 if len(lines) >= MANY_LINES else 1)
        weights = vectoriser.fit_transform(lines)
        words = {str(word): int(place) for word, place in vectoriser.vocabulary_.items()}
        return cls(words, vectoriser.idf_, vectoriser.build_analyzer()), weights

    @classmethod
    def restored(cls, kind: str, words: Sequence[str], idf: NDArray[np.float64]) -> Grams:
        """Grams by their places and frequencies; raises `ValueError` when these differ in number."""
        if len(words) != len(idf):
            raise ValueError(f"{len(words)} grams and {len(idf)} frequencies")
        return cls({word: place for place, word in enumerate(words)}, idf, _vectoriser(kind).build_analyzer())

    def weigh(self, line: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Places of the grams of a line and their weights, of length one together; both empty when none is known.

        As `TfidfVectorizer.transform` with `sublinear_tf`, whose checks of its input take ten times as long.
        """
        known = Counter(place for gram in self._split(line) if (place := self.words.get(gram)) is not None)
        places = np.fromiter(known.keys(), np.intp, len(known))
        weights = (1 + np.log(np.fromiter(known.values(), np.float64, len(known)))) * self.idf[places]
        return places, weights / (np.linalg.norm(weights) or 1.0)

    def in_order(self) -> list[str]:
        """Grams by their places."""
        return sorted(self.words, key=self.words.__getitem__)


def _vectoriser(kind: str, *, least: int = 1) -> TfidfVectorizer:
    return TfidfVectorizer(lowercase=False, sublinear_tf=True, min_df=least, **_KINDS[kind])
