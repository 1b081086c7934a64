"""Imports a file: reads it row by row, and writes its events in batches, each in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from journey_tracker.clock import AHEAD_MS, Clock, epoch_ms
from journey_tracker.envelopes import BadEvent, Envelope, from_json
from journey_tracker.events import ShopEvent
from journey_tracker.exporting.table_file import TableFile
from journey_tracker.importing.files import Progress, opened, report_path, unseen
from journey_tracker.importing.nth import Nth
from journey_tracker.importing.readers import Found, Reader
from journey_tracker.journey import local_time
from journey_tracker.ports import Recorded

BATCH = 500
"""Events in one transaction."""
Record: TypeAlias = Callable[[Sequence[str]], Recorded]
"""Writes a batch of CloudEvents JSON."""


@dataclass(slots=True)
class Report:
    """What became of a file."""

    events: Counter[str] = field(default_factory=Counter)
    """Rows that are events, by the name in the file."""
    new: int = 0
    duplicates: int = 0
    """Events that were there already; they changed nothing."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that are no contact, on purpose, by the name in the file."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Rows with a name that stands for nothing, by name."""
    bad: int = 0
    """Rows that could not be read."""
    bad_file: Path | None = None
    """Where they stand, with line and reason."""


def import_file(
    path: Path, reader: Reader, record: Record | None, *, progress: Progress = unseen, clock: Clock = epoch_ms
) -> Report:
    """Read a file and write its events by `record`; None only reads. Importing it again changes nothing.

    Bad rows, also those of after now, are written beside it, to ``FILE.bad.csv``. Raises OSError,
    `table.ColumnsMissing`, and what `record` raises: what was written until then stays, and is not written again the
    next time.
    """
    report, size, latest_ms = Report(), path.stat().st_size, clock() + AHEAD_MS
    with opened(path, reader.encoding) as (text, done), _BadRows(report_path(path), report) as bad:
        ready = _ready(reader, reader.read(text), report, bad, latest_ms)
        while batch := list(islice(ready, BATCH)):
            if record is not None:
                _count(report, record(batch))
            progress(done(), size)
    return report


def _ready(reader: Reader, rows: Iterator[Found], report: Report, bad: _BadRows, latest_ms: int) -> Iterator[str]:
    """The events of the rows as JSON, everything else counted."""
    nth = Nth()
    for found in rows:
        if found.bad:
            bad.write(found, found.bad)
        elif found.event is None:
            (report.left_out if found.known else report.unknown)[found.name] += 1
        else:
            try:
                if found.time_ms > latest_ms:
                    raise BadEvent(f"time is {local_time(found.time_ms):%Y-%m-%d %H:%M}; allowed: not in the future")
                raw = _checked(reader.source, found.time_ms, found.event, nth)
            except BadEvent as error:
                bad.write(found, str(error))
                continue
            report.events[found.name] += 1
            yield raw


def _checked(source: str, time_ms: int, event: ShopEvent, nth: Nth) -> str:
    """The event as JSON that the store will take, with an id by what it tells; raises `BadEvent`."""
    raw = Envelope(source, time_ms, event, n=nth.of(f"{time_ms}|{event!r}")).to_json()
    from_json(raw)
    return raw


def _count(report: Report, recorded: Recorded) -> None:
    report.new += recorded.new
    report.duplicates += recorded.duplicates


class _BadRows:
    """Writes bad rows to a file that is made when there is one."""

    def __init__(self, path: Path, report: Report) -> None:
        self._path, self._report = path, report
        self._file: TableFile | None = None

    def __enter__(self) -> _BadRows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, found: Found, reason: str) -> None:
        if self._file is None:
            self._file = TableFile.create(self._path, ("line", "reason", "row"))
            self._report.bad_file = self._path
        self._report.bad += 1
        self._file.write({"line": found.line, "reason": reason, "row": found.row})
