"""The text index of a catalogue: built once per version of it, searched in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.selection.search import files
from bot.selection.search.bm25 import Postings, postings
from bot.selection.search.correction import Corrector
from bot.selection.search.gathering import Gathered
from bot.selection.search.reading import Reader, Word
from bot.selection.search.terms import Terms

Scores = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Texts by their words; text i is the i-th that was built from. Safe to share between threads."""

    terms: Terms
    postings: Postings
    reader: Reader = field(repr=False)

    @classmethod
    def build(cls, texts: Iterable[Mapping[str, str]]) -> TextIndex:
        """An index of `texts`, each by field: `title brand category values extras description`, as far as it has them.

        Any other field counts as a title. The texts may be streamed; none at all gives an index that finds nothing.
        """
        gathered = Gathered()
        for text in texts:
            gathered.add(text)
        return cls.of(*_indexed(gathered))

    @classmethod
    def of(cls, terms: Terms, found: Postings) -> TextIndex:
        """The index of what was indexed."""
        return cls(terms, found, Reader(terms, Corrector.of(terms.words)))

    def __len__(self) -> int:
        """How many texts there are."""
        return self.postings.texts

    def read(self, query: str, *, correct: bool = True) -> tuple[Word, ...]:
        """The words of a query as this catalogue understands them; with `correct` those that are misspelt as well."""
        return self.reader.read(query, correct=correct)

    def suggest(self, word: str) -> str:
        """The catalogue's word for a misspelt one; empty when it is known, an everyday word, or like none."""
        return self.reader.suggest(word)

    def search(self, query: str, n: int = 10) -> tuple[Places, Scores]:
        """The `n` texts that `query` fits best and their scores, the best first; of equals the first text.

        Any query has a result: an empty one where it has no word that a text has.
        """
        return best(self.scores(query), n)

    def scores(self, query: str) -> Scores:
        """BM25 of each text for `query`, shape [texts], 0 where nothing of it occurs."""
        return self.scored(self.read(query))

    def scored(self, words: Iterable[Word], *, rarity: bool = True) -> Scores:
        """BM25 of each text for words that were read, shape [texts].

        Without `rarity` every word counts alike, so that scores of several indexes can be compared.
        """
        weights: dict[int, float] = {}
        for word in words:
            for term, weight in word.weights().items():
                weights[term] = weights.get(term, 0.0) + weight
        scores = np.zeros(len(self), np.float32)
        for term, weight in weights.items():
            self.postings.add(scores, term, weight * self.postings.idf(term) if rarity else weight)
        return scores

    def having(self, word: Word, *, named: bool = False) -> NDArray[np.bool_]:
        """Which texts have `word` in one of its ways, shape [texts].

        With `named` only where it names the product; of a compound that is had in parts the head does.
        """
        has = np.zeros(len(self), np.bool_)
        for way in word.ways:
            seen = np.zeros(len(self), np.uint8)
            for term in set(way):
                seen[self.postings.of(term, named=named and term == way[-1])] += 1
            has |= seen == len(set(way))
        return has

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is replaced whole: a reader sees the old one or the new one."""
        files.save(folder, self.terms, self.postings)

    @classmethod
    def load(cls, folder: Path) -> TextIndex:
        """The index that `save` wrote, its arrays memory-mapped. Raises `UnusableIndex`."""
        return cls.of(*files.load(folder))


def best(scores: Scores, n: int) -> tuple[Places, Scores]:
    """The places of the `n` highest scores above zero and those scores, the highest first."""
    found = np.flatnonzero(scores)
    if 0 < n < len(found):
        least = -np.partition(-scores[found], n - 1)[n - 1]
        found = found[scores[found] >= least]
    order = found[np.argsort(-scores[found], kind="stable")][: max(n, 0)]
    return order.astype(np.int64), scores[order]


def _indexed(gathered: Gathered) -> tuple[Terms, Postings]:
    terms = Terms.of(gathered.frequencies())
    starts, of, weights = terms.table(list(gathered.vocabulary))
    words, places, counts, named = gathered.occurrences()
    sizes = (starts[1:] - starts[:-1])[words]
    begins = (
        np.repeat(starts[words] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) if len(words) else starts[:0]
    )
    rows = begins + np.arange(len(begins))
    found = postings(
        of[rows], np.repeat(places, sizes), np.repeat(counts, sizes) * weights[rows], np.repeat(named, sizes),
        of_terms=terms.count, texts=gathered.texts,
    )  # fmt: skip
    return terms, found
