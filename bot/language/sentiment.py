"""Sentiment of a shopper's message, Dutch and English: lexicons with negation, intensity, signs and shop words.

Dutch valences are those of pattern's lexicon (De Smedt and Daelemans, 2012), English ones those of VADER (Hutto
and Gilbert, 2014); the rules follow VADER's idea in few lines. What a shop needs otherwise stands in
`lexicon/shop_sentiment.yml`, and words that only say what a product should be ("goedkoop", "light") are neutral.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language.valences import Valences, valences
from bot.language.words import fold

Label = Literal["negative", "neutral", "positive"]

MODEL = "lexicon-1"
"""Name of the model in the journey log; a change of scores is a new name."""
_THRESHOLD = 0.25
"""Below this absolute score a message is neutral."""
_SPREAD = 0.5
"""The valence sum v becomes v / sqrt(v² + spread), as VADER does: one clear word gives about .6."""
_REACH = 3
_DENIED_GOOD, _DENIED_BAD = -0.8, -0.4
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.3
_EXCLAMATION, _CAPITALS, _ASKED_TWICE = 1.1, 1.25, -0.2


@dataclass(frozen=True, slots=True)
class Mood:
    """Score -1 .. 1, its label, and how sure the label is (0..1)."""

    score: float
    label: Label
    confidence: float


class Sentiment:
    """Scores messages. Reads its lexicons on first use of a language; safe to share between threads."""

    def score(self, text: str, language: str) -> Mood:
        """The mood of a cleaned `text` in `nl` or `en`."""
        lexicon = valences(language)
        tokens = _TOKEN.findall(fold(text))
        total = _total(tokens, lexicon) + lexicon.signs(text)
        total *= _EXCLAMATION ** min(text.count("!"), 3) * (_CAPITALS if _shouts(text) else 1.0)
        if re.search(r"\?\s*[?!]|!\?", text) and total <= 0:
            total += _ASKED_TWICE
        return _mood(total / math.sqrt(total * total + _SPREAD))


_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[.,;!?]")


def _mood(score: float) -> Mood:
    if abs(score) < _THRESHOLD:
        return Mood(round(score, 3), "neutral", round(1 - abs(score) / _THRESHOLD / 2, 3))
    certainty = 0.5 + 0.5 * (abs(score) - _THRESHOLD) / (1 - _THRESHOLD)
    return Mood(round(score, 3), "positive" if score > 0 else "negative", round(certainty, 3))


def _total(tokens: Sequence[str], lexicon: Valences) -> float:
    """Sum of the valences of words and phrases; what follows a "but" weighs more than what precedes it."""
    total, at = 0.0, 0
    while at < len(tokens):
        if tokens[at] == lexicon.but:
            total *= _BEFORE_BUT
        size, valence = _valence_at(tokens, at, lexicon)
        total += valence * (_AFTER_BUT if lexicon.but in tokens[:at] else 1.0)
        at += size
    return total


def _valence_at(tokens: Sequence[str], at: int, lexicon: Valences) -> tuple[int, float]:
    """How many tokens the longest entry at `at` takes, and its valence in context."""
    for size in range(min(lexicon.longest, len(tokens) - at), 1, -1):
        valence = lexicon.phrases.get(" ".join(tokens[at : at + size]))
        if valence is not None:
            return size, valence
    valence = lexicon.of(tokens[at])
    return 1, _in_context(tokens, at, valence, lexicon) if valence else 0.0


def _in_context(tokens: Sequence[str], at: int, valence: float, lexicon: Valences) -> float:
    """Valence after the intensifiers and negators that stand before it in its clause."""
    denied = False
    for before in reversed(tokens[max(0, at - _REACH) : at]):
        if not before[0].isalpha() or before == lexicon.but:
            break
        valence *= lexicon.intensifiers.get(before, 1.0)
        denied = denied or before in lexicon.negators
    if denied:
        valence *= _DENIED_GOOD if valence > 0 else _DENIED_BAD
    return valence


def _shouts(text: str) -> bool:
    """Whether most of a message of some length is in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
