"""Writes what was asked for to a file, in the format that was asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from journey_tracker.exporting import columnar, jsonl, table_file, xes
from journey_tracker.exporting.contents import EVENTS, contents, event_rows, with_moment
from journey_tracker.ports import EVERYTHING, Record, Slice

FORMATS = ("csv", "jsonl", "parquet", "xes", "cloudevents")
_XES = ("touchpoints", "stays")


class FormatUnfit(Exception):
    """A format cannot hold what was asked for; says what it can."""


class Source(Protocol):
    """Gives rows, one by one."""

    def stream(self, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
        """The rows of a public view, in the order of time or person by person."""

    def stream_events(self, within: Slice = EVERYTHING) -> Iterator[str]:
        """Stored events as CloudEvents JSON, in the order of time."""


def check(form: str, what: str) -> None:
    """Raise `FormatUnfit` when `form` cannot hold `what`, `UnknownContents` when there is no such thing."""
    contents(what)
    if form not in FORMATS:
        raise FormatUnfit(f"there is no format {form!r}; there are: {', '.join(FORMATS)}")
    if form == "xes" and what not in _XES:
        raise FormatUnfit(f"XES holds {' or '.join(_XES)}, not {what}")
    if form == "cloudevents" and what != EVENTS:
        raise FormatUnfit(f"CloudEvents holds {EVENTS}, not {what}")
    if form == "parquet":
        columnar.package("pyarrow.parquet")


def rows(source: Source, what: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
    """The rows of what was asked for, in its columns; raises `UnknownContents` and what `source` does."""
    wanted = contents(what)
    if what == EVENTS:
        return event_rows(source.stream_events(within))
    return with_moment(source.stream(wanted.view, within, by_person=by_person))


def export(source: Source, form: str, what: str, out: IO[bytes], within: Slice = EVERYTHING) -> int:
    """Write `what` in the format `form`, row by row; returns how many rows those were.

    Raises `FormatUnfit`, `UnknownContents`, `columnar.ExtraMissing`, OSError and what `source` does.
    """
    check(form, what)
    if form == "parquet":
        return columnar.write_parquet(rows(source, what, within), contents(what).columns, out)
    with _text(out) as text:
        match form:
            case "csv":
                return table_file.write(rows(source, what, within), tuple(contents(what).columns), text)
            case "xes":
                return xes.write(rows(source, what, within, by_person=True), text)
            case "cloudevents":
                return jsonl.write_raw(source.stream_events(within), text)
        return jsonl.write(rows(source, what, within), text)


@contextmanager
def _text(out: IO[bytes]) -> Iterator[IO[str]]:
    """UTF-8 over the bytes, which stay open."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()
