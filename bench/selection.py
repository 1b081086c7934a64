"""`selection`: how long one decision takes, how much memory a product, and how soon a feed can be searched."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import judging
from bench.arithmetic import median_percentile, middle, percentile
from bench.bench import QUICK, Options
from bench.judging import Case, case
from bench.laptops import category, laptops, write_csv
from bench.machine import ROOT
from bench.peers.selection import installing
from bench.processes import OUR_OWN, environment, finished
from bench.progress import Bar
from bench.result import Figure, Measured
from bot.selection.columns import columns
from bot.selection.views import TextIndex, make_words, save_view
from bot.shop.importing import Import, import_feed
from bot.shop.opening import open_catalogue

SIZES: Mapping[str, int] = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
QUICK_SIZES = ("1k", "10k")
SEARCHED = "100k"
"""The size at which is searched, and at which a view is made."""
FEED = 20_000
RUNS = 5
MAKINGS = 3
PEERS = "Peers: pandas 2.3.3, DuckDB 1.5.6 and the SQLite of Python 3.11, all in memory; beside us stands the fastest."
NO_PEERS = "No peers: they are not installed beside us; `./run bench peers` does."
FAVOURS_PEERS = (
    "Favours the peers: a wish is a plain condition to them, an answer a number made beforehand; they neither weigh "
    "noise and what is unknown, nor rank questions, nor make the three shown differ."
)


@dataclass(slots=True)
class Seen:
    """What was measured of one size; milliseconds."""

    decisions: list[list[float]] = field(default_factory=list)
    searches: list[list[float]] = field(default_factory=list)
    bytes_per_product: float = 0.0
    peers: Mapping[str, Sequence[float]] = field(default_factory=dict)


async def measure(options: Options, bar: Bar) -> Measured:
    """Every size one after the other, ours and then the peers: some minutes, the peers most of them."""
    measured = Measured()
    with_peers = _with_peers(options, measured)
    seen = {}
    for name in QUICK_SIZES if options.quick else SIZES:
        seen[name] = await asyncio.to_thread(_size, name, options, bar, with_peers)
    made = await asyncio.to_thread(_makings, options, bar)
    measured.figures |= figures(seen, *made)
    measured.notes += peer_notes(seen)
    return measured


def figures(seen: Mapping[str, Seen], views: Sequence[float], feeds: Sequence[float]) -> dict[str, Figure]:
    """Medians over the runs; `views` and `feeds` are products per second."""
    found = {f"p95_ms_{name}": _p95(one.decisions, _fastest(one.peers)) for name, one in seen.items()}
    largest = list(seen.values())[-1]
    found["bytes_per_product"] = Figure(largest.bytes_per_product, "bytes", "lower")
    for name, one in seen.items():
        if one.searches:
            fts5 = one.peers.get("FTS5")
            found[f"search_p95_ms_{name}"] = _p95(one.searches, None if fts5 is None else percentile(fts5, 0.95))
    found["view_products_per_s"] = Figure(middle(views), "products/s", "higher")
    found["feed_products_per_s"] = Figure(middle(feeds), "products/s", "higher")
    return found


def peer_notes(seen: Mapping[str, Seen]) -> list[str]:
    """What each peer took, size by size."""
    told = {
        name: ", ".join(f"{peer} {percentile(ms, 0.95):.3g}" for peer, ms in one.peers.items() if peer != "FTS5")
        for name, one in seen.items()
        if one.peers
    }
    return [f"A decision at {name} (p95, ms): {peers}." for name, peers in told.items()]


def _p95(runs: Sequence[Sequence[float]], peer: float | None) -> Figure:
    return Figure(median_percentile(runs, 0.95), "ms", "lower", peer)


def _fastest(peers: Mapping[str, Sequence[float]]) -> float | None:
    return min((percentile(ms, 0.95) for peer, ms in peers.items() if peer != "FTS5"), default=None)


def _with_peers(options: Options, measured: Measured) -> bool:
    if options.quick:
        measured.notes.append(QUICK)
    if not options.peer:
        measured.notes.append("No peers: left out by --no-peer.")
        return False
    here = installing.installed()
    measured.notes += [PEERS, FAVOURS_PEERS] if here else [NO_PEERS]
    return here


def _size(name: str, options: Options, bar: Bar, with_peers: bool) -> Seen:
    bar.begin(f"{name} products: making them")
    given, runs = case(SIZES[name]), 1 if options.quick else RUNS
    seen = Seen(bytes_per_product=given.view.nbytes / len(given.view))
    bar.begin(f"{name} products: decisions", total=runs)
    for _ in range(runs):
        seen.decisions.append(judging.times(given.engine.decide, given.states))
        bar.tick()
    if name == (QUICK_SIZES[-1] if options.quick else SEARCHED):
        bar.begin(f"{name} products: searches", total=runs)
        words = make_words(laptops(SIZES[name]), category())
        seen.searches = _searches(words, runs, bar)
    if with_peers:
        bar.begin(f"{name} products: the peers")
        seen.peers = _by_peers(given, SIZES[name] if seen.searches else 0)
    return seen


def _searches(words: TextIndex, runs: int, bar: Bar) -> list[list[float]]:
    found = []
    for _ in range(runs):
        found.append(judging.times(words.search, judging.queries()))
        bar.tick()
    return found


def _by_peers(given: Case, texts: int) -> Mapping[str, Sequence[float]]:
    """Milliseconds of each peer."""
    with tempfile.TemporaryDirectory(prefix="koopwijzer-peers-") as name:
        folder = Path(name)
        titles = [f"{one.title('nl')} {one.descriptions['nl']}" for one in laptops(texts)]
        judging.write_for_peers(folder, given, titles)
        command = [str(installing.PYTHON), str(installing.SCRIPT), str(folder)]
        finished(command, folder=ROOT, env=environment(without=OUR_OWN), log=folder / "log.txt")
        read = json.loads((folder / "times.json").read_text(encoding="utf-8"))
    return {peer: [1000 * seconds for seconds in taken] for peer, taken in read.items()}


def _makings(options: Options, bar: Bar) -> tuple[list[float], list[float]]:
    """Products per second of making and saving a view, and of a feed until it can be searched."""
    size, rows, runs = (SIZES["10k"], 1000, 1) if options.quick else (SIZES[SEARCHED], FEED, MAKINGS)
    products = list(laptops(size))
    bar.begin("Views and feeds", total=2 * runs)
    views, feeds = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="koopwijzer-bench-") as name:
            folder = Path(name)
            start = time.perf_counter()
            save_view(columns(products, category()), TextIndex.build([]), folder / "view")
            views.append(size / (time.perf_counter() - start))
            bar.tick()
            feeds.append(rows / _feed(folder, rows))
            bar.tick()
    return views, feeds


def _feed(folder: Path, rows: int) -> float:
    """Seconds from a CSV file to a catalogue in which is searched, in a process that has neither."""
    file = folder / "laptop.csv"
    write_csv(file, rows)
    start = time.perf_counter()
    catalogue = open_catalogue(folder / "catalogue.db")
    import_feed(Import(file, str(file)), catalogue, folder)
    kind = catalogue.categories()[0]
    found, _ = catalogue.words(kind).search("zwarte laptop", 3)
    taken = time.perf_counter() - start
    if len(catalogue.view(kind)) != rows or not len(found):
        raise NotSearchable(rows)
    catalogue.close()
    return taken


class NotSearchable(Exception):
    """A feed was imported, and its products are not found."""

    def __init__(self, rows: int) -> None:
        """Say how many there should be."""
        super().__init__(f"after the import of {rows} laptops not all are there, or none is found; run the tests")
