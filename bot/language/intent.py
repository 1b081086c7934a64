"""The intent head: one logistic regression on words, runs of letters and sentence vectors.

Word 1-2-grams and character 2-5-grams within words (sublinear tf-idf) make it robust to typing errors, sentence
vectors let few lines speak for many. Kept as JSON and NumPy arrays: reading a head runs no code of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.language.grams import KINDS, Grams
from bot.language.words import fold

Floats = NDArray[np.float32]

STRENGTH = 20.0
"""Inverse regularisation C, chosen by cross-validation on shopper lines with about twenty lines an intent."""
_FORMAT = 1
_NAMES, _ARRAYS = "head.json", "head.npz"


class HeadUnreadable(Exception):
    """The files of a trained head are missing, broken or of another make."""

    def __init__(self, folder: Path, cause: str) -> None:
        """Say where, what is wrong, and what to do."""
        super().__init__(f"The intent head in {folder} cannot be read: {cause}. Train again (`./run train`).")


class NotTrained(Exception):
    """A head was asked to rank or to be saved before it learned anything."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__("This intent head has learned nothing yet; call `fit` or load a trained one.")


class WrongVector(Exception):
    """A head was given a vector of another encoder than it was trained with."""

    def __init__(self, given: int, expected: int) -> None:
        """Say both sizes, and what to do."""
        super().__init__(
            f"The intent head was trained with sentence vectors of size {expected}, but got one of size {given}. "
            "Set ENCODER as it was at training, or train again (`./run train`)."
        )


@dataclass(frozen=True, slots=True)
class _Trained:
    """All that was learned."""

    intents: tuple[str, ...]
    views: tuple[Grams, ...]
    mean: Floats
    scale: float
    weights: Floats
    """Shape `[features, intents]`: words, letters, then the columns of the vector."""
    bias: Floats

    def scores(self, text: str, vector: Floats) -> Floats:
        """A score for each intent."""
        folded, first = fold(text), 0
        scores = self.bias.astype(np.float64)
        for view in self.views:
            places, weights = view.weigh(folded)
            scores += weights @ self.weights[first + places]
            first += len(view.words)
        scores += ((vector - self.mean) * self.scale) @ self.weights[first:]
        return scores.astype(np.float32)


class IntentHead:
    """Learns intents from lines and ranks them for a message. Ranking is safe from several threads."""

    def __init__(self) -> None:
        """A head that has still to learn."""
        self._trained: _Trained | None = None

    def fit(self, texts: Sequence[str], labels: Sequence[str], vectors: Floats) -> None:
        """Learn from lines; `vectors` has a row per text, and no columns when there is no encoder."""
        folded = [fold(t) for t in texts]
        mean, scale = _scaling(vectors)
        learned = [Grams.learned(kind, folded) for kind in KINDS]
        dense = sparse.csr_matrix((vectors - mean) * scale)
        features = sparse.hstack([*(weights for _, weights in learned), dense], format="csr")
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=300, tol=1e-3)
        model.fit(features, list(labels))
        weights, bias = _both_sides(model)
        views = tuple(grams for grams, _ in learned)
        self._trained = _Trained(tuple(model.classes_), views, mean, scale, weights, bias)

    def rank(self, text: str, vector: Floats) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; raises `NotTrained` and `WrongVector`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise WrongVector(vector.size, trained.mean.size)
        probabilities = _softmax(trained.scores(text, vector))
        order = np.argsort(-probabilities, kind="stable")
        return [(trained.intents[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write the head into an existing `folder`."""
        trained = self._learned()
        words = {kind: view.in_order() for kind, view in zip(KINDS, trained.views, strict=True)}
        names = {"format": _FORMAT, "intents": trained.intents, "scale": trained.scale, "words": words}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf_{kind}": view.idf for kind, view in zip(KINDS, trained.views, strict=True)}
        arrays: dict[str, Any] = {**idf, "mean": trained.mean, "weights": trained.weights, "bias": trained.bias}
        np.savez_compressed(folder / _ARRAYS, **arrays)

    @classmethod
    def load(cls, folder: Path) -> IntentHead:
        """The head that was saved in `folder`; raises `HeadUnreadable`."""
        head = cls()
        try:
            head._trained = _read(folder)
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise HeadUnreadable(folder, f"{type(error).__name__}: {error}") from error
        return head

    def _learned(self) -> _Trained:
        if self._trained is None:
            raise NotTrained
        return self._trained


def _scaling(vectors: Floats) -> tuple[Floats, float]:
    """Mean of the vectors, and the factor that gives them a mean norm of one once centred."""
    mean = vectors.mean(axis=0)
    norm = float(np.linalg.norm(vectors - mean, axis=1).mean()) if vectors.size else 0.0
    return mean, 1.0 / norm if norm else 1.0


def _both_sides(model: LogisticRegression) -> tuple[Floats, Floats]:
    """Weights and bias per intent; of two intents scikit-learn keeps only one side."""
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.vstack([-weights / 2, weights / 2]), np.concatenate([-bias / 2, bias / 2])
    return weights.T.astype(np.float32), bias.astype(np.float32)


def _softmax(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max())
    raised /= raised.sum()
    return raised


def _read(folder: Path) -> _Trained:
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    with (folder / _ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        found = {key: arrays[key] for key in arrays.files}
    if names["format"] != _FORMAT:
        raise ValueError(f"format {names['format']}, expected {_FORMAT}")
    views = tuple(Grams.restored(kind, names["words"][kind], found[f"idf_{kind}"]) for kind in KINDS)
    rows = sum(len(view.words) for view in views) + found["mean"].size
    if found["weights"].shape != (rows, len(names["intents"])):
        raise ValueError(f"weights of shape {found['weights'].shape} for {rows} features")
    return _Trained(tuple(names["intents"]), views, found["mean"], names["scale"], found["weights"], found["bias"])
