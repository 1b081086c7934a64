"""The intent head: one logistic regression on words, runs of letters and sentence vectors.

Word 1-2-grams and character 2-5-grams within words (sublinear tf-idf) make it robust to typing errors, sentence
vectors let few lines speak for many. Kept as JSON and NumPy arrays: reading a head runs no code of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.language.words import fold

Floats = NDArray[np.float32]

STRENGTH = 20.0
"""Inverse regularisation C, chosen by cross-validation on shopper lines with about twenty lines an intent."""
_FORMAT = 1
_NAMES, _ARRAYS = "head.json", "head.npz"
_VIEWS = ("word", "char")


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
    views: tuple[TfidfVectorizer, ...]
    mean: Floats
    scale: float
    weights: Floats
    """Shape `[features, intents]`: words, letters, then the columns of the vector."""
    bias: Floats

    def features(self, texts: Sequence[str], vectors: Floats) -> sparse.csr_matrix:
        """Shape `[texts, features]`."""
        folded = [fold(t) for t in texts]
        dense = sparse.csr_matrix((vectors - self.mean) * self.scale)
        return sparse.hstack([*(view.transform(folded) for view in self.views), dense], format="csr")


class IntentHead:
    """Learns intents from lines and ranks them for a message. Ranking is safe from several threads."""

    def __init__(self) -> None:
        """A head that has still to learn."""
        self._trained: _Trained | None = None

    def fit(self, texts: Sequence[str], labels: Sequence[str], vectors: Floats) -> None:
        """Learn from lines; `vectors` has a row per text, and no columns when there is no encoder."""
        folded = [fold(t) for t in texts]
        mean, scale = _scaling(vectors)
        views = tuple(_view(name).fit(folded) for name in _VIEWS)
        blank = _Trained((), views, mean, scale, np.empty(0, np.float32), np.empty(0, np.float32))
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=300, tol=1e-3)
        model.fit(blank.features(texts, vectors), list(labels))
        weights, bias = _both_sides(model)
        self._trained = _Trained(tuple(model.classes_), views, mean, scale, weights, bias)

    def rank(self, text: str, vector: Floats) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; raises `NotTrained` and `WrongVector`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise WrongVector(vector.size, trained.mean.size)
        features = trained.features([text], vector.reshape(1, -1))
        probabilities = _softmax((features @ trained.weights)[0] + trained.bias)
        order = np.argsort(-probabilities, kind="stable")
        return [(trained.intents[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write the head into an existing `folder`."""
        trained = self._learned()
        words = {name: _ordered(view) for name, view in zip(_VIEWS, trained.views, strict=True)}
        names = {"format": _FORMAT, "intents": trained.intents, "scale": trained.scale, "words": words}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf_{name}": view.idf_ for name, view in zip(_VIEWS, trained.views, strict=True)}
        arrays = {**idf, "mean": trained.mean, "weights": trained.weights, "bias": trained.bias}
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


_ANY_WORD = r"(?u)\b\w+\b"
"""Words of one letter too: "a" and "u" tell a language and a tone."""


def _view(name: str) -> TfidfVectorizer:
    if name == "word":
        return TfidfVectorizer(lowercase=False, token_pattern=_ANY_WORD, ngram_range=(1, 2), sublinear_tf=True)
    return TfidfVectorizer(lowercase=False, analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


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


def _ordered(view: TfidfVectorizer) -> list[str]:
    return sorted(view.vocabulary_, key=view.vocabulary_.__getitem__)


def _read(folder: Path) -> _Trained:
    names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
    with (folder / _ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        found = {key: arrays[key] for key in arrays.files}
    if names["format"] != _FORMAT:
        raise ValueError(f"format {names['format']}, expected {_FORMAT}")
    views = tuple(_restored(name, names["words"][name], found[f"idf_{name}"]) for name in _VIEWS)
    rows = sum(len(names["words"][name]) for name in _VIEWS) + found["mean"].size
    if found["weights"].shape != (rows, len(names["intents"])):
        raise ValueError(f"weights of shape {found['weights'].shape} for {rows} features")
    return _Trained(tuple(names["intents"]), views, found["mean"], names["scale"], found["weights"], found["bias"])


def _restored(name: str, words: list[str], idf: NDArray[np.float64]) -> TfidfVectorizer:
    view = _view(name).set_params(vocabulary=words)
    view.idf_ = idf
    return view
