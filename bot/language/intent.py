"""The intent head: a logistic regression on words, letters and sentence vectors, and the vote of the nearest lines.

Word 1-2-grams and character 2-5-grams within words (sublinear tf-idf) make it robust to typing errors, sentence
vectors let few lines speak for many. Chosen by measurement (decision 22). Kept as JSON and NumPy arrays: reading a
head runs no code of the file.
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

from bot.language.grams import KINDS, Grams
from bot.language.neighbours import Neighbours
from bot.language.regression import learn
from bot.language.words import fold

Floats = NDArray[np.float32]

STRENGTH = 20.0
"""Inverse regularisation C."""
VECTOR_WEIGHT = 1.0
"""Mean length of a sentence vector, columns standardised; those of words and of letters are one."""
VOTE = 0.3
"""Share of the vote of the nearest lines in a probability."""
SHARPNESS = 1.6
"""Power of the probabilities: the mean of two opinions is less sure than it is right."""
ODDS = {"out_of_scope": 2.5}
"""How many times likelier an intent is than its lines tell: they cannot name all that a shop has no answer to."""
OUTSIDE = "out_of_scope"
MADE_UP = 3
"""So many words, none of them known, are no typing errors in a request."""
HEARSAY = 0.2
"""What is left of the probabilities of such words: vectors and letters put them somewhere, and surely."""
_FORMAT = 2
_NAMES, _ARRAYS = "head.json", "head.npz"
_ARRAY_NAMES = ("mean", "scale", "weights", "bias")
_NEVER = 1e-9


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
    scale: Floats
    """By column, as the mean: what makes columns of every encoder spread alike."""
    weights: Floats
    """Shape `[features, intents]`: words, letters, then the columns of the vector."""
    bias: Floats
    neighbours: Neighbours | None
    """None without an encoder."""

    def probabilities(self, text: str, vector: Floats) -> Floats:
        """Of each intent."""
        centred = (vector - self.mean) * self.scale
        likely = _softmax(self._scores(text, centred))
        if self.neighbours is not None:
            likely = (1 - VOTE) * likely + VOTE * self.neighbours.shares(centred, len(self.intents))
        odds = np.array([ODDS.get(intent, 1.0) for intent in self.intents], dtype=np.float32)
        likely = _softmax(SHARPNESS * np.log(likely + _NEVER) + np.log(odds))
        if self.intents[int(likely.argmax())] != OUTSIDE and self._is_made_up(fold(text)):
            likely = HEARSAY * likely + (1 - HEARSAY) / len(self.intents)
        return likely

    def _is_made_up(self, folded: str) -> bool:
        words, _ = self.views[KINDS.index("word")].weigh(folded)
        return not words.size and len(folded.split()) >= MADE_UP

    def _scores(self, text: str, centred: Floats) -> Floats:
        folded, first = fold(text), 0
        scores = self.bias.astype(np.float64)
        for view in self.views:
            places, weights = view.weigh(folded)
            scores += weights @ self.weights[first + places]
            first += len(view.words)
        scores += centred @ self.weights[first:]
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
        views, weights = zip(*(Grams.learned(kind, folded) for kind in KINDS), strict=True)
        grams = sparse.hstack(weights, format="csr", dtype=np.float32)
        del weights  # as much again, while the search takes the most memory
        centred = (vectors - mean) * scale
        found = learn(grams, centred, labels, strength=STRENGTH)
        places = {intent: place for place, intent in enumerate(found.classes)}
        del grams
        neighbours = Neighbours.of(centred, [places[label] for label in labels]) if vectors.size else None
        self._trained = _Trained(found.classes, views, mean, scale, found.weights, found.bias, neighbours)

    def rank(self, text: str, vector: Floats) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; raises `NotTrained` and `WrongVector`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise WrongVector(vector.size, trained.mean.size)
        probabilities = trained.probabilities(text, vector)
        order = np.argsort(-probabilities, kind="stable")
        return [(trained.intents[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write the head into an existing `folder`."""
        trained = self._learned()
        words = {kind: view.in_order() for kind, view in zip(KINDS, trained.views, strict=True)}
        names = {"format": _FORMAT, "intents": trained.intents, "words": words}
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        idf = {f"idf_{kind}": view.idf for kind, view in zip(KINDS, trained.views, strict=True)}
        arrays: dict[str, Any] = {**idf, **{name: getattr(trained, name) for name in _ARRAY_NAMES}}
        if trained.neighbours is not None:
            arrays |= {"lines": trained.neighbours.lines.astype(np.float16), "classes": trained.neighbours.classes}
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


def _scaling(vectors: Floats) -> tuple[Floats, Floats]:
    """Mean of each column, and the factors that make columns spread alike and rows `VECTOR_WEIGHT` long on average."""
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0)
    scale = 1 / np.where(spread > 0, spread, 1)
    length = float(np.linalg.norm((vectors - mean) * scale, axis=1).mean()) if vectors.size else 0.0
    return mean, (scale * VECTOR_WEIGHT / (length or 1.0)).astype(np.float32)


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
    near = Neighbours(found["lines"].astype(np.float32), found["classes"]) if "lines" in found else None
    if near is not None and near.lines.shape != (near.classes.size, found["mean"].size):
        raise ValueError(f"{near.classes.size} lines with vectors of shape {near.lines.shape}")
    mean, scale, weights, bias = (found[name] for name in _ARRAY_NAMES)
    return _Trained(tuple(names["intents"]), views, mean, scale, weights, bias, near)
