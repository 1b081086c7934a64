"""Words that tell Dutch from English: those of the one language that are not words of the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from bot.language.concepts import concepts
from bot.language.lexicon import read, word_set
from bot.language.typos import stop_words


def votes(words: Iterable[str]) -> Mapping[str, int]:
    """How many of the folded `words` tell each language: `{"nl": 2, "en": 0}`."""
    said = list(words)
    return {language: sum(word in telling for word in said) for language, telling in _telling().items()}


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    neutral = word_set("languages", "neutral")
    dutch, english = _words("nl"), _words("en")
    return {"nl": dutch - english - neutral, "en": english - dutch - neutral}


def _words(language: str) -> frozenset[str]:
    sides = (side for c in concepts().values() for side in (c.lower_words, c.higher_words))
    adjectives = {word for side in sides for word in side.get(language, {}) if word.isalpha()}
    listed = read("languages")[language].split() + read("common")[language].split()
    return frozenset({*adjectives, *listed, *stop_words(language)})
