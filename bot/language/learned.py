"""What every model that learned from lines shares, whatever it learned: its scores, its files and its errors.

It is kept as JSON and NumPy arrays: reading a model runs no code of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.language.grams import KINDS, Grams
from bot.language.words import fold

Floats = NDArray[np.float32]
F = TypeVar("F", np.float32, np.float64)


class Unreadable(Exception):
    """The files of a trained model are missing, broken or of another make."""

    def __init__(self, model: str, folder: Path, cause: str) -> None:
        """Say which model and where, what is wrong, and what to do."""
        super().__init__(f"The {model} in {folder} cannot be read: {cause}. Train again (`./run train`).")


class NotTrained(Exception):
    """A model was asked something, or to be saved, before it learned anything."""

    def __init__(self, model: str) -> None:
        """Say what to do first."""
        super().__init__(f"This {model} has learned nothing yet; call `fit` or load a trained one.")


class WrongVector(Exception):
    """A model was given a vector of another encoder than it was trained with."""

    def __init__(self, model: str, given: int, expected: int) -> None:
        """Say both sizes, and what to do."""
        super().__init__(
            f"The {model} was trained with sentence vectors of size {expected}, but got one of size {given}. "
            "Set ENCODER as it was at training, or train again (`./run train`)."
        )


@dataclass(frozen=True, slots=True)
class Scorer:
    """A linear model on words, letters and a dense block."""

    views: tuple[Grams, ...]
    weights: Floats
    """Shape `[features, classes]`: words, letters, then the columns of the dense block."""
    bias: Floats

    def scores(self, text: str, dense: NDArray[Any]) -> NDArray[np.float64]:
        """One for each class, of a cleaned `text` with its dense block."""
        folded, first = fold(text), 0
        scores = self.bias.astype(np.float64)
        for view in self.views:
            places, weights = view.weigh(folded)
            scores += weights @ self.weights[first + places]
            first += len(view.words)
        scores += dense @ self.weights[first:]
        return scores


def softmax(scores: NDArray[F]) -> NDArray[F]:
    """Probabilities of scores, in their precision."""
    raised: NDArray[F] = np.exp(scores - scores.max())
    raised /= raised.sum()
    return raised


def save(file: Path, scorer: Scorer, names: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write `file`.json and `file`.npz, with `names` and `arrays` beside what the scorer learned."""
    words = {kind: view.in_order() for kind, view in zip(KINDS, scorer.views, strict=True)}
    file.with_suffix(".json").write_text(json.dumps({**names, "words": words}, ensure_ascii=False), encoding="utf-8")
    idf = {f"idf_{kind}": view.idf for kind, view in zip(KINDS, scorer.views, strict=True)}
    every: dict[str, Any] = {**idf, **arrays, "weights": scorer.weights, "bias": scorer.bias}
    np.savez_compressed(file.with_suffix(".npz"), **every)


def read(file: Path) -> tuple[Scorer, dict[str, Any], dict[str, NDArray[Any]]]:
    """What `save` wrote, with all names and arrays; raises what `reading` tells."""
    names = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    with file.with_suffix(".npz").open("rb") as kept, np.load(kept, allow_pickle=False) as arrays:
        found = {key: arrays[key] for key in arrays.files}
    views = tuple(Grams.restored(kind, names["words"][kind], found[f"idf_{kind}"]) for kind in KINDS)
    return Scorer(views, found["weights"], found["bias"]), names, found


def check_shape(scorer: Scorer, *, dense: int, classes: int) -> None:
    """Raise `ValueError` when the weights are not those of these words, a dense block so wide and so many classes."""
    features = sum(len(view.words) for view in scorer.views) + dense
    if scorer.weights.shape != (features, classes):
        raise ValueError(f"weights of shape {scorer.weights.shape} for {features} features")


@contextmanager
def reading(model: str, folder: Path) -> Iterator[None]:
    """Any fault of what is read in the block as `Unreadable`."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise Unreadable(model, folder, f"{type(error).__name__}: {error}") from error
