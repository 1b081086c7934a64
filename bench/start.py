"""`start`: how soon the first shopper is answered, and how much memory it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial

from bench import application, dialogues, load
from bench.application import Variant
from bench.arithmetic import middle
from bench.bench import Options
from bench.peers.rasa import serving
from bench.ports import Subject
from bench.processes import NotMeasurable, rss_mb
from bench.progress import Bar
from bench.result import Figure, Measured, compared
from bench.subjects import prepare_peer, with_peer

RUNS = 3
WARM_UP_TURNS = 50

Start = Callable[[], AbstractAsyncContextManager[tuple[Subject, float]]]


@dataclass(slots=True)
class Starts:
    """What was seen of one subject, start by start."""

    seconds: list[float] = field(default_factory=list)
    rss_mb: list[float] = field(default_factory=list)


async def measure(options: Options, bar: Bar) -> Measured:
    """Ours with the encoder, and the peer, alternately: trained before, a new data folder each time."""
    measured = Measured()
    peer = with_peer(options, measured)
    variant = Variant("use", options.workers)
    bar.begin("Model")
    await asyncio.to_thread(application.trained, variant)
    starts: dict[str, Start] = {"ours": partial(application.running, variant)}
    if peer:
        await prepare_peer(bar)
        starts["peer"] = serving.running
    seen = {name: Starts() for name in starts}
    for run in range(1 if options.quick else RUNS):
        for name, start in starts.items():
            bar.begin(f"Start {run + 1}, {name}")
            await _one_start(start, seen[name], measured)
    measured.figures |= figures(seen["ours"], seen.get("peer"))
    return measured


async def _one_start(start: Start, seen: Starts, measured: Measured) -> None:
    async with start() as (subject, seconds):
        seen.seconds.append(seconds)
        await load.warm_up(subject, dialogues.read().endless(), WARM_UP_TURNS)
        try:
            seen.rss_mb.append(rss_mb(subject.pids))
        except NotMeasurable as error:
            measured.notes.append(f"rss_mb is not measured: {error}.")


def figures(ours: Starts, peer: Starts | None) -> dict[str, Figure]:
    """Medians over the starts."""
    found = {"seconds_to_first_answer": compared(lambda seen: middle(seen.seconds), ours, peer, "s", "lower")}
    if ours.rss_mb:
        found["rss_mb"] = compared(lambda seen: middle(seen.rss_mb), ours, peer, "MB", "lower")
    return found
