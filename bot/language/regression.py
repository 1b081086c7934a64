"""Multinomial logistic regression over two blocks of features: sparse ones, and dense ones that BLAS multiplies.

The same penalised likelihood as scikit-learn's `LogisticRegression(C=strength, class_weight="balanced")`, found by the
same L-BFGS (Liu and Nocedal, 1989). Sentence vectors in a sparse matrix would take it several times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float32]
_STEPS = 200
_REMEMBERED = 3
"""Steps that the search looks back on; each takes two copies of all weights in double precision."""
_FLAT = 1e-5
"""Largest slope at which the search ends; halving it again changed no answer on held-out lines."""


@dataclass(frozen=True, slots=True)
class Regression:
    """What was learned: a score of a class is the features times its weights, plus its bias."""

    classes: tuple[str, ...]
    weights: Floats
    """Shape `[sparse + dense features, classes]`."""
    bias: Floats


def learn(sparse: Any, dense: Floats, labels: Sequence[str], *, strength: float) -> Regression:
    """Learn from rows; `sparse` is a SciPy matrix, `strength` the inverse regularisation, classes weigh the same.

    Raises `ValueError` when there are fewer than two classes.
    """
    classes, truth = np.unique(np.asarray(labels), return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"classes {list(classes)}, at least two are needed")
    problem = _Problem(sparse.tocsr().astype(np.float32, copy=False), dense, truth, strength)
    start = np.zeros((problem.features + 1) * len(classes))
    options = {"maxiter": _STEPS, "maxcor": _REMEMBERED, "gtol": _FLAT, "ftol": 1e-7}
    found = minimize(problem.loss, start, jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(problem.features + 1, len(classes)).astype(np.float32)
    return Regression(tuple(map(str, classes)), weights[:-1], weights[-1])


class _Problem:
    """The rows, and how badly weights explain them."""

    def __init__(self, sparse: Any, dense: Floats, truth: NDArray[np.intp], strength: float) -> None:
        """Rows of both blocks with the number of their class."""
        counts = np.bincount(truth)
        shares = (1 / (counts * len(counts)))[truth]
        self._sparse, self._across = sparse, sparse.T.tocsr()
        self._dense = np.ascontiguousarray(dense, dtype=np.float32)
        self._truth = np.eye(len(counts), dtype=np.float32)[truth]
        self._shares = shares.astype(np.float32)[:, None]
        self._penalty = 1 / (strength * len(truth))
        self.features = sparse.shape[1] + dense.shape[1]

    def loss(self, flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Loss of the weights, and its gradient."""
        both, fitted = flat.reshape(self.features + 1, -1), -self._truth.shape[1]
        weights, middle = both.astype(np.float32), self._sparse.shape[1]
        scores = self._sparse @ weights[:middle] + self._dense @ weights[middle:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        whole = odds.sum(axis=1, keepdims=True)
        lost = self._shares * (np.log(whole) - (scores * self._truth).sum(axis=1, keepdims=True))
        wrong = self._shares * (odds / whole - self._truth)
        slope = self._penalty * both
        slope[-1] = wrong.sum(axis=0)
        slope[:middle] += self._across @ wrong
        slope[middle:-1] += self._dense.T @ wrong
        return float(lost.sum()) + self._penalty / 2 * float(flat[:fitted] @ flat[:fitted]), slope.ravel()
