"""`journey export`: the journey as a file for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from journey_tracker.clock import epoch_ms
from journey_tracker.commands.arguments import Commands
from journey_tracker.commands.opening import opened
from journey_tracker.exporting import exporter
from journey_tracker.exporting.contents import CONTENTS, COUNTS, EVENTS
from journey_tracker.ports import Slice
from journey_tracker.privacy.audit import EXPORT, Read
from journey_tracker.reports import slice_from

CLI = "cli"
"""Who reads, on a terminal."""
FILTERS = ("from", "to", "channel", "language", "category", "position")
"""Options by which a part is asked for, as in the address of the pages."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    exporting = commands.add_parser("export", help="the journey as CSV, JSON lines, Parquet, XES or CloudEvents")
    exporting.set_defaults(command=run)
    exporting.add_argument("--format", choices=exporter.FORMATS, required=True)
    exporting.add_argument("--what", choices=tuple(CONTENTS), default=None, help="(touchpoints; CloudEvents: events)")
    exporting.add_argument("-o", "--output", default="-", metavar="FILE", help="(to the standard output)")
    for name in FILTERS:
        exporting.add_argument(f"--{name}", default="", dest=f"only_{name}", metavar=name.upper())


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Write what was asked for; the file is there once it is whole."""
    what = asked.what or (EVENTS if asked.format == "cloudevents" else "touchpoints")
    exporter.check(asked.format, what)
    within = _within(asked)
    with opened(database_url, key=asked.key) as store, _written(asked.output) as out:
        if what not in COUNTS:
            store.note_read(Read(epoch_ms(), CLI, EXPORT, _query(asked, what)))
        n = exporter.export(store, asked.format, what, out, within)
    print(f"{n} {what}", file=sys.stderr)
    return 0


def _query(asked: argparse.Namespace, what: str) -> str:
    """What was asked for, as the pages would write it."""
    return urlencode({"format": asked.format, "what": what, **_filters(asked)})


def _filters(asked: argparse.Namespace) -> dict[str, str]:
    return {name: given for name in FILTERS if (given := getattr(asked, f"only_{name}"))}


def _within(asked: argparse.Namespace) -> Slice:
    return slice_from(_filters(asked))


@contextmanager
def _written(where: str) -> Iterator[IO[bytes]]:
    """The standard output, or a file that takes its name when all is in it."""
    if where == "-":
        yield sys.stdout.buffer
        return
    draft = Path(f"{where}.part")
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(where)
    finally:
        draft.unlink(missing_ok=True)
