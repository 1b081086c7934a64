"""`journey log`: the latest touchpoints, on a terminal or as text for the next program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from journey_tracker.commands.arguments import MOST, Commands
from journey_tracker.commands.opening import opened
from journey_tracker.journey import Touchpoint, local_time
from journey_tracker.reports import NO_PHASE, row, touchpoint_filter

COLUMNS = (
    "started",
    "channel",
    "phase",
    "outcome",
    "mood",
    "messages",
    "minutes",
    "handoff",
    "need",
    "chosen",
    "lost for",
    "conversation",
)


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    log = commands.add_parser("log", help="the latest touchpoints, newest first")
    log.set_defaults(command=run)
    log.add_argument("--phase", default="", help=f"only this headline phase ('{NO_PHASE}': without one)")
    log.add_argument("--last", default="", metavar="N", help="how many (20)")
    log.add_argument("--conversation", default="", metavar="ID", help="only this conversation")
    log.add_argument("--json", action="store_true", help="one JSON object a line")


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Show the touchpoints that were asked for; raises `BadFilter`."""
    given = {"phase": asked.phase, "limit": asked.last, "conversation": asked.conversation}
    with opened(database_url, key=asked.key) as store:
        found = store.touchpoints(touchpoint_filter(given, store.model, limit=20, most=MOST)).touchpoints
    if asked.json:
        for touchpoint in found:
            print(json.dumps(row(touchpoint), ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw(found)
    else:
        for touchpoint in found:
            print("\t".join(_cells(touchpoint)))
    return 0


def _draw(found: Sequence[Touchpoint]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS:
        table.add_column(column, overflow="fold", no_wrap=column != "conversation")
    for touchpoint in found:
        started, *others = _cells(touchpoint)
        table.add_row(started[: len("2026-05-01 12:00")], *others)
    Console().print(table if found else "No touchpoints.")


def _cells(touchpoint: Touchpoint) -> tuple[str, ...]:
    mood = touchpoint.sentiment_mean
    return (
        local_time(touchpoint.first_ms).isoformat(" ", "seconds"),
        touchpoint.channel,
        touchpoint.phase or NO_PHASE,
        touchpoint.outcome.value,
        "" if mood is None else f"{mood:+.2f}",
        str(touchpoint.shopper_messages + touchpoint.bot_messages + touchpoint.handoff.messages),
        f"{(touchpoint.last_ms - touchpoint.first_ms) / 60_000:.1f}",
        touchpoint.handoff.stage,
        touchpoint.choice.need,
        touchpoint.choice.chosen,
        touchpoint.choice.lost_for,
        touchpoint.conversation,
    )
