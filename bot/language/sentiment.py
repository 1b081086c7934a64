"""Sentiment of a shopper's message, Dutch and English: one small calibrated model, learned from labelled lines.

It hears three things together: the tone (`tone.py`: lexicon, negation, signs, capitals, cues of sarcasm), words and
runs of letters (tf-idf), and the sentence vectors of whatever encoder is on. Kept as JSON and NumPy arrays: reading
a model runs no code of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.language.grams import KINDS, Grams
from bot.language.regression import learn
from bot.language.tone import SIZE, Tone, tone
from bot.language.words import fold

Floats = NDArray[np.float32]
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
_FORMAT = 1
_NAMES, _ARRAYS = "sentiment.json", "sentiment.npz"


class SentimentUnreadable(Exception):
    """The files of a trained sentiment model are missing, broken or of another make."""

    def __init__(self, folder: Path, cause: str) -> None:
        """Say where, what is wrong, and what to do."""
        super().__init__(f"The sentiment model in {folder} cannot be read: {cause}. Train again (`./run train`).")


class SentimentUntrained(Exception):
    """A model was asked to score or to be saved before it learned anything."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__("This sentiment model has learned nothing yet; call `fit` or load a trained one.")


class LabelMissing(Exception):
    """The lines to learn from lack a label."""

    def __init__(self, missing: Sequence[str]) -> None:
        """Say which, and what to do."""
        super().__init__(
            f"There is no line labelled {' or '.join(missing)}; needed are lines of {', '.join(LABELS)}. "
            "Add some to data/sentiment/ and train again."
        )


class SentimentVectorWrong(Exception):
    """The model was given a vector of another encoder than it was trained with."""

    def __init__(self, given: int, expected: int) -> None:
        """Say both sizes, and what to do."""
        super().__init__(
            f"The sentiment model was trained with sentence vectors of size {expected}, but got one of size {given}. "
            "Set ENCODER as it was at training, or train again (`./run train`)."
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

    views: tuple[Grams, ...]
    mean: Floats
    scale: float
    weights: Floats
    """Shape `[features, labels]`: words, letters, then the columns of the vector, then the tone."""
    bias: Floats

    def probabilities(self, text: str, heard: Tone, vector: Floats) -> NDArray[np.float64]:
        """One for each label."""
        folded, first = fold(text), 0
        scores = self.bias.astype(np.float64)
        for view in self.views:
            places, weights = view.weigh(folded)
            scores += weights @ self.weights[first + places]
            first += len(view.words)
        dense = np.concatenate([(vector - self.mean) * self.scale, heard.row() * TONE_WEIGHT])
        scores += dense @ self.weights[first:]
        return _softmax(scores * SHARPNESS)


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
        learned = [Grams.learned(kind, folded) for kind in KINDS]
        mean, scale = _scaling(vectors)
        heard = np.stack([tone(t, language).row() for t, language in zip(texts, languages, strict=True)])
        dense = np.hstack([(vectors - mean) * scale, heard * TONE_WEIGHT])
        grams = sparse.hstack([weights for _, weights in learned], format="csr")
        found = learn(grams, dense, labels, strength=STRENGTH)
        bias = found.bias + _prior(labels)
        self._trained = _Trained(tuple(view for view, _ in learned), mean, scale, found.weights, bias)

    def score(self, text: str, language: str, vector: Floats) -> Mood:
        """The mood of a cleaned `text` in `nl` or `en`; raises `SentimentUntrained` and `SentimentVectorWrong`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise SentimentVectorWrong(vector.size, trained.mean.size)
        heard = tone(text, language)
        negative, neutral, positive = (float(p) for p in trained.probabilities(text, heard, vector))
        label, confidence = max(zip(LABELS, (negative, neutral, positive), strict=True), key=lambda known: known[1])
        strength = MILDEST + (1 - MILDEST) * heard.heat
        return Mood(round((positive - negative) * strength, 3) + 0.0, label, round(confidence, 3))  # never -0.0

    def save(self, folder: Path) -> None:
        """Write the model into an existing `folder`."""
        trained = self._learned()
        words = {kind: view.in_order() for kind, view in zip(KINDS, trained.views, strict=True)}
        names = {"format": _FORMAT, "labels": LABELS, "tone": SIZE, "scale": trained.scale, "words": words}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf_{kind}": view.idf for kind, view in zip(KINDS, trained.views, strict=True)}
        arrays: dict[str, Any] = {**idf, "mean": trained.mean, "weights": trained.weights, "bias": trained.bias}
        np.savez_compressed(folder / _ARRAYS, **arrays)

    @classmethod
    def load(cls, folder: Path) -> Sentiment:
        """The model that was saved in `folder`; raises `SentimentUnreadable`."""
        model = cls()
        try:
            model._trained = _read(folder)
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise SentimentUnreadable(folder, f"{type(error).__name__}: {error}") from error
        return model

    def _learned(self) -> _Trained:
        if self._trained is None:
            raise SentimentUntrained
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


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised: NDArray[np.float64] = np.exp(scores - scores.max())
    raised /= raised.sum()
    return raised


def _read(folder: Path) -> _Trained:
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    with (folder / _ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        found = {key: arrays[key] for key in arrays.files}
    if (names["format"], tuple(names["labels"]), names["tone"]) != (_FORMAT, LABELS, SIZE):
        raise ValueError(f"format {names['format']} with {names['tone']} tones, expected {_FORMAT} with {SIZE}")
    views = tuple(Grams.restored(kind, names["words"][kind], found[f"idf_{kind}"]) for kind in KINDS)
    rows = sum(len(view.words) for view in views) + found["mean"].size + SIZE
    if found["weights"].shape != (rows, len(LABELS)):
        raise ValueError(f"weights of shape {found['weights'].shape} for {rows} features")
    return _Trained(views, found["mean"], names["scale"], found["weights"], found["bias"])
