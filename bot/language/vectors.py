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

from bot.language.encoders import Encoder, Matrix, parts_of

Vector = NDArray[np.float32]
_BATCH = 64


class Vectors:
    """Looks vectors up before it makes them. Safe to share between threads."""

    def __init__(self, encoder: Encoder, folder: Path | None, *, held: int = 4096) -> None:
        """`folder` keeps vectors between runs, None keeps none; at most `held` stay in memory (2 to 4 KB each).

        Encoders side by side are kept apart, so that whoever switches one off or on makes nothing twice.
        """
        self._encoder = encoder
        self._kept = tuple(_Kept(part, folder if part.size else None) for part in parts_of(encoder))
        self._held: OrderedDict[str, Vector] = OrderedDict()
        self._most = held
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Columns of a vector."""
        return self._encoder.size

    @property
    def encoder(self) -> str:
        """Name of the encoder, as the setting has it."""
        return self._encoder.name

    def of(self, texts: Sequence[str]) -> Matrix:
        """Vectors of cleaned texts, shape `[len(texts), size]`; those made now are kept in memory and on disk."""
        rows = np.empty((len(texts), self.size), dtype=np.float32)
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        known = {text: vector for text in places if (vector := self.peek(text)) is not None}
        missing = [text for text in places if text not in known]
        for start in range(0, len(missing), _BATCH):
            part = missing[start : start + _BATCH]
            made = dict(zip(part, np.hstack([kept.of(part) for kept in self._kept]), strict=True))
            self._hold(made)
            _fill(rows, places, made)
        _fill(rows, places, known)
        return rows

    def peek(self, text: str) -> Vector | None:
        """The vector of `text` when it is in memory, else None; computes and reads nothing."""
        with self._lock:
            if text in self._held:
                self._held.move_to_end(text)
            return self._held.get(text)

    def warm(self, *texts: str) -> None:
        """Have the vectors of `texts` in memory, but not on disk: what shoppers say is not kept."""
        missing = [text for text in dict.fromkeys(texts) if self.peek(text) is None]
        if missing:
            self._hold(dict(zip(missing, self._encoder.encode(missing), strict=True)))

    def _hold(self, made: Mapping[str, Vector]) -> None:
        with self._lock:
            for text, vector in made.items():
                self._held[text] = vector
                self._held.move_to_end(text)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


class _Kept:
    """The vectors of one encoder on disk, a file each."""

    def __init__(self, encoder: Encoder, folder: Path | None) -> None:
        self._encoder = encoder
        self._folder = folder / f"{encoder.name}-{encoder.version}" if folder else None

    def of(self, texts: Sequence[str]) -> Matrix:
        """Vectors of texts, each different; those that are not on disk are made and kept."""
        if self._folder is None:
            return self._encoder.encode(texts)
        paths = [self._folder / _name(text) for text in texts]
        rows = [self._read(path) for path in paths]
        missing = [place for place, row in enumerate(rows) if row is None]
        made = self._encoder.encode([texts[place] for place in missing])
        for place, vector in zip(missing, made, strict=True):
            _write(paths[place], vector)
            rows[place] = vector
        return np.stack([row for row in rows if row is not None])

    def _read(self, path: Path) -> Vector | None:
        """The vector in a file; None when there is none or it is not one of ours, so that it is made again."""
        try:
            vector = np.load(path, allow_pickle=False)
        except (FileNotFoundError, ValueError, EOFError):
            return None
        fits = vector.shape == (self._encoder.size,) and vector.dtype == np.float32
        return vector if fits else None


def _fill(rows: Matrix, places: Mapping[str, Sequence[int]], vectors: Mapping[str, Vector]) -> None:
    for text, vector in vectors.items():
        rows[places[text]] = vector


def _name(text: str) -> Path:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Path(digest[:2]) / f"{digest}.npy"


def _write(path: Path, vector: Vector) -> None:
    """Write whole or not at all: another process may train at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.save(file, vector, allow_pickle=False)
    Path(file.name).replace(path)
