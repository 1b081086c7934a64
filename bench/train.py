"""`train`: the processor time of a training, from nothing and with the sentence vectors kept."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import application, processes
from bench.application import Variant
from bench.arithmetic import middle
from bench.bench import Options
from bench.machine import ROOT
from bench.peers.rasa import serving
from bench.processes import Used
from bench.progress import Bar
from bench.result import Figure, Measured
from bench.subjects import with_peer

RUNS = 3


@dataclass(frozen=True, slots=True)
class Trainings:
    """One training from nothing, and one after it that found the vectors."""

    cold: Used
    cached: Used


async def measure(options: Options, bar: Bar) -> Measured:
    """Ours with the encoder some times, the peer once: it takes minutes."""
    measured = Measured()
    with_rasa = with_peer(options, measured)
    ours = []
    for run in range(1 if options.quick else RUNS):
        bar.begin(f"Training {run + 1}, ours")
        ours.append(await asyncio.to_thread(_ours))
    peer = None
    if with_rasa:
        bar.begin("Training the peer (some minutes)")
        peer = await asyncio.to_thread(serving.train)
    measured.figures |= figures(ours, peer)
    measured.notes.append(peaks(ours, peer))
    return measured


def figures(ours: Sequence[Trainings], peer: Used | None) -> dict[str, Figure]:
    """Medians over the trainings; the peer has no cache of vectors, so both figures stand beside the same one."""
    theirs = None if peer is None else peer.cpu_seconds
    return {
        "cpu_s_cold": Figure(middle([one.cold.cpu_seconds for one in ours]), "s", "lower", theirs),
        "cpu_s_cached": Figure(middle([one.cached.cpu_seconds for one in ours]), "s", "lower", theirs),
    }


def peaks(ours: Sequence[Trainings], peer: Used | None) -> str:
    """Peak memory, as a note."""
    own = middle([one.cold.peak_mb for one in ours])
    beside = f", of the peer {peer.peak_mb:.0f} MB (trained once)" if peer else ""
    return f"Peak resident memory of a training {own:.0f} MB{beside}."


def _ours() -> Trainings:
    with tempfile.TemporaryDirectory(prefix="koopwijzer-bench-") as name:
        folder = Path(name)
        cold = _train(folder)
        shutil.rmtree(folder / "models")
        return Trainings(cold, _train(folder))


def _train(folder: Path) -> Used:
    env = application.environment(Variant("use+e5").settings(folder, 0))
    return processes.finished(application.command("train"), folder=ROOT, env=env, log=folder / "log.txt")
