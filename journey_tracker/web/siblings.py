"""A report as a file: the same address with `.csv`, `.json`, `.parquet` or `.sql`."""

from __future__ import annotations

import csv
import importlib
import io
import json
from typing import Any

from journey_tracker.exporting.table_file import harmless
from journey_tracker.ports import Value
from journey_tracker.reports import Kind, Table

TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "sql": "text/plain",
}


class ParquetMissing(Exception):
    """pyarrow is not installed, so no Parquet can be written; the other forms can."""


def as_csv(table: Table) -> str:
    """With a header; what is left out for being about too few is empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(row[column.key]) for column in table.columns])
    return out.getvalue()


def as_json(table: Table, *, report: str) -> str:
    """The rows with what is to be said of them: columns and their kinds, n, notes, and which cells are left out."""
    columns = [{"key": c.key, "kind": c.kind.value, "n": c.n or None} for c in table.columns]
    left_out = [{"row": row, "column": key} for row, key in sorted(table.left_out)]
    said = {"report": report, "n": table.n, "notes": table.notes, "columns": columns, "left_out": left_out}
    return json.dumps({**said, "rows": [dict(row) for row in table.rows]}, ensure_ascii=False)


def as_parquet(table: Table) -> bytes:
    """Names as text, figures as 64-bit floats; raises `ParquetMissing` when pyarrow is not installed."""
    arrow, parquet = _package("pyarrow"), _package("pyarrow.parquet")
    sorts = {c.key: arrow.string() if c.kind in (Kind.PHASE, Kind.TEXT) else arrow.float64() for c in table.columns}
    words = {key for key, sort in sorts.items() if sort == arrow.string()}
    rows = [{key: _word(value) if key in words else value for key, value in row.items()} for row in table.rows]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=arrow.schema(list(sorts.items()))), out)
    return out.getvalue()


def _word(value: Value) -> str | None:
    return None if value is None else str(value)


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ParquetMissing("Parquet needs pyarrow; install it: uv sync --extra analytics") from error
