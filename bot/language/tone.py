"""How a message sounds, as numbers: words with negation and intensity, signs, capitals, shouting, cues of sarcasm.

Dutch valences are those of pattern's lexicon (De Smedt and Daelemans, 2012), English ones those of VADER (Hutto
and Gilbert, 2014); the rules follow VADER's idea in few lines. What a shop needs otherwise stands in
`lexicon/shop_sentiment.yml`, and words that only say what a product should be ("goedkoop", "light") are neutral.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bot.language.valences import Valences, valences
from bot.language.words import fold

_SPREAD = 0.5
"""The valence sum v becomes v / sqrt(v² + spread), as VADER does: one clear word gives about .6."""
_REACH = 3
_DENIED_GOOD, _DENIED_BAD = -0.8, -0.4
_IRONY = 0.6
"""What a turn of sarcasm weighs."""
_LOUD = 0.45
"""What three exclamation marks add, or capitals; one mark adds next to nothing."""
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.3
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[.,;!?]")
_ASKED_TWICE = re.compile(r"\?\s*[?!]|!\?")
_STRETCHED = re.compile(r"([a-z])\1\1")
_ELLIPSIS = re.compile(r"\.\.|…")
_SHORT = 6
"""Words up to which a message says one thing only."""


@dataclass(frozen=True, slots=True)
class Tone:
    """What is heard in a message, each about 0..1 (sums -1..1)."""

    sum: float
    """Valences together: the mood as far as a lexicon knows it."""
    good: float
    bad: float
    last: float
    """Valence of the last clause: what one feels now."""
    mixed: float
    """Praise and blame in one message."""
    good_signs: float
    bad_signs: float
    exclaims: float
    exclaims_gladly: float
    exclaims_badly: float
    asks_twice: float
    shouts: float
    """Most of it is in capitals: in itself no anger."""
    shouts_loudly: float
    """In capitals, with exclamation marks."""
    shouts_badly: float
    stresses: float
    """Single words in capitals in a message that is not."""
    stretches: float
    trails_off: float
    denies: float
    ironic: float
    """A cue of sarcasm: "lekker dan"."""
    praises_badly: float
    """Praise beside what goes wrong or comes again."""
    impatient: float
    relieved: float
    troubled: float
    """Something is wrong, however coldly it is told: in itself no displeasure."""
    brief: float

    @property
    def heat(self) -> float:
        """How strongly it is worded, 0..1, whichever way."""
        loud = self.exclaims * self.exclaims + self.shouts + self.stresses
        return min(1.0, max(self.good, self.bad, self.good_signs, self.bad_signs) + _LOUD * loud)

    def row(self) -> NDArray[np.float32]:
        """The numbers in the order of the fields."""
        return np.array(astuple(self), dtype=np.float32)


SIZE = len(fields(Tone))
"""Numbers in a row."""


def tone(text: str, language: str) -> Tone:
    """The tone of a cleaned `text` in `nl` or `en`; reads the lexicons at the first use of a language."""
    lexicon = valences(language)
    folded = fold(text)
    meant, ironic = lexicon.cues["ironic"].subn(" ", folded)  # its words of praise are none
    tokens = _TOKEN.findall(meant)
    felt = list(_valences(tokens, lexicon))
    signs = max(-1.0, min(1.0, lexicon.signs(text)))
    good, bad = sum(v for v in felt if v > 0), ironic * _IRONY - sum(v for v in felt if v < 0)
    impatient = lexicon.hears("impatient", folded)
    exclaims, shouts = min(text.count("!"), 3) / 3, float(_shouts(text))
    troubled = lexicon.hears("trouble", folded)
    gone_wrong = bad > 0 or impatient or troubled
    return Tone(
        sum=_squashed(good - bad + signs),
        good=_squashed(good),
        bad=_squashed(bad),
        last=_squashed(_last_clause(tokens, felt)),
        mixed=_squashed(min(good, bad)),
        good_signs=max(signs, 0.0),
        bad_signs=max(-signs, 0.0),
        exclaims=exclaims,
        exclaims_gladly=exclaims * (good > bad),
        exclaims_badly=exclaims * gone_wrong,
        asks_twice=float(bool(_ASKED_TWICE.search(text))),
        shouts=shouts,
        shouts_loudly=shouts * exclaims,
        shouts_badly=shouts * gone_wrong,
        stresses=0.0 if shouts else min(sum(map(_stressed, text.split())), 3) / 3,
        stretches=float(bool(_STRETCHED.search(folded))),
        trails_off=float(bool(_ELLIPSIS.search(text))),
        denies=float(not lexicon.negators.isdisjoint(tokens)),
        ironic=float(ironic > 0),
        praises_badly=float(gone_wrong and good > 0),
        impatient=float(impatient),
        relieved=float(lexicon.hears("relieved", folded)),
        troubled=float(troubled),
        brief=float(len(tokens) <= _SHORT),
    )


def _valences(tokens: Sequence[str], lexicon: Valences) -> Iterator[float]:
    """A valence per token, that of a phrase at its first word; what precedes a "but" weighs less than what follows."""
    last_but = max((at for at, token in enumerate(tokens) if token == lexicon.but), default=-1)
    at = 0
    while at < len(tokens):
        size, valence = _valence_at(tokens, at, lexicon)
        weight = 1.0 if last_but < 0 else _AFTER_BUT if at > last_but else _BEFORE_BUT
        yield valence * weight
        yield from [0.0] * (size - 1)
        at += size


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


def _last_clause(tokens: Sequence[str], felt: Sequence[float]) -> float:
    """The sum after the last sign that has words behind it."""
    words = [at for at, token in enumerate(tokens) if token[0].isalpha()]
    before = tokens[: words[-1]] if words else ()
    return sum(felt[max((at for at, token in enumerate(before) if not token[0].isalpha()), default=-1) + 1 :])


def _squashed(total: float) -> float:
    return total / math.sqrt(total * total + _SPREAD)


def _shouts(text: str) -> bool:
    """Whether most of a message of some length is in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _stressed(word: str) -> bool:
    """Whether a word is shouted: abbreviations ("USB", "LED") are short, article numbers have digits."""
    letters = word.strip(".,;!?")
    return len(letters) > 4 and letters.isalpha() and letters.isupper()
