"""`reply`: how long a shopper waits, how many are served, and whether long conversations cost more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench import application, dialogues, load, schedule
from bench.application import Variant
from bench.arithmetic import median_percentile, middle, ratio
from bench.bench import Options
from bench.dialogues import Dialogue, Script
from bench.growth import late_over_early
from bench.load import Crowd
from bench.peers.rasa import serving
from bench.ports import Subject
from bench.processes import NotMeasurable
from bench.progress import Bar
from bench.result import Figure, Measured, compared
from bench.subjects import prepare_peer, with_peer

SHOPPERS = 16
GAP_SECONDS = (0.1, 0.3)
"""Between two messages of the one shopper: faster than anyone types, slow enough that each finds the bot idle."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    runs: int
    warm_up: int
    turns: int
    """Of the one shopper, each run."""
    seconds: float
    """Of the crowd, each run."""
    growth: bool


FULL = Size(runs=5, warm_up=50, turns=100, seconds=10, growth=True)
SHORT = Size(runs=1, warm_up=3, turns=10, seconds=1, growth=False)


@dataclass(slots=True)
class Samples:
    """What was measured of one subject, run by run."""

    alone_ms: list[list[float]] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)
    growth: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Measuring:
    """A subject with what its shoppers say, and what was seen of it so far."""

    name: str
    subject: Subject
    lines: Iterator[Dialogue]
    samples: Samples = field(default_factory=Samples)


async def measure(options: Options, bar: Bar) -> Measured:
    """Ours with the encoder, ours without it, and the peer, alternately in one run."""
    measured = Measured()
    peer = with_peer(options, measured)
    size, script = (SHORT if options.quick else FULL), dialogues.read()
    on, light = (Variant(encoder, options.workers) for encoder in ("use+e5", "none"))
    if peer:
        await prepare_peer(bar)
    async with AsyncExitStack() as stack:
        bar.begin("Starting")
        subjects: dict[str, Subject] = {}
        for name, variant in (("on", on), ("light", light)):
            subjects[name], _ = await stack.enter_async_context(application.running(variant))
        if peer:
            subjects["peer"], _ = await stack.enter_async_context(serving.running())
        given = {name: Measuring(name, subject, script.endless()) for name, subject in subjects.items()}
        await _take(given, size, script, bar, measured)
    samples = {name: one.samples for name, one in given.items()}
    measured.figures |= figures(samples)
    return measured


async def _take(given: Mapping[str, Measuring], size: Size, script: Script, bar: Bar, measured: Measured) -> None:
    for one in given.values():
        bar.begin(f"Warming up {one.name}")
        await load.warm_up(one.subject, one.lines, size.warm_up)
    for run in range(size.runs):
        # There and back: whoever is first in one run is last in the next.
        for one in list(given.values())[:: 1 if run % 2 == 0 else -1]:
            await _one_run(one, run, size, bar)
    if not size.growth:
        measured.notes.append("turn200_over_turn2 is left out by --quick.")
        return
    try:
        await _grow([given[name] for name in ("on", "peer") if name in given], size, script, bar)
    except NotMeasurable as error:
        measured.notes.append(f"turn200_over_turn2 is not measured: {error}.")


async def _one_run(one: Measuring, run: int, size: Size, bar: Bar) -> None:
    moments = schedule.typing(size.turns, least=GAP_SECONDS[0], most=GAP_SECONDS[1], seed=schedule.SEED + run)
    bar.begin(f"Run {run + 1} of {size.runs}, {one.name}: one shopper", size.turns)
    one.samples.alone_ms.append(await load.one_shopper(one.subject, one.lines, moments, bar.tick))
    bar.begin(f"Run {run + 1} of {size.runs}, {one.name}: {SHOPPERS} shoppers")
    one.samples.crowds.append(await load.crowd(one.subject, one.lines, SHOPPERS, size.seconds, bar.tick))


async def _grow(given: list[Measuring], size: Size, script: Script, bar: Bar) -> None:
    for run in range(size.runs):
        for one in given:
            bar.begin(f"Run {run + 1} of {size.runs}, {one.name}: a long conversation")
            one.samples.growth.append(await late_over_early(one.subject, script.long, bar.tick))


def figures(samples: Mapping[str, Samples]) -> dict[str, Figure]:
    """Figures of `on`, `light` and, where it was measured, `peer`."""
    on, light, peer = samples["on"], samples["light"], samples.get("peer")
    found = {
        "p95_ms_1": compared(_p95_alone, on, peer, "ms", "lower"),
        "p50_ms_1": compared(_p50_alone, on, peer, "ms", "lower"),
        "p95_ms_1_light": compared(_p95_alone, light, peer, "ms", "lower"),
        "turns_per_s_16": compared(_pace, on, peer, "turns/s", "higher"),
        "turns_per_s_16_light": compared(_pace, light, peer, "turns/s", "higher"),
        "p95_ms_16": compared(_p95_crowded, on, peer, "ms", "lower"),
    }
    if peer:
        found["throughput_ratio_16"] = Figure(ratio(_paces(on), _paces(peer)), "×", "higher", 1)
        found["throughput_ratio_16_light"] = Figure(ratio(_paces(light), _paces(peer)), "×", "higher", 1)
    if on.growth:
        found["turn200_over_turn2"] = compared(_growth, on, peer, "×", "lower")
    return found


def _p50_alone(samples: Samples) -> float:
    return median_percentile(samples.alone_ms, 0.5)


def _p95_alone(samples: Samples) -> float:
    return median_percentile(samples.alone_ms, 0.95)


def _p95_crowded(samples: Samples) -> float:
    return median_percentile([crowd.latencies_ms for crowd in samples.crowds], 0.95)


def _growth(samples: Samples) -> float:
    return middle(samples.growth)


def _pace(samples: Samples) -> float:
    return middle(_paces(samples))


def _paces(samples: Samples) -> list[float]:
    return [crowd.turns_per_s for crowd in samples.crowds]
