"""A query as the catalogue understands it: each of its words with the terms that it may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.typos import is_common
from bot.selection.search.compounds import LINKS, SHORTEST
from bot.selection.search.correction import Corrector
from bot.selection.search.terms import PART, Terms
from bot.selection.search.tokens import tokens

LONGEST_QUERY = 400
"""Characters of a query that are read."""
MOST_WORDS = 16
MOST_CORRECTED = 4
"""Words of one query that are corrected: the rest of a text that is no search costs nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query."""

    said: str
    ways: tuple[tuple[int, ...], ...] = ()
    """Ways in which a text has it: by any of these, each of which asks all of its terms. Empty: nothing has it."""
    meant: str = ""
    """The word that it was taken for when it is misspelt."""

    def or_as(self, term: int) -> Word:
        """The same, had by a text with `term` too."""
        return replace(self, ways=(*self.ways, (term,)))

    def whole(self) -> Word:
        """The same without the ways in which a text only has its parts."""
        return replace(self, ways=tuple(way for way in self.ways if len(way) == 1))

    def weights(self) -> dict[int, float]:
        """What each term counts for in the score: the whole word fully, parts of it less."""
        return {t: PART if len(way) > 1 else 1.0 for way in sorted(self.ways, key=len, reverse=True) for t in way}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads queries against the terms of one catalogue."""

    terms: Terms
    corrector: Corrector

    def read(self, query: str, *, correct: bool = True) -> tuple[Word, ...]:
        """The words of `query` in order, without stop words and repeats; those that nothing has are kept.

        Without `correct` every word is taken as it stands.
        """
        said = list(dict.fromkeys(tokens(query[:LONGEST_QUERY])))[:MOST_WORDS]
        exact = self._paired([self._exact(word) for word in said])
        unknown = [i for i, word in enumerate(exact) if not word.ways][: MOST_CORRECTED if correct else 0]
        return tuple(self._corrected(word.said) if i in unknown else word for i, word in enumerate(exact))

    def suggest(self, word: str) -> str:
        """The catalogue's word for a misspelt one; empty when it is known, an everyday word, or like none."""
        return self._corrected(word).meant if word and not self._exact(word).ways else ""

    def _exact(self, said: str) -> Word:
        whole, parts = self.terms.term(said), self.terms.parts(said)
        return Word(said, tuple(way for way in ((whole,) if whole is not None else (), parts) if way))

    def _paired(self, words: Sequence[Word]) -> list[Word]:
        """The words, each that is unknown by itself with the compound of it and another.

        "Hoes voor laptop" is a "laptophoes", "head phones" are "headphones".
        """
        found = list(words)
        unknown = {i for i, word in enumerate(words) if not word.ways}
        pairs = ((a, b) for a in range(len(words)) for b in range(len(words)) if a != b and unknown & {a, b})
        for a, b in pairs:
            for link in LINKS:
                term = self.terms.by_spelling.get(words[a].said + link + words[b].said)
                if term is not None:
                    found[a], found[b] = found[a].or_as(term), found[b].or_as(term)
        return found

    def _corrected(self, said: str) -> Word:
        if is_common(said):
            return Word(said)
        correct = self.corrector.correct
        if meant := correct(said, most=1) or self._half_corrected(said) or correct(said, least=2):
            return Word(said, self._exact(meant).ways, meant)
        return Word(said)

    def _half_corrected(self, said: str) -> str:
        """A compound with one misspelt part: the other part must be a word of the catalogue."""
        known = self.terms.words
        for cut in range(SHORTEST + 1, len(said) - SHORTEST):
            modifier, head = said[:cut], said[cut:]
            if modifier in known and (meant := self.corrector.correct(head, most=1)):
                return modifier + meant
            if head in known and (meant := self.corrector.correct(modifier, most=1)):
                return meant + head
        return ""
