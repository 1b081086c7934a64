"""The lines most like a message, and what they mean: a vote that sees what one straight border cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

COUNT = 20
AXES = 256
"""Columns that are kept: with 896 the lines are 72 MB, which push the encoder out of the processor's cache."""
WARMTH = 0.05
"""A line that is this much less alike (cosine) has a voice smaller by e."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Training lines as directions in the space of their vectors, each with the number of its class."""

    lines: Floats
    """Shape `[lines, axes]`, of length one."""
    classes: NDArray[np.intp]
    axes: Floats
    """Shape `[columns, axes]`: where the directions of the lines differ most."""

    @classmethod
    def of(cls, vectors: Floats, classes: Sequence[int] | NDArray[np.intp]) -> Neighbours:
        """From centred vectors: their directions on the `AXES` principal axes (Pearson, 1901), in half precision."""
        directions = _directions(vectors)
        axes = _half(_principal(directions))
        return cls(_half(_directions(directions @ axes)), np.asarray(classes, dtype=np.intp), axes)

    def shares(self, vector: Floats, size: int) -> Floats:
        """The share of each of `size` classes in the vote of the nearest lines; shape `[size]`, sum one."""
        alike = self.lines @ _directions(vector[None] @ self.axes)[0]
        count = min(COUNT, len(alike))
        nearest = np.argpartition(-alike, count - 1)[:count]
        voices = np.exp((alike[nearest] - alike.max()) / WARMTH)
        votes = np.bincount(self.classes[nearest], voices, minlength=size)
        shares: Floats = (votes / votes.sum()).astype(np.float32)
        return shares


def _directions(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _principal(directions: Floats) -> Floats:
    _, axes = np.linalg.eigh(directions.T @ directions)  # in the order of growing weight
    return np.ascontiguousarray(axes[:, ::-1][:, :AXES], dtype=np.float32)


def _half(values: Floats) -> Floats:
    """As they are kept, so that a head that was read answers as the one that was written."""
    return values.astype(np.float16).astype(np.float32)
