"""Which of a few known texts asks the same as a message, by what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.language.encoders import Matrix
from bot.language.vectors import Vectors

ALONE: Mapping[str, float] = {"use": 0.48, "e5": 0.47, "use+e5": 0.45}
"""Cosine, by encoder, from which two texts ask the same when nothing else answers the message."""
SURELY: Mapping[str, float] = {"use": 0.62, "e5": 0.60, "use+e5": 0.58}
"""The same beside other answers: of messages that ask something else one in two hundred comes so near. Both measured
on lines of strangers, docs/decisions/025-the-shops-own-questions.md."""


class Nearness:
    """Known texts by their vectors, centred: sentences of one shop have much in common that says nothing."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Make the vectors of `texts`; they are kept on disk between starts."""
        self._vectors = vectors
        known = vectors.of(texts)
        self._mean = known.mean(axis=0) if len(known) else np.zeros(vectors.size, dtype=np.float32)
        self._known = _unit(known - self._mean)

    def nearest(self, text: str, *, alone: bool) -> int | None:
        """Place of the text that asks the same as a cleaned `text`; None when none does, or without an encoder.

        `alone`: nothing else answers it, so that less is asked.
        """
        if not self._known.size:
            return None
        cosines = self._known @ _unit(self._vectors.of([text]) - self._mean)[0]
        best, least = int(np.argmax(cosines)), (ALONE if alone else SURELY)[self._vectors.encoder]
        return best if cosines[best] >= least else None


def _unit(rows: Matrix) -> Matrix:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms, norms, 1.0), dtype=np.float32)
