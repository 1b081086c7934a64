from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator

import pytest

from journey_tracker.exporting import columnar
from journey_tracker.exporting.columnar import ExtraMissing
from journey_tracker.exporting.contents import CONTENTS, UnknownContents
from journey_tracker.exporting.exporter import FormatUnfit, check, export
from journey_tracker.ports import EVERYTHING, JourneyStore, Record, Slice


def exported(store: JourneyStore, form: str, what: str = "touchpoints", within: Slice = EVERYTHING) -> str:
    """The file as text."""
    out = io.BytesIO()
    export(store, form, what, out, within)
    return out.getvalue().decode()


class TestCsv:
    @pytest.mark.parametrize("what", CONTENTS)
    def test_has_every_row_in_its_columns(self, shopped: JourneyStore, what: str) -> None:
        """Of whatever is asked for."""
        table = csv.DictReader(io.StringIO(exported(shopped, "csv", what)))

        assert table.fieldnames == list(CONTENTS[what].columns)
        assert all(None not in row and None not in row.values() for row in table)

    def test_tells_when_in_dutch_time(self, shopped: JourneyStore) -> None:
        """Beside the milliseconds."""
        row = next(csv.DictReader(io.StringIO(exported(shopped, "csv"))))

        assert (row["started"], row["started_ms"]) == ("2026-05-01T12:00:00.000+02:00", "1777629600000")

    def test_runs_in_no_spreadsheet(self, shopped: JourneyStore) -> None:
        """What begins like a formula gets a quote before it."""
        rows = csv.DictReader(io.StringIO(exported(shopped, "csv", within=Slice(channel="mail"))))

        assert [row["campaign"] for row in rows] == ["'=HYPERLINK(1)"]


class TestJsonLines:
    def test_hold_the_values_as_they_are(self, shopped: JourneyStore) -> None:
        """Numbers stay numbers, nothing stays nothing."""
        rows = [json.loads(line) for line in exported(shopped, "jsonl").splitlines()]

        assert rows[0]["sentiment_mean"] is None
        assert rows[0]["cycle"] == 1
        assert [row["campaign"] for row in rows if row["channel"] == "mail"] == ["=HYPERLINK(1)"]


class TestCloudEvents:
    def test_are_read_in_again_without_a_change(self, shopped: JourneyStore) -> None:
        """What goes out is what comes in: all of it is known."""
        lines = exported(shopped, "cloudevents", "events").splitlines()

        recorded = shopped.record(lines)

        assert lines
        assert (recorded.new, recorded.duplicates, recorded.rejected) == (0, len(lines), 0)


class TestAnyFormat:
    @pytest.mark.parametrize(
        ("form", "what", "told"),
        [
            ("xes", "cycles", "XES holds touchpoints or stays, not cycles"),
            ("cloudevents", "touchpoints", "CloudEvents holds events, not touchpoints"),
            ("xlsx", "touchpoints", "there is no format 'xlsx'; there are: csv"),
        ],
    )
    def test_that_cannot_hold_it_is_refused(self, form: str, what: str, told: str) -> None:
        """With what it can."""
        with pytest.raises(FormatUnfit, match=told):
            check(form, what)

    def test_of_something_unknown_is_refused(self) -> None:
        """With what there is."""
        with pytest.raises(UnknownContents, match="there is no 'orders'; there are: touchpoints"):
            check("csv", "orders")

    def test_is_written_row_by_row(self) -> None:
        """The second row is asked for when the first is written."""
        out = io.BytesIO()

        class OneByOne:
            """Looks what is in the file each time a row is asked for."""

            def stream(self, view: str, within: Slice = EVERYTHING, *, by_person: bool = False) -> Iterator[Record]:
                """Large rows, so that no buffer holds two."""
                for n in range(3):
                    assert len(out.getvalue()) >= n * 90_000
                    yield {"day": n, "phase": "x" * 100_000}

            def stream_events(self, within: Slice = EVERYTHING) -> Iterator[str]:
                """None."""
                return iter(())

        assert export(OneByOne(), "jsonl", "transition_days", out) == 3


class TestParquet:
    def test_without_pyarrow_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Before anything is written."""
        for name in ("pyarrow", "pyarrow.parquet"):
            monkeypatch.setitem(sys.modules, name, None)

        with pytest.raises(ExtraMissing, match=r"needs pyarrow.*uv sync --extra analytics"):
            check("parquet", "touchpoints")

    @pytest.mark.parametrize("what", CONTENTS)
    def test_holds_what_the_csv_holds(self, shopped: JourneyStore, what: str) -> None:
        """As numbers, text and moments."""
        out = io.BytesIO()

        n = export(shopped, "parquet", what, out)

        table = columnar.package("pyarrow.parquet").read_table(out)
        rows = csv.DictReader(io.StringIO(exported(shopped, "csv", what)))
        assert table.num_rows == n == len(list(rows))
        assert table.column_names == list(CONTENTS[what].columns)
        if "started" in table.column_names:
            assert str(table.schema.field("started").type) == "timestamp[ms, tz=Europe/Amsterdam]"
