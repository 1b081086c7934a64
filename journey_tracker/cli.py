"""The commands of the journey: `journey log` and its like."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from journey_tracker.commands import demo, exporting, importing, log, misunderstood, person, rebuild
from journey_tracker.demo.writer import DemoRefused
from journey_tracker.exporting.columnar import ExtraMissing
from journey_tracker.exporting.exporter import FormatUnfit
from journey_tracker.importing.table import ColumnsMissing
from journey_tracker.ports import StoreMissing, StoreUnavailable, UnknownColumn, UnsupportedDatabase
from journey_tracker.privacy import BadKey, SeveralPeople, UnknownPerson
from journey_tracker.reports import BadFilter

COMMANDS = (demo, exporting, importing, log, misunderstood, person, rebuild)
"""Modules that each add their commands."""
EXPECTED = (
    BadFilter,
    BadKey,
    ColumnsMissing,
    DemoRefused,
    ExtraMissing,
    FormatUnfit,
    OSError,
    SeveralPeople,
    StoreMissing,
    StoreUnavailable,
    UnknownColumn,
    UnknownPerson,
    UnsupportedDatabase,
)
"""Errors that are the user's to mend: shown as one line, without a traceback."""


def main(argv: Sequence[str], *, database_url: str, key: Path | str | None = None) -> int:
    """Run a journey command; returns the exit code, 2 when something asked for is not possible.

    `key` is the key of the references or its file; None: it lies beside the SQLite file.
    """
    asked = _parser().parse_args(argv, argparse.Namespace(key=key))
    try:
        return int(asked.command(asked, database_url=database_url))
    except EXPECTED as error:
        print(f"journey: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journey", description="The customer journey: its touchpoints and its log.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser
