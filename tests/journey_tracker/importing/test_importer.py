from __future__ import annotations

import csv
import gzip
import tracemalloc
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.envelopes import from_json
from journey_tracker.events import OrderPlaced
from journey_tracker.importing.importer import BATCH, import_file
from journey_tracker.importing.table import ColumnsMissing
from journey_tracker.journey import ZONE
from journey_tracker.ports import Filter, JourneyStore, Recorded
from tests.journey_tracker.importing.shop import HEADER, ROWS, mapped, written


class Kept:
    """Takes batches and keeps them."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def __call__(self, batch: Sequence[str]) -> Recorded:
        """Keep one."""
        self.batches.append(list(batch))
        return Recorded(new=len(batch), duplicates=0, rejected=0)


class TestAFile:
    def test_becomes_touchpoints(self, tmp_path: Path, store: JourneyStore) -> None:
        """One a row."""
        report = import_file(written(tmp_path, *ROWS), mapped(), store.record)

        kinds = [t.kind for t in store.touchpoints(Filter()).touchpoints]
        assert report.new == len(ROWS)
        assert kinds[0] == "order_placed"
        assert sorted(kinds) == ["order_placed", "page_viewed", "product_viewed"]

    def test_imported_twice_changes_nothing(self, tmp_path: Path, store: JourneyStore) -> None:
        """Not even where rows are equal: the second of them is another event, and known the next time."""
        file = written(tmp_path, *ROWS, ROWS[0], ROWS[0])

        first, again = (import_file(file, mapped(), store.record) for _ in range(2))

        assert (first.new, first.duplicates) == (5, 0)
        assert (again.new, again.duplicates) == (0, 5)

    def test_that_grew_adds_what_is_new(self, tmp_path: Path, store: JourneyStore) -> None:
        """Last month's file with this month behind it."""
        import_file(written(tmp_path, *ROWS), mapped(), store.record)

        report = import_file(written(tmp_path, *ROWS, "02-06-2026 09:00,home,v1,,,"), mapped(), store.record)

        assert (report.new, report.duplicates) == (1, 3)

    def test_is_taken_up_where_it_broke_off(self, tmp_path: Path, store: JourneyStore) -> None:
        """What was written before the crash is known, the rest is new."""
        file = written(tmp_path, *(f"01-05-2026 12:00,home,v{n},,," for n in range(BATCH + 1)))
        left = iter([store.record])

        def once(batch: Sequence[str]) -> Recorded:
            return next(left)(batch)

        with pytest.raises((StopIteration, RuntimeError)):
            import_file(file, mapped(), once)
        report = import_file(file, mapped(), store.record)

        assert (report.new, report.duplicates) == (1, BATCH)

    def test_keeps_the_order_of_rows_of_the_same_moment(self, tmp_path: Path, store: JourneyStore) -> None:
        """By their place in the file."""
        rows = [f"01-05-2026 12:00,{what},v1,,," for what in ("look", "home", "look", "home", "home")]

        import_file(written(tmp_path, *rows), mapped(), store.record)

        kinds = [row["kind"] for row in store.stream("v_touchpoint", by_person=True)]
        assert kinds == ["product_viewed", "page_viewed", "product_viewed", "page_viewed", "page_viewed"]

    def test_tells_amounts_orders_and_lists(self, tmp_path: Path) -> None:
        """In the fields of our event."""
        kept = Kept()

        import_file(written(tmp_path, *ROWS), mapped(), kept)

        event = from_json(kept.batches[0][2]).event
        assert event == OrderPlaced(
            visitor="v1", order="o1", value_cents=123450, products=("a", "b"), channel="webshop", seq=0
        )

    def test_may_be_packed(self, tmp_path: Path, store: JourneyStore) -> None:
        """By gzip, as exports are."""
        plain = written(tmp_path, *ROWS)
        packed = tmp_path / "shop.csv.gz"
        packed.write_bytes(gzip.compress(plain.read_bytes()))

        assert import_file(packed, mapped(), store.record).new == len(ROWS)

    def test_that_is_cut_off_says_so(self, tmp_path: Path) -> None:
        """As after a broken download."""
        packed = tmp_path / "shop.csv.gz"
        packed.write_bytes(gzip.compress(written(tmp_path, *ROWS).read_bytes())[:-20])

        with pytest.raises(OSError, match=r"shop\.csv\.gz is cut off or damaged"):
            import_file(packed, mapped(), None)

    def test_with_the_mark_of_excel_is_read(self, tmp_path: Path) -> None:
        """It is no part of the first column."""
        file = written(tmp_path, *ROWS)
        file.write_text(file.read_text(), encoding="utf-8-sig")

        assert import_file(file, mapped(), None).events.total() == len(ROWS)

    def test_without_a_column_is_refused(self, tmp_path: Path) -> None:
        """With what is missing and what there is."""
        file = written(tmp_path, "home,v1", header="what,who")

        with pytest.raises(ColumnsMissing, match="no column when, total, number, skus; its columns are: what, who"):
            import_file(file, mapped(), None)

    def test_goes_in_batches_and_tells_how_far_it_is(self, tmp_path: Path) -> None:
        """Each is one transaction; the bar ends at the end of the file."""
        kept, seen = Kept(), []
        file = written(tmp_path, *(f"01-05-2026 12:00,home,v{n},,," for n in range(BATCH + 1)))

        import_file(file, mapped(), kept, progress=lambda done, of: seen.append((done, of)))

        assert [len(batch) for batch in kept.batches] == [BATCH, 1]
        assert seen[-1] == (file.stat().st_size, file.stat().st_size)

    def test_passes_through_little_memory(self, tmp_path: Path) -> None:
        """Ten times the rows, the same memory."""
        peaks = []
        for rows in (1000, 10_000):
            file = written(tmp_path, *(f"01-05-2026 12:00,home,visitor{n},,," for n in range(rows)))
            tracemalloc.start()
            import_file(file, mapped(), None)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()

        assert peaks[1] < peaks[0] + 500_000


class TestADryRun:
    def test_counts_and_writes_nothing(self, tmp_path: Path) -> None:
        """What it would import."""
        report = import_file(written(tmp_path, *ROWS), mapped(), None)

        assert report.events == {"home": 1, "look": 1, "buy": 1}
        assert (report.new, report.duplicates) == (0, 0)
        assert [file.name for file in tmp_path.iterdir()] == ["shop.csv"]


class TestBadRows:
    def test_stand_in_a_file_beside_with_line_and_reason(self, tmp_path: Path) -> None:
        """The good ones are read all the same."""
        file = written(
            tmp_path,
            ROWS[0],
            "yesterday,home,v1,,,",
            "01-05-2026 12:00,home",
            "01-05-2026 12:00,buy,v1,=1+1,o1,",
            "01-05-2026 12:00,home,,,,",
            ROWS[1],
        )

        report = import_file(file, mapped(), None)

        assert report.bad_file == tmp_path / "shop.bad.csv"
        with report.bad_file.open(newline="") as told:
            found = [(row["line"], row["reason"]) for row in csv.DictReader(told)]
        assert report.bad == 4
        assert report.events.total() == 2
        assert [line for line, _ in found] == ["3", "4", "5", "6"]
        assert found[0][1] == "when is 'yesterday'; allowed: %d-%m-%Y %H:%M"
        assert found[1][1] == "it has 2 cells; the header has 6"
        assert "total is '=1+1'" in found[2][1]
        assert "nobody" in found[3][1]

    def test_of_the_future_are_among_them(self, tmp_path: Path) -> None:
        """What has not happened yet is a mistake; clocks may differ by minutes."""
        file = written(tmp_path, *(f"01-05-2026 12:{minute},home,v1,,," for minute in ("00", "05", "06")))
        noon = int(datetime(2026, 5, 1, 12, tzinfo=ZONE).timestamp() * 1000)

        report = import_file(file, mapped(), None, clock=lambda: noon)

        assert (report.events.total(), report.bad) == (2, 1)
        assert "time is 2026-05-01 12:06; allowed: not in the future" in (tmp_path / "shop.bad.csv").read_text()

    def test_of_another_encoding_spoil_no_others(self, tmp_path: Path) -> None:
        """One row of bytes that are not UTF-8."""
        file = tmp_path / "shop.csv"
        file.write_bytes("\n".join((HEADER, *ROWS)).encode() + b"\n01-05-2026 12:00,home,caf\xe9,,,\n")

        report = import_file(file, mapped(), None)

        assert (report.bad, report.events.total()) == (1, 3)

    def test_with_a_line_break_in_a_cell_tell_where_they_begin(self, tmp_path: Path) -> None:
        """Lines are those of the file, not rows."""
        report = import_file(written(tmp_path, '"two\nlines",home,v1,,,', "never,home,v1,,,"), mapped(), None)

        assert report.bad_file is not None
        with report.bad_file.open(newline="") as told:
            assert [row["line"] for row in csv.DictReader(told)] == ["2", "4"]


class TestNames:
    def test_that_stand_for_nothing_are_counted(self, tmp_path: Path) -> None:
        """Apart from those that are left out on purpose."""
        rows = [f"01-05-2026 12:00,{what},v1,,," for what in ("scroll", "scroll", "bounce", "home")]

        report = import_file(written(tmp_path, *rows), mapped(), None)

        assert report.unknown == {"scroll": 2}
        assert report.left_out == {"bounce": 1}
        assert report.bad == 0


class TestPeople:
    @pytest.fixture
    def backend(self) -> str:
        """A file whose every byte can be looked at."""
        return "sqlite"

    def test_are_stored_as_references_only(self, tmp_path: Path, url: str) -> None:
        """Neither an id nor a hash of it that can be guessed back."""
        store = open_store(url)
        import_file(written(tmp_path, *(row.replace("v1", "jansen-8812") for row in ROWS)), mapped(), store.record)
        store.close()

        assert all(b"jansen-8812" not in file.read_bytes() for file in tmp_path.glob("journey.db*"))
