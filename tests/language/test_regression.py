"""The regression of our own against scikit-learn's, which finds the same optimum in a slower way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.language.regression import learn


def rows(classes: int, *, columns: int) -> tuple[sparse.csr_matrix, np.ndarray, list[str]]:
    """Random rows of both blocks, with classes of different size that leave a trace in each."""
    draw = np.random.default_rng(3)
    truth = draw.choice(classes, 120, p=np.arange(1, classes + 1) / np.arange(1, classes + 1).sum())
    counted = draw.random((120, 30)) * (draw.random((120, 30)) < 0.2)
    counted[np.arange(120), truth] += 0.5
    dense = draw.normal(size=(120, columns)).astype(np.float32)
    if columns:
        dense[:, 0] += truth
    return sparse.csr_matrix(counted), dense, [f"c{number}" for number in truth]


class TestLearn:
    @pytest.mark.parametrize(("classes", "columns"), [(4, 5), (4, 0), (2, 5)])
    def test_finds_what_scikit_learn_finds(self, classes: int, columns: int) -> None:
        """The same probabilities, with two classes, with more, and without dense columns."""
        counted, dense, labels = rows(classes, columns=columns)
        found = learn(counted, dense, labels, strength=5.0)
        scores = np.hstack([counted.toarray(), dense]) @ found.weights + found.bias
        odds = np.exp(scores)
        peer = LogisticRegression(C=5.0, class_weight="balanced", tol=1e-6, max_iter=2000)
        peer.fit(np.hstack([counted.toarray(), dense]), labels)
        expected = peer.predict_proba(np.hstack([counted.toarray(), dense]))

        assert list(found.classes) == sorted(set(labels))
        if classes > 2:  # of two classes scikit-learn penalises one side only
            assert np.allclose(odds / odds.sum(axis=1, keepdims=True), expected, atol=0.02)
        assert (scores.argmax(axis=1) == expected.argmax(axis=1)).mean() > 0.98

    def test_refuses_a_single_class(self) -> None:
        """There is nothing to tell apart."""
        with pytest.raises(ValueError, match="at least two"):
            learn(sparse.csr_matrix((2, 1)), np.zeros((2, 1), np.float32), ["a", "a"], strength=1.0)
