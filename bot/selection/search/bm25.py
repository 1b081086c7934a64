"""BM25: how much each word of a query says of each text, precomputed per word and text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
"""How soon a word that occurs again adds no more."""
B = 0.5
"""How far a word in a long text counts less, 0..1; titles are short, so less than in prose."""

Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Which texts hold which term, as compressed rows: term t stands in `places[starts[t]:starts[t + 1]]`.

    Those that are named so (the term is in their title or the like) come first, up to `named[t]`.
    """

    starts: NDArray[np.int64]
    """Shape [terms + 1]."""
    named: NDArray[np.int64]
    """Shape [terms]."""
    places: Places
    impacts: NDArray[np.float16]
    """Parallel to `places`: BM25 without the idf, 0..K1 + 1."""
    texts: int
    """How many texts there are."""

    @property
    def terms(self) -> int:
        """How many terms there are."""
        return len(self.named)

    @property
    def nbytes(self) -> int:
        """Memory of the arrays."""
        return self.starts.nbytes + self.named.nbytes + self.places.nbytes + self.impacts.nbytes

    def frequency(self, term: int) -> int:
        """In how many texts `term` occurs."""
        return int(self.starts[term + 1] - self.starts[term])

    def idf(self, term: int) -> float:
        """How rare `term` is: ln(1 + (N - n + .5) / (n + .5)), above zero."""
        found = self.frequency(term)
        return float(np.log1p((self.texts - found + 0.5) / (found + 0.5)))

    def of(self, term: int, *, named: bool = False) -> Places:
        """The places of the texts that hold `term`; only those `named` so."""
        end = self.named[term] if named else self.starts[term + 1]
        return self.places[self.starts[term] : end]

    def add(self, scores: NDArray[np.float32], term: int, weight: float) -> None:
        """Add what `term` says of each text to `scores`, in place, `weight` times; its rarity is part of that."""
        rows = slice(self.starts[term], self.starts[term + 1])
        scores[self.places[rows]] += self.impacts[rows].astype(np.float32) * np.float32(weight)


def postings(
    terms: NDArray[np.int64], places: NDArray[np.int64], weights: NDArray[np.float32],
    named: NDArray[np.bool_], *, of_terms: int, texts: int,
) -> Postings:  # fmt: skip
    """The index of occurrences: term, text, weight and whether the text is named so, all of shape [occurrences].

    After Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the fields of BM25F: the weights
    of a term's occurrences in a text add up before they saturate.
    """
    keys = terms * max(texts, 1) + places
    order = np.argsort(keys, kind="stable")
    first = np.flatnonzero(np.diff(keys[order], prepend=-1))
    if not len(first):
        nothing = np.zeros(0, np.int64)
        return Postings(np.zeros(of_terms + 1, np.int64), np.zeros(of_terms, np.int64), nothing.astype(np.int32),
                        nothing.astype(np.float16), texts)  # fmt: skip
    total = np.add.reduceat(weights[order], first)
    is_named = np.logical_or.reduceat(named[order], first)
    term, place = terms[order][first], places[order][first]
    lengths = np.bincount(place, weights=total, minlength=texts)
    norm = K1 * (1 - B + B * lengths[place] / max(lengths.mean(), 1e-9))
    impact = (total * (K1 + 1) / (total + norm)).astype(np.float16)
    starts = np.concatenate([[0], np.cumsum(np.bincount(term, minlength=of_terms))])
    in_front = np.argsort(term * 2 + ~is_named, kind="stable")
    ends = starts[:-1] + np.bincount(term[is_named], minlength=of_terms)
    return Postings(starts, ends, place[in_front].astype(np.int32), impact[in_front], texts)
