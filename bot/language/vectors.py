"""Sentence vectors by text, each computed once: held in memory while used, and on disk between trainings."""

from __future__ import annotations

import hashlib
import tempfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.language.encoders import Encoder, Matrix

Vector = NDArray[np.float32]
_BATCH = 64


class Vectors:
    """Looks vectors up before it makes them. Safe to share between threads."""

    def __init__(self, encoder: Encoder, folder: Path | None, *, held: int = 4096) -> None:
        """`folder` keeps vectors between runs, None keeps none; at most `held` stay in memory (2 KB each)."""
        self._encoder = encoder
        self._folder = folder / f"{encoder.name}-{encoder.version}" if folder and encoder.size else None
        self._held: OrderedDict[str, Vector] = OrderedDict()
        self._most = held
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Columns of a vector."""
        return self._encoder.size

    def of(self, texts: Sequence[str]) -> Matrix:
        """Vectors of cleaned texts, shape `[len(texts), size]`; those made now are kept in memory and on disk."""
        known = {t: v for t in dict.fromkeys(texts) if (v := self._found(t)) is not None}
        missing = [t for t in dict.fromkeys(texts) if t not in known]
        for start in range(0, len(missing), _BATCH):
            part = missing[start : start + _BATCH]
            made = dict(zip(part, self._encoder.encode(part), strict=True))
            self._keep(made)
            known |= made
        rows = [known[t] for t in texts]
        return np.stack(rows) if rows else np.empty((0, self.size), dtype=np.float32)

    def peek(self, text: str) -> Vector | None:
        """The vector of `text` when it is in memory, else None; computes and reads nothing."""
        with self._lock:
            if text in self._held:
                self._held.move_to_end(text)
            return self._held.get(text)

    def warm(self, text: str) -> None:
        """Have the vector of `text` in memory, but not on disk: what shoppers say is not kept."""
        if self.peek(text) is None:
            self._hold({text: self._encoder.encode([text])[0]})

    def _found(self, text: str) -> Vector | None:
        vector = self.peek(text)
        if vector is None and self._folder and (vector := self._read(self._path(text))) is not None:
            self._hold({text: vector})
        return vector

    def _keep(self, made: Mapping[str, Vector]) -> None:
        self._hold(made)
        for text, vector in made.items() if self._folder else ():
            _write(self._path(text), vector)

    def _hold(self, made: Mapping[str, Vector]) -> None:
        with self._lock:
            for text, vector in made.items():
                self._held[text] = vector
                self._held.move_to_end(text)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def _path(self, text: str) -> Path:
        key = "\0".join((self._encoder.name, self._encoder.version, text))
        digest = hashlib.sha256(key.encode()).hexdigest()
        return (self._folder or Path()) / digest[:2] / f"{digest}.npy"

    def _read(self, path: Path) -> Vector | None:
        """The vector in a file; None when there is none or it is not one of ours, so that it is made again."""
        try:
            vector = np.load(path, allow_pickle=False)
        except (FileNotFoundError, ValueError, EOFError):
            return None
        fits = vector.shape == (self.size,) and vector.dtype == np.float32
        return vector if fits else None


def _write(path: Path, vector: Vector) -> None:
    """Write whole or not at all: another process may train at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.save(file, vector, allow_pickle=False)
    Path(file.name).replace(path)
