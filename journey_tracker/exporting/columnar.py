"""Rows as Arrow tables, for Parquet files and data frames; needs packages of the extra `analytics`."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from journey_tracker.exporting.contents import STARTED
from journey_tracker.journey import ZONE
from journey_tracker.ports import Record
from journey_tracker.stores.views import Sort

AT_ONCE = 10_000
"""Rows in one batch, and in one group of a Parquet file."""


class ExtraMissing(Exception):
    """A package of the extra `analytics` is not installed; says how to install it."""


def package(name: str) -> Any:
    """A package of the extra; raises `ExtraMissing`."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        wanted = name.partition(".")[0]
        raise ExtraMissing(
            f"this needs {wanted}, which is not installed; install it: uv sync --extra analytics"
        ) from error


def schema(columns: Mapping[str, Sort]) -> Any:
    """The Arrow schema: text, 64-bit whole numbers and floats; `started` is a moment in Dutch time."""
    arrow = package("pyarrow")
    sorts = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    moment = arrow.timestamp("ms", tz=ZONE.key)
    return arrow.schema([(name, moment if name == STARTED else sorts[sort]) for name, sort in columns.items()])


def batches(rows: Iterable[Record], columns: Mapping[str, Sort]) -> Iterator[Any]:
    """Rows of a view or of events as Arrow record batches; raises `ExtraMissing`."""
    arrow, wanted, left = package("pyarrow"), schema(columns), iter(rows)
    while part := list(islice(left, AT_ONCE)):
        if STARTED in columns:
            part = [{**row, STARTED: row["started_ms"]} for row in part]
        yield arrow.RecordBatch.from_pylist(part, schema=wanted)


def as_table(rows: Iterable[Record], columns: Mapping[str, Sort]) -> Any:
    """An Arrow table; raises `ExtraMissing`."""
    return package("pyarrow").Table.from_batches(batches(rows, columns), schema=schema(columns))


def write_parquet(rows: Iterable[Record], columns: Mapping[str, Sort], out: IO[bytes]) -> int:
    """Write a Parquet file, a group of rows at a time; returns how many those were. Raises `ExtraMissing`."""
    parquet, n = package("pyarrow.parquet"), 0
    with parquet.ParquetWriter(out, schema(columns), compression="zstd") as writer:
        for batch in batches(rows, columns):
            writer.write_batch(batch)
            n += batch.num_rows
    return n
