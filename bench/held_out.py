"""Training lines and the lines they are judged by: held out with all that is nearly the same, or written apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from bot.judging.lines import read_lines

ALIKE = 0.6
"""Cosine of runs of three and four letters from which two lines are nearly the same."""
FOLDS = 5
BINS = 15


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts with their intents."""

    texts: list[str]
    intents: list[str]

    def __len__(self) -> int:
        """How many."""
        return len(self.texts)

    def at(self, places: Sequence[int] | NDArray[np.intp]) -> Lines:
        """Those at some places."""
        return Lines([self.texts[place] for place in places], [self.intents[place] for place in places])


def training_lines(folder: Path) -> Lines:
    """Every line of the YAML files in `folder`."""
    pairs = [pair for file in sorted(folder.rglob("*.yml")) for pair in _examples(file)]
    return Lines([text for text, _ in pairs], [intent for _, intent in pairs])


def steering_lines(folder: Path) -> Lines:
    """The lines that steer: written apart from the training lines."""
    read = [line for file in sorted(folder.glob("??_steering.tsv")) for line in read_lines(file) if line.goal]
    return Lines([line.text for line in read], [str(line.goal) for line in read])


def split(lines: Lines) -> tuple[Lines, Lines]:
    """Four fifths to learn from and one to judge by; lines that are nearly the same stand on one side."""
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    learned, judged = next(folds.split(lines.texts, lines.intents, _families(lines.texts)))
    return lines.at(learned), lines.at(judged)


def scored(probabilities: NDArray[Any], intents: Sequence[str], classes: Sequence[str]) -> dict[str, float]:
    """Accuracy, macro-F1, and the expected calibration error (Naeini and others, 2015) over fifteen bins."""
    said, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = np.array([classes[place] == intent for place, intent in zip(said, intents, strict=True)])
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    macro = f1_score(intents, [classes[place] for place in said], average="macro", zero_division=0)
    return {"accuracy": float(right.mean()), "macro_f1": float(macro), "ece": float(sum(gaps))}


def _examples(file: Path) -> Iterator[tuple[str, str]]:
    for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or ():
        for line in (part.get("examples") or "").splitlines() if "intent" in part else ():
            if line.startswith("- "):
                yield line[2:].strip(), part["intent"]


def _families(texts: Sequence[str]) -> NDArray[np.intp]:
    """The number of the family of each text: those that are nearly the same, directly or through others."""
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4)).fit_transform(texts).tocsr().astype(np.float32)
    near = [grams[start : start + 1000] @ grams.T > ALIKE for start in range(0, len(texts), 1000)]
    families: NDArray[np.intp] = connected_components(sparse.vstack(near))[1]
    return families
