from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from journey_tracker.exporting.columnar import package
from journey_tracker.reports import Column, Kind
from journey_tracker.reports.table import table
from journey_tracker.web.siblings import ParquetMissing, as_csv, as_json, as_parquet

COLUMNS = (Column("phase", Kind.PHASE), Column("n", Kind.COUNT), Column("share", Kind.SHARE, n="n"))
TABLE = table(COLUMNS, [{"phase": "=cmd()", "n": 40, "share": 0.5}, {"phase": "b", "n": 3, "share": 0.9}], n=43)


class TestSiblings:
    def test_csv_has_the_keys_as_heads_and_nothing_that_runs(self) -> None:
        """What is about too few is empty there."""
        assert list(csv.reader(io.StringIO(as_csv(TABLE)))) == [
            ["phase", "n", "share"],
            ["'=cmd()", "40", "0.5"],
            ["b", "3", ""],
        ]

    def test_json_says_what_is_to_be_said_with_the_rows(self) -> None:
        """Kinds, n, notes, and that a figure was left out."""
        told = json.loads(as_json(TABLE, report="funnel"))

        assert told["columns"][2] == {"key": "share", "kind": "share", "n": "n"}
        assert (told["report"], told["n"], told["notes"]) == ("funnel", 43, ["small_n"])
        assert told["left_out"] == [{"row": 1, "column": "share"}]
        assert told["rows"][1] == {"phase": "b", "n": 3, "share": None}

    def test_parquet_has_the_same_rows(self) -> None:
        """Names as text, figures as numbers; what is about too few is empty."""
        table = package("pyarrow.parquet").read_table(io.BytesIO(as_parquet(TABLE)))

        assert table.to_pylist()[1] == {"phase": "b", "n": 3.0, "share": None}

    def test_parquet_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is an extra package."""
        for name in ("pyarrow", "pyarrow.parquet"):
            monkeypatch.setitem(sys.modules, name, None)

        with pytest.raises(ParquetMissing, match="--extra analytics"):
            as_parquet(TABLE)
