"""`heads`: how often each head, with each sentence encoder, is right about lines that it did not learn from."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from bench.bench import QUICK, Options
from bench.held_out import Lines, scored, split, steering_lines, training_lines
from bench.machine import ROOT
from bench.progress import Bar
from bench.result import Better, Figure, Measured
from bot.language.encoders import ENCODERS, open_encoder
from bot.language.grams import KINDS, Grams
from bot.language.intent import STRENGTH, IntentHead
from bot.language.neighbours import Neighbours
from bot.language.regression import Regression, learn
from bot.language.vectors import Vectors
from bot.language.words import fold
from bot.settings import read

Probabilities = NDArray[Any]
Head = Callable[["Task"], Probabilities]
_BETTER: dict[str, Better] = {"accuracy": "higher", "macro_f1": "higher", "ece": "lower"}
BEST = "use+e5"
"""The encoder with which heads are compared."""
_FEWER = {"quarter": 4, "half": 2}
_SOME = 6
"""Of the lines every so many, when it has to be quick."""


class Task:
    """Lines to learn from, lines to judge by, and what every head sees of them."""

    def __init__(self, learned: Lines, judged: Lines, vectors: Vectors) -> None:
        """Vectors that are on disk are not made again."""
        self.learned, self.judged = learned, judged
        self.near, self.far = vectors.of(learned.texts), vectors.of(judged.texts)
        self.classes, self.truth = np.unique(learned.intents, return_inverse=True)

    def dense(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Vectors of both sides, columns standardised, of length one on average."""
        mean, spread = self.near.mean(axis=0), self.near.std(axis=0)
        length = np.linalg.norm((self.near - mean) / spread, axis=1).mean()
        return (self.near - mean) / spread / length, (self.far - mean) / spread / length

    def counted(self) -> tuple[Any, Any]:
        """Words and letters of both sides, as sparse matrices."""
        folded = [[fold(text) for text in lines.texts] for lines in (self.learned, self.judged)]
        learned = [Grams.learned(kind, folded[0]) for kind in KINDS]
        far = [_weighed(grams, folded[1]) for grams, _ in learned]
        return sparse.hstack([weights for _, weights in learned], format="csr"), sparse.hstack(far, format="csr")


def ours(task: Task) -> Probabilities:
    """The head as it is used."""
    head = IntentHead()
    head.fit(task.learned.texts, task.learned.intents, task.near)
    rankings = (dict(head.rank(text, vector)) for text, vector in zip(task.judged.texts, task.far, strict=True))
    return np.array([[ranking[name] for name in task.classes] for ranking in rankings])


def regression(task: Task) -> Probabilities:
    """Logistic regression on everything side by side."""
    (near, far), (dense, other) = task.counted(), task.dense()
    return _softmax(_applied(learn(near, dense, task.learned.intents, strength=STRENGTH), far, other))


def fusion(task: Task) -> Probabilities:
    """Late fusion: one regression on words and letters, one on vectors, the mean of what they say."""
    (near, far), (dense, other) = task.counted(), task.dense()
    parts = ((near, far, dense[:, :0], other[:, :0]), (near[:, :0], far[:, :0], dense, other))
    scores = [_applied(learn(a, c, task.learned.intents, strength=STRENGTH), b, d) for a, b, c, d in parts]
    return _softmax(sum(np.log(_softmax(score)) / 2 for score in scores))


def svm(task: Task) -> Probabilities:
    """Linear support vectors on everything side by side."""
    (near, far), (dense, other) = task.counted(), task.dense()
    machine = LinearSVC(C=0.5, class_weight="balanced").fit(sparse.hstack([near, dense]).tocsr(), task.truth)
    return _softmax(2 * machine.decision_function(sparse.hstack([far, other]).tocsr()))


def mlp(task: Task) -> Probabilities:
    """A small network on vectors, fused with a regression on words and letters."""
    (near, far), (dense, other) = task.counted(), task.dense()
    network = MLPClassifier((256,), alpha=0.1, max_iter=20, batch_size=64, random_state=0).fit(5 * dense, task.truth)
    words = _softmax(_applied(learn(near, dense[:, :0], task.learned.intents, strength=STRENGTH), far, other[:, :0]))
    return _softmax(0.5 * np.log(words) + 0.7 * np.log(network.predict_proba(5 * other) + 1e-9))


def neighbours(task: Task) -> Probabilities:
    """The vote of the nearest lines alone."""
    dense, other = task.dense()
    near = Neighbours.of(dense, task.truth)
    return np.array([near.shares(vector, len(task.classes)) for vector in other])


HEADS: dict[str, Head] = {f.__name__: f for f in (regression, fusion, svm, mlp, neighbours)}


async def measure(options: Options, bar: Bar) -> Measured:
    """Every encoder with our head, and every head with both encoders; some minutes, more without kept vectors."""
    return await asyncio.to_thread(_measured, options, bar)


def _measured(options: Options, bar: Bar) -> Measured:
    measured = Measured(notes=[QUICK] if options.quick else [])
    lines = training_lines(ROOT / "data" / "nlu")
    learned, judged = split(lines.at(range(0, len(lines), _SOME)) if options.quick else lines)
    apart = steering_lines(ROOT / "tests" / "evaluation")
    tests = Lines(judged.texts + apart.texts, judged.intents + apart.intents)
    tasks = {name: Task(learned, tests, _vectors(name)) for name in ENCODERS}
    for encoder, task in tasks.items():
        bar.begin(f"Our head with {encoder}")
        _add(measured, f"{encoder}_ours", ours, task, len(judged))
        measured.figures[f"mb_{encoder}"] = Figure(_megabytes(task), "MB", "lower")
        measured.figures[f"ms_{encoder}"] = Figure(_milliseconds(open_encoder(encoder), judged.texts), "ms", "lower")
    for name, head in HEADS.items():
        bar.begin(f"{name} with {BEST}")
        _add(measured, f"{BEST}_{name}", head, tasks[BEST], len(judged))
    for name, part in _FEWER.items():
        bar.begin(f"Our head with a {name} of the lines")
        fewer = learned.at(range(0, len(learned), part))
        _add(measured, f"{BEST}_{name}", ours, Task(fewer, tests, _vectors(BEST)), len(judged))
    measured.notes.append(f"{len(learned)} lines learned, {len(judged)} held out, {len(apart)} written apart (_apart).")
    return measured


def _vectors(encoder: str) -> Vectors:
    """Those that a training kept, and more."""
    return Vectors(open_encoder(encoder), read().data / "vectors")


def _add(measured: Measured, name: str, head: Head, task: Task, held_out: int) -> None:
    """Figures of one head: on what was held out, and on what was written apart."""
    began = time.process_time()
    said = head(task)
    measured.figures[f"cpu_s_{name}"] = Figure(time.process_time() - began, "s", "lower")
    for part, where in (("", slice(None, held_out)), ("_apart", slice(held_out, None))):
        if task.judged.intents[where]:
            found = scored(said[where], task.judged.intents[where], list(task.classes))
            measured.figures |= {f"{what}_{name}{part}": Figure(v, "", _BETTER[what]) for what, v in found.items()}


def _megabytes(task: Task) -> float:
    """Size of the head on disk."""
    head = IntentHead()
    head.fit(task.learned.texts, task.learned.intents, task.near)
    with tempfile.TemporaryDirectory(prefix="koopwijzer-bench-") as name:
        head.save(Path(name))
        return sum(file.stat().st_size for file in Path(name).iterdir()) / 1e6


def _milliseconds(encoder: Any, texts: Sequence[str]) -> float:
    """Processor time to encode a message: the mean of a hundred."""
    encoder.encode(["hallo"])
    began = time.process_time()
    for text in texts[:100]:
        encoder.encode([text])
    return 1000 * (time.process_time() - began) / 100


def _weighed(grams: Grams, lines: Sequence[str]) -> Any:
    weighed = [grams.weigh(line) for line in lines]
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places, weights = (np.concatenate(part) for part in zip(*weighed, strict=True))
    return sparse.csr_matrix((weights, places, ends), shape=(len(lines), len(grams.words)))


def _applied(found: Regression, counted: Any, dense: Probabilities) -> Probabilities:
    middle = counted.shape[1]
    scores: Probabilities = counted @ found.weights[:middle] + dense @ found.weights[middle:] + found.bias
    return scores


def _softmax(scores: Any) -> Probabilities:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Probabilities = raised / raised.sum(axis=1, keepdims=True)
    return shares
