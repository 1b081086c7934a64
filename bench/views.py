"""`views`: what it costs to show an analyst a page, however many events there were."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from bench.bench import QUICK, Options
from bench.machine import ROOT
from bench.progress import Bar
from bench.result import Figure, Measured
from bench.shoppers import shoppers
from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs

SIZES: Mapping[str, int] = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
QUICK_SIZES: Mapping[str, int] = {"2k": 2_000}
BATCH = 10_000
ROUNDS = 3
HUNDRED = 100
NO_PEER = "No peer in this run: retentioneering and PM4Py hold all events in memory first (docs/journey-reports.md)."


async def measure(options: Options, bar: Bar) -> Measured:
    """Load a log of each size, make all anew, and ask every report in a process of its own."""
    measured = Measured(notes=[NO_PEER, *([QUICK] if options.quick else [])])
    for name, events in (QUICK_SIZES if options.quick else SIZES).items():
        seen = await asyncio.to_thread(_size, events, bar)
        worst = max(seen["ms"], key=lambda key: seen["ms"][key])
        measured.figures[f"worst_cpu_ms_{name}"] = Figure(seen["ms"][worst], "ms", "lower")
        measured.figures["rss_mb"] = Figure(seen["rss_mb"], "MB", "lower")
        measured.notes.append(
            f"{name}: the slowest report is `{worst}`; all together {sum(seen['ms'].values()):.0f} ms."
        )
    return measured


def _size(events: int, bar: Bar) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'journey.db'}"
        with closing(open_store(url, refs=Refs(b"k" * 32))) as store:
            bar.begin(f"Loading {events} events, {BATCH} at a time", -(-events // BATCH))
            for batch in _batches(events):
                store.load(batch)
                bar.tick()
            _rebuild(store, bar)
        bar.begin("Asking every report")
        return _looked(url)


def _rebuild(store: JourneyStore, bar: Bar) -> None:
    bar.begin("Making all anew", HUNDRED)
    told = 0

    def progress(done: int, of: int) -> None:
        nonlocal told
        while told < HUNDRED * done // max(of, 1):
            bar.tick()
            told += 1

    store.rebuild(progress)


def _batches(events: int) -> Iterator[Sequence[str]]:
    log = islice(shoppers(seed=7), events)
    while batch := [event.to_json() for event in islice(log, BATCH)]:
        yield batch


def _looked(url: str) -> Mapping[str, Any]:
    """CPU milliseconds by report, and the memory of the process that asked them."""
    command = [sys.executable, "-m", "bench.looking", url, str(ROUNDS)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own module
    found: Mapping[str, Any] = json.loads(said)
    return found
