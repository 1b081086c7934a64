"""The lines most like a message, and what they mean: a vote that sees what one straight border cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

COUNT = 20
WARMTH = 0.05
"""A line that is this much less alike (cosine) has a voice smaller by e."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Training lines as directions in the space of their vectors, each with the number of its class."""

    lines: Floats
    """Shape `[lines, columns]`, of length one."""
    classes: NDArray[np.intp]

    @classmethod
    def of(cls, vectors: Floats, classes: Sequence[int] | NDArray[np.intp]) -> Neighbours:
        """From centred vectors, as they are kept: in half precision."""
        return cls(_directions(vectors).astype(np.float16).astype(np.float32), np.asarray(classes, dtype=np.intp))

    def shares(self, vector: Floats, size: int) -> Floats:
        """The share of each of `size` classes in the vote of the nearest lines; shape `[size]`, sum one."""
        alike = self.lines @ _directions(vector[None])[0]
        count = min(COUNT, len(alike))
        nearest = np.argpartition(-alike, count - 1)[:count]
        voices = np.exp((alike[nearest] - alike.max()) / WARMTH)
        votes = np.bincount(self.classes[nearest], voices, minlength=size)
        shares: Floats = (votes / votes.sum()).astype(np.float32)
        return shares


def _directions(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
