"""`journey import`: brings a file of events in, by a mapping or as GA4 writes it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from journey_tracker.clock import epoch_ms
from journey_tracker.commands.arguments import Commands
from journey_tracker.commands.opening import opened
from journey_tracker.importing import mapping_file
from journey_tracker.importing.importer import Report, import_file
from journey_tracker.importing.readers import Ga4, Mapped, Reader
from journey_tracker.importing.yaml_part import MappingInvalid

_CSV = (".csv", ".csv.gz")
NOTHING_READ = 1
"""Exit code when no row of the file could be read."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    importing = commands.add_parser("import", help="bring in a file of events: CSV with a mapping, or GA4's export")
    importing.set_defaults(command=run)
    importing.add_argument("file", type=_file, metavar="FILE", help="CSV or JSON lines, also packed (.gz)")
    how = importing.add_mutually_exclusive_group(required=True)
    how.add_argument("--mapping", type=_mapped, metavar="FILE.yml", help="from its columns to events")
    how.add_argument("--format", choices=("ga4",), help="a format with a mapping of its own")
    mode = importing.add_mutually_exclusive_group()
    mode.add_argument("--dry-run", action="store_true", help="read and report; write no event")
    mode.add_argument("--replace", action="store_true", help="first remove what its source brought in before")


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Import the file and tell what became of it."""
    reader: Reader = asked.mapping or Ga4(is_csv=asked.file.name.lower().endswith(_CSV))
    with _progress() as progress:
        if asked.dry_run:
            report = import_file(asked.file, reader, None, progress=progress)
        else:
            with opened(database_url, key=asked.key, create=True) as store:
                if asked.replace:
                    print(f"{store.remove(reader.source)} events of {reader.source} removed.")
                store.lapse(epoch_ms())
                report = import_file(asked.file, reader, store.record, progress=progress)
    for line in _told(report, dry=asked.dry_run):
        print(line)
    return NOTHING_READ if report.bad and not report.events else 0


def _told(report: Report, *, dry: bool) -> Iterator[str]:
    events = report.events.total()
    yield f"{events} events read" + (
        "; nothing was written." if dry else f": {report.new} new, {report.duplicates} known."
    )
    for name, n in report.events.most_common():
        yield f"  {n:>9}  {name}"
    if report.left_out:
        yield f"{report.left_out.total()} rows left out: {_counts(report.left_out.most_common())}"
    if report.unknown:
        unknown = _counts(report.unknown.most_common())
        yield f"{report.unknown.total()} rows with a name that stands for nothing: {unknown}"
    if report.bad_file:
        yield f"{report.bad} rows could not be read; with line and reason in {report.bad_file}"


def _counts(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name or 'no name'} {n}" for name, n in found)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, that goes when it is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("import", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _file(given: str) -> Path:
    path = Path(given)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {given}")
    return path


def _mapped(given: str) -> Mapped:
    try:
        return Mapped(mapping_file.load(_file(given)))
    except (MappingInvalid, OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error
