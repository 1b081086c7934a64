"""The intent head: a logistic regression on words, letters and sentence vectors, and the vote of the nearest lines.

Word 1-2-grams and character 2-5-grams within words (sublinear tf-idf) make it robust to typing errors, sentence
vectors let few lines speak for many. Chosen by measurement (decision 22).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from bot.language import learned
from bot.language.grams import KINDS, Grams
from bot.language.learned import Floats, NotTrained, Scorer, WrongVector, softmax
from bot.language.neighbours import Neighbours
from bot.language.regression import learn
from bot.language.words import fold

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
_MODEL, _FILE, _FORMAT = "intent head", "head", 3
_NEVER = 1e-9


@dataclass(frozen=True, slots=True)
class _Trained:
    """All that was learned."""

    intents: tuple[str, ...]
    scorer: Scorer
    """Its dense block is the vector."""
    mean: Floats
    scale: Floats
    """By column, as the mean: what makes columns of every encoder spread alike."""
    neighbours: Neighbours | None
    """None without an encoder."""

    def probabilities(self, text: str, vector: Floats) -> Floats:
        """Of each intent."""
        centred = (vector - self.mean) * self.scale
        likely = softmax(self.scorer.scores(text, centred).astype(np.float32))
        if self.neighbours is not None:
            likely = (1 - VOTE) * likely + VOTE * self.neighbours.shares(centred, len(self.intents))
        odds = np.array([ODDS.get(intent, 1.0) for intent in self.intents], dtype=np.float32)
        likely = softmax(SHARPNESS * np.log(likely + _NEVER) + np.log(odds))
        if self.intents[int(likely.argmax())] != OUTSIDE and self._is_made_up(fold(text)):
            likely = HEARSAY * likely + (1 - HEARSAY) / len(self.intents)
        return likely

    def _is_made_up(self, folded: str) -> bool:
        words, _ = self.scorer.views[KINDS.index("word")].weigh(folded)
        return not words.size and len(folded.split()) >= MADE_UP


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
        scorer = Scorer(views, found.weights, found.bias)
        self._trained = _Trained(found.classes, scorer, mean, scale, neighbours)

    def rank(self, text: str, vector: Floats) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; raises `NotTrained` and `WrongVector`."""
        trained = self._learned()
        if vector.size != trained.mean.size:
            raise WrongVector(_MODEL, vector.size, trained.mean.size)
        probabilities = trained.probabilities(text, vector)
        order = np.argsort(-probabilities, kind="stable")
        return [(trained.intents[i], float(probabilities[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write the head into an existing `folder`."""
        trained = self._learned()
        arrays: dict[str, Any] = {"mean": trained.mean, "scale": trained.scale}
        if trained.neighbours is not None:
            near = trained.neighbours
            arrays |= {"lines": near.lines.astype(np.float16), "classes": near.classes}
            arrays |= {"axes": near.axes.astype(np.float16)}
        learned.save(folder / _FILE, trained.scorer, {"format": _FORMAT, "intents": trained.intents}, arrays)

    @classmethod
    def load(cls, folder: Path) -> IntentHead:
        """The head that was saved in `folder`; raises `Unreadable`."""
        head = cls()
        with learned.reading(_MODEL, folder):
            head._trained = _read(folder)
        return head

    def _learned(self) -> _Trained:
        if self._trained is None:
            raise NotTrained(_MODEL)
        return self._trained


def _scaling(vectors: Floats) -> tuple[Floats, Floats]:
    """Mean of each column, and the factors that make columns spread alike and rows `VECTOR_WEIGHT` long on average."""
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0)
    scale = 1 / np.where(spread > 0, spread, 1)
    length = float(np.linalg.norm((vectors - mean) * scale, axis=1).mean()) if vectors.size else 0.0
    return mean, (scale * VECTOR_WEIGHT / (length or 1.0)).astype(np.float32)


def _read(folder: Path) -> _Trained:
    scorer, names, found = learned.read(folder / _FILE)
    if names["format"] != _FORMAT:
        raise ValueError(f"format {names['format']}, expected {_FORMAT}")
    mean = found["mean"]
    learned.check_shape(scorer, dense=mean.size, classes=len(names["intents"]))
    near = _near(found, mean.size) if "lines" in found else None
    return _Trained(tuple(names["intents"]), scorer, mean, found["scale"], near)


def _near(found: Mapping[str, Any], columns: int) -> Neighbours:
    lines, axes = found["lines"].astype(np.float32), found["axes"].astype(np.float32)
    near = Neighbours(lines, found["classes"], axes)
    if axes.shape[0] != columns or lines.shape != (near.classes.size, axes.shape[1]):
        raise ValueError(f"{near.classes.size} lines of shape {lines.shape} on axes of shape {axes.shape}")
    return near
