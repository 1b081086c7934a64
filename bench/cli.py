"""`./run bench`: one command a figure. Only here is printed."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console

from bench import goals, heads, machine, reply, result, selection, start, table, touchpoints, train, views
from bench.arithmetic import NothingMeasured
from bench.bench import Bench, Options
from bench.peers.journeys import installing as journeys
from bench.peers.rasa import installing
from bench.peers.rasa.building import NoReplies
from bench.peers.rasa.installing import NotInstalled
from bench.peers.selection.installing import PROJECT
from bench.ports import NotAnswered
from bench.processes import Failed
from bench.progress import bar
from bench.result import Measured, Stamp
from bench.selection import NotSearchable
from bench.starting import NotStarted

BENCHES: Mapping[str, Bench] = {
    "heads": Bench("How often each intent head and sentence encoder is right about lines not learned.", heads.measure),
    "reply": Bench("How long a shopper waits, how many are served, what long conversations cost.", reply.measure),
    "selection": Bench("How long one decision takes at up to a million products, and a feed.", selection.measure),
    "start": Bench("How soon the first shopper is answered, and how much memory it takes.", start.measure),
    "touchpoints": Bench("What one contact costs to remember, with its cycle and all counts.", touchpoints.measure),
    "train": Bench("The processor time of a training, from nothing and with its vectors kept.", train.measure),
    "views": Bench("What it costs to show an analyst each report, however many events there were.", views.measure),
}
PEERS = "peers"
EXPECTED = (NothingMeasured, NotAnswered, NotSearchable, NotStarted, NotInstalled, NoReplies, Failed)


def main(argv: Sequence[str]) -> int:
    """Run one bench, or list them; 0 done, 1 failed, 2 not understood."""
    name, *rest = argv or [""]
    if name in ("", "-h", "--help"):
        _list()
        return 0
    if name not in (*BENCHES, PEERS):
        print(f"Unknown bench {name!r}. There are: {', '.join((*BENCHES, PEERS))}.", file=sys.stderr)
        return 2
    try:
        _install(rest) if name == PEERS else _bench(name, rest)
    except KeyboardInterrupt:
        return 130
    except EXPECTED as error:
        print(f"bench {name}: {error}", file=sys.stderr)
        return 1
    return 0


def _bench(name: str, arguments: Sequence[str]) -> None:
    given = _arguments(name).parse_args(arguments)
    stamp = machine.stamp()
    with bar() as shown:
        options = Options(quick=given.quick, workers=given.workers, peer=not given.no_peer)
        measured = asyncio.run(BENCHES[name].measure(options, shown))
    if given.json:
        print(json.dumps(result.report(name, stamp, measured), ensure_ascii=False))
    else:
        _show(name, stamp, measured)


def _arguments(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./run bench {name}", description=BENCHES[name].help)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="a few turns, to see that it works; not to be quoted")
    parser.add_argument("--no-peer", action="store_true", help="measure ours only")
    parser.add_argument("--workers", type=int, metavar="N", help="worker processes of the application")
    return parser


def _show(name: str, stamp: Stamp, measured: Measured) -> None:
    console = Console()
    console.print(table.table(f"{name} at {stamp.commit}, {stamp.date}", measured, goals.read(name)))
    console.print(", ".join(f"{key} {value}" for key, value in stamp.machine.items()), highlight=False)
    for note in measured.notes:
        console.print(f"· {note}", highlight=False)


def _list() -> None:
    print("Usage: ./run bench NAME [--json] [--quick] [--no-peer] [--workers N]\n")
    for name, bench in BENCHES.items():
        print(f"  {name:<12}{bench.help}")
    print(f"  {PEERS:<12}Install what we are measured beside: Rasa, pandas, DuckDB, retentioneering, PM4Py; 2.7 GB.")


def _install(arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog="./run bench peers").parse_args(arguments)
    for project in (PROJECT, journeys.PROJECT, installing.PROJECT):
        installing.install(project)
        print(f"Installed: {project / '.venv'}")
