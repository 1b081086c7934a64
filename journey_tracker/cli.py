"""`journey log` and `journey misunderstood`: on a terminal, or as text for the next program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from journey_tracker import open_store
from journey_tracker.journey import Line, Touchpoint, local_time
from journey_tracker.ports import JourneyStore, StoreMissing, StoreUnavailable, UnsupportedDatabase
from journey_tracker.reports import NO_PHASE, BadFilter, row, touchpoint_filter

MOST = 10_000
DOUBTFUL = 0.5
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


def main(argv: Sequence[str], *, database_url: str) -> int:
    """Run a journey command; returns the exit code, 2 when something asked for is not possible."""
    asked = _parser().parse_args(argv)
    try:
        store = open_store(database_url, create=False)
        try:
            asked.command(store, asked)
        finally:
            store.close()
    except (BadFilter, StoreMissing, StoreUnavailable, UnsupportedDatabase) as error:
        print(f"journey: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journey", description="The touchpoints of the customer journey.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    log = commands.add_parser("log", help="the latest touchpoints, newest first")
    log.set_defaults(command=_log)
    log.add_argument("--phase", default="", help=f"only this headline phase ('{NO_PHASE}': without one)")
    log.add_argument("--last", default="", metavar="N", help="how many (20)")
    log.add_argument("--conversation", default="", metavar="ID", help="only this conversation")
    log.add_argument("--json", action="store_true", help="one JSON object a line")
    doubts = commands.add_parser("misunderstood", help="what shoppers said that was not understood, or not surely")
    doubts.set_defaults(command=_misunderstood)
    doubts.add_argument(
        "--below", type=_share, default=DOUBTFUL, metavar="SHARE", help=f"how sure is sure ({DOUBTFUL})"
    )
    doubts.add_argument("--last", type=_count, default=50, metavar="N", help="how many (50)")
    doubts.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _share(given: str) -> float:
    """A number from 0 to 1."""
    try:
        share = float(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 0 to 1") from error
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{given} is no number from 0 to 1")
    return share


def _count(given: str) -> int:
    """A whole number from 1 to `MOST`."""
    if not given.isdecimal() or not 1 <= int(given) <= MOST:
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number from 1 to {MOST}")
    return int(given)


def _misunderstood(store: JourneyStore, asked: argparse.Namespace) -> None:
    found = [_doubt(line) for line in store.doubtful(asked.below, asked.last)]
    if asked.json:
        for doubt in found:
            print(json.dumps(doubt, ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw_doubts(found)
    else:
        for doubt in found:
            print("\t".join("" if cell is None else str(cell) for cell in doubt.values()))


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


def _draw_doubts(found: Sequence[dict[str, str | float | None]]) -> None:
    table = Table("said", "taken for", "sure", "language", box=None, header_style="bold", pad_edge=False)
    for doubt in found:
        table.add_row(*(escape(str(doubt[name])) for name in ("text", "intent", "confidence", "language")))
    Console().print(table if found else "Nothing that was not understood.")


def _log(store: JourneyStore, asked: argparse.Namespace) -> None:
    given = {"phase": asked.phase, "limit": asked.last, "conversation": asked.conversation}
    found = store.touchpoints(touchpoint_filter(given, store.model, limit=20, most=MOST)).touchpoints
    if asked.json:
        for touchpoint in found:
            print(json.dumps(row(touchpoint), ensure_ascii=False))
    elif sys.stdout.isatty():
        _draw(found)
    else:
        for touchpoint in found:
            print("\t".join(_cells(touchpoint)))


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
