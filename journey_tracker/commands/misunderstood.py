"""`journey misunderstood`: what shoppers said that was not understood, or not surely."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from journey_tracker.commands.arguments import Commands, count, share
from journey_tracker.commands.opening import opened
from journey_tracker.journey import Line, local_time

DOUBTFUL = 0.5
"""Below this an intent is not sure, 0..1."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    doubts = commands.add_parser("misunderstood", help="what shoppers said that was not understood, or not surely")
    doubts.set_defaults(command=run)
    doubts.add_argument("--below", type=share, default=DOUBTFUL, metavar="SHARE", help=f"how sure is sure ({DOUBTFUL})")
    doubts.add_argument("--last", type=count, default=50, metavar="N", help="how many (50)")
    doubts.add_argument("--json", action="store_true", help="one JSON object a line")


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Show the doubtful messages, newest first."""
    with opened(database_url, key=asked.key) as store:
        found = [_doubt(line) for line in store.doubtful(asked.below, asked.last)]
    if asked.json:
        for doubt in found:
            print(json.dumps(doubt, ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw(found)
    else:
        for doubt in found:
            print("\t".join("" if cell is None else str(cell) for cell in doubt.values()))
    return 0


def _doubt(line: Line) -> dict[str, str | float | None]:
    """A message and what was made of it; the text is the redacted one."""
    return {
        "at": local_time(line.at_ms).isoformat(" ", "seconds"),
        "intent": line.intent,
        "confidence": None if line.confidence is None else round(line.confidence, 2),
        "language": line.language,
        "text": line.text,
        "conversation": line.conversation,
    }


def _draw(found: Sequence[dict[str, str | float | None]]) -> None:
    table = Table("said", "taken for", "sure", "language", box=None, header_style="bold", pad_edge=False)
    for doubt in found:
        table.add_row(*(escape(str(doubt[name])) for name in ("text", "intent", "confidence", "language")))
    Console().print(table if found else "Nothing that was not understood.")
