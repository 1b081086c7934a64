from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import journey_tracker
from journey_tracker import reading
from journey_tracker.exporting import columnar
from journey_tracker.exporting.contents import UnknownContents
from journey_tracker.ports import JourneyStore, StoreMissing
from tests.journey_tracker.exporting.walk import WALK


@pytest.fixture
def shopped(store: JourneyStore, url: str) -> str:
    """Where the walk is stored."""
    store.record(WALK)
    return url


class TestRows:
    def test_are_what_was_asked_for(self, shopped: str) -> None:
        """Touchpoints when nothing else is."""
        assert journey_tracker.read(shopped, as_="rows")[0]["kind"] == "page_viewed"
        assert [row["score"] for row in journey_tracker.read(shopped, "surveys", as_="rows")] == [9]

    @pytest.mark.parametrize("day", ["2026-05-02", date(2026, 5, 2)])
    def test_are_cut_by_days(self, shopped: str, day: str | date) -> None:
        """Both included; given as text or date."""
        assert len(journey_tracker.read(shopped, since=day, as_="rows")) == 1
        assert len(journey_tracker.read(shopped, until=day, as_="rows")) == 7

    def test_come_as_any_frame(self, shopped: str) -> None:
        """With the same columns and numbers."""
        rows = journey_tracker.read(shopped, as_="rows")

        frame, polars, arrow = (journey_tracker.read(shopped, as_=form) for form in ("pandas", "polars", "arrow"))

        assert list(frame.columns) == list(polars.columns) == arrow.column_names == list(rows[0])
        assert frame["value_cents"].tolist() == polars["value_cents"].to_list() == [row["value_cents"] for row in rows]
        assert str(frame["started"].iloc[0]) == "2026-05-01 12:00:00+02:00"

    @pytest.mark.parametrize("what", ["cycles", "stays", "phases", "events", "phase_days"])
    def test_of_anything_come_as_a_frame(self, shopped: str, what: str) -> None:
        """Also where there is no moment."""
        assert len(journey_tracker.read(shopped, what)) == len(journey_tracker.read(shopped, what, as_="rows")) > 0


class TestARefusal:
    def test_says_what_is_allowed(self, shopped: str) -> None:
        """Of a frame, a day, a model or contents that there are not."""
        with pytest.raises(reading.ReadRefused, match="allowed: pandas, polars, arrow, rows"):
            journey_tracker.read(shopped, as_="excel")
        with pytest.raises(reading.ReadRefused, match="since is 'may'"):
            journey_tracker.read(shopped, since="may", as_="rows")
        with pytest.raises(reading.ReadRefused, match=r"stands under 'bonsing_mann'.*remap --model eight_stage"):
            journey_tracker.read(shopped, model="eight_stage", as_="rows")
        with pytest.raises(UnknownContents, match="there are: touchpoints"):
            journey_tracker.read(shopped, "orders")

    def test_makes_no_database(self, tmp_path: Path) -> None:
        """A wrong address is told, not filled."""
        with pytest.raises(StoreMissing):
            journey_tracker.read(f"sqlite:///{tmp_path / 'nothing.db'}", as_="rows")

    @pytest.mark.parametrize("missing", ["pandas", "polars", "pyarrow"])
    def test_without_the_extra_says_what_to_install(
        self, shopped: str, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Rows need nothing."""
        monkeypatch.setitem(sys.modules, missing, None)

        assert journey_tracker.read(shopped, as_="rows")
        with pytest.raises(columnar.ExtraMissing, match="uv sync --extra analytics"):
            journey_tracker.read(shopped, as_={"pyarrow": "arrow"}.get(missing, missing))


class TestAnEventstream:
    def test_nests_customer_cycle_and_conversation(self, shopped: str) -> None:
        """Each conversation lies in one cycle, each cycle in one customer; one after the other."""
        frame = journey_tracker.to_eventstream(shopped)

        assert set(frame.columns) == {*reading.PATH, "event", "timestamp", *reading.SEGMENTS}
        assert (frame.groupby("conversation")["cycle"].nunique() == 1).all()
        assert (frame.groupby("cycle")["customer"].nunique() == 1).all()
        assert frame["timestamp"].dt.tz is None
        assert "page_viewed:home" in set(frame["event"])


class TestTheImport:
    def test_brings_no_database_and_no_frames(self) -> None:
        """`import journey_tracker` is free until something is opened."""
        heavy = "sqlalchemy", "alembic", "pandas", "pyarrow", "yaml"
        told = f"import sys, journey_tracker; sys.exit(any(m in sys.modules for m in {heavy!r}))"

        assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
