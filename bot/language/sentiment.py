"""Sentiment of a shopper's message, Dutch and English: one small calibrated model, learned from labelled lines.

It hears three things together: the tone (`tone.py`: lexicon, negation, signs, capitals, cues of sarcasm), words and
runs of letters (tf-idf), and the sentence vectors of whatever encoder is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.language import learned
from bot.language.grams import KINDS, Grams
from bot.language.learned import Floats, NotTrained, Scorer, WrongVector, softmax
from bot.language.regression import learn
from bot.language.tone import SIZE, Tone, tone
from bot.language.words import fold

Label = Literal["negative", "neutral", "positive"]
LABELS: tuple[Label, ...] = get_args(Label)

MODEL = "chat-1"
"""Name of the model in the journey log, followed by the encoder; a change of scores is a new name."""
STRENGTH = 4.0
"""Inverse regularisation C, chosen on lines of writers that were not learned from."""
TONE_WEIGHT, VECTOR_WEIGHT = 1.0, 1.5
"""How loudly the tone and the vectors speak beside the words, whose rows have length one per kind."""
EVENNESS = 0.6
"""Every label weighs the same while learning; this much of that stays, and the rest bends to how often each comes."""
SHARPNESS = 1.0
"""Factor on the scores that calibrates the probabilities: the inverse of a temperature."""
MILDEST = 0.4
"""What is left of a score of 1 when nothing strong was said."""
_MODEL, _FILE, _FORMAT = "sentiment model", "sentiment", 1


class LabelMissing(Exception):
    """The lines to learn from lack a label."""

    def __init__(self, missing: Sequence[str]) -> None:
        """Say which, and what to do."""
        super().__init__(
            f"There is no line labelled {' or '.join(missing)}; needed are lines of {', '.join(LABELS)}. "
            "Add some to data/sentiment/ and train again."
        )


@dataclass(frozen=True, slots=True)
class Mood:
    """Score -1..1, the likeliest label, and its probability.

    The score is how likely glad less how likely displeased, times how strongly it is worded: a mild "jammer" is as
    surely displeased as a curse, and scores half of it.
    """

    score: float
    label: Label
    confidence: float


@dataclass(frozen=True, slots=True)
class _Trained:
    """All that was learned."""

    scorer: Scorer
    """Its dense block is the vector, then the tone."""
    mean: Floats
    scale: float

    def probabilities(self, text: str, heard: Tone, vector: Floats) -> NDArray[np.float64]:
        """One for each label."""
        dense = np.concatenate([(vector - self.mean) * self.scale, heard.row() * TONE_WEIGHT])
        return softmax(self.scorer.scores(text, dense) * SHARPNESS)


class Sentiment:
    """Learns moods from lines and scores messages. Scoring is safe from several threads."""

    def __init__(self) -> None:
        """A model that has still to learn."""
        self._trained: _Trained | None = None

    def fit(self, texts: Sequence[str], languages: Sequence[str], labels: Sequence[str], vectors: Floats) -> None:
        """Learn from cleaned lines; `vectors` has a row per text, and no columns when there is no encoder.

        Raises `LabelMissing` when a label has no line.
        """
        if missing := [label for label in LABELS if label not in labels]:
            raise LabelMissing(missing)
        folded = [fold(t) for t in texts]
        views, weights = zip(*(Grams.learned(kind, folded) for kind in KINDS), strict=True)
        mean, scale = _scaling(vectors)
        heard = np.stack([tone(t, language).row() for t, language in zip(texts, languages, strict=True)])
        dense = np.hstack([(vectors - mean) * scale, heard * TONE_WEIGHT])
        grams = sparse.hstack(weights, format="csr")
        found = learn(grams, dense, labels, strength=STRENGTH)
        self._trained = _Trained(Scorer(views, found.weights, found.bias + _prior(labels)), mean, scale)

    def score(self, text: str, language: str, vector: Floats) -> Mood:
        """The mood of a cleaned `text` in `nl` or `en`; raises `NotTrained` and `WrongVector`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise WrongVector(_MODEL, vector.size, trained.mean.size)
        heard = tone(text, language)
        negative, neutral, positive = (float(p) for p in trained.probabilities(text, heard, vector))
        label, confidence = max(zip(LABELS, (negative, neutral, positive), strict=True), key=lambda known: known[1])
        strength = MILDEST + (1 - MILDEST) * heard.heat
        return Mood(round((positive - negative) * strength, 3) + 0.0, label, round(confidence, 3))  # never -0.0

    def save(self, folder: Path) -> None:
        """Write the model into an existing `folder`."""
        trained = self._learned()
        names = {"format": _FORMAT, "labels": LABELS, "tone": SIZE, "scale": trained.scale}
        learned.save(folder / _FILE, trained.scorer, names, {"mean": trained.mean})

    @classmethod
    def load(cls, folder: Path) -> Sentiment:
        """The model that was saved in `folder`; raises `Unreadable`."""
        model = cls()
        with learned.reading(_MODEL, folder):
            model._trained = _read(folder)
        return model

    def _learned(self) -> _Trained:
        if self._trained is None:
            raise NotTrained(_MODEL)
        return self._trained


def _prior(labels: Sequence[str]) -> Floats:
    """What to add to the score of each label so that the frequent one gets back some of its lead."""
    shares = np.array([sum(each == label for each in labels) / len(labels) for label in LABELS], dtype=np.float32)
    return ((1 - EVENNESS) * np.log(shares * len(LABELS))).astype(np.float32)


def _scaling(vectors: Floats) -> tuple[Floats, float]:
    """Mean of the vectors, and the factor that gives them a mean norm of `VECTOR_WEIGHT` once centred."""
    mean = vectors.mean(axis=0)
    norm = float(np.linalg.norm(vectors - mean, axis=1).mean()) if vectors.size else 0.0
    return mean, VECTOR_WEIGHT / norm if norm else 1.0


def _read(folder: Path) -> _Trained:
    scorer, names, found = learned.read(folder / _FILE)
    if (names["format"], tuple(names["labels"]), names["tone"]) != (_FORMAT, LABELS, SIZE):
        raise ValueError(f"format {names['format']} with {names['tone']} tones, expected {_FORMAT} with {SIZE}")
    learned.check_shape(scorer, dense=found["mean"].size + SIZE, classes=len(LABELS))
    return _Trained(scorer, found["mean"], names["scale"])
