from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.cli import main
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.exporting.walk import WALK


@pytest.fixture
def shopped(store: JourneyStore, url: str) -> str:
    """Where the walk is stored."""
    store.record(WALK)
    return url


class TestExport:
    def test_writes_a_file_that_is_whole(self, tmp_path: Path, shopped: str) -> None:
        """Under its own name once all is in it."""
        out = tmp_path / "out.csv"

        assert main(["export", "--format", "csv", "-o", str(out)], database_url=shopped) == 0

        with out.open(newline="") as file:
            assert len(list(csv.DictReader(file))) == 7
        assert not list(tmp_path.glob("*.part"))

    def test_writes_the_part_that_is_asked_for(self, tmp_path: Path, shopped: str) -> None:
        """By the filters of the pages."""
        out = tmp_path / "out.jsonl"

        asked = ["--from", "2026-05-01", "--to", "2026-05-01", "--channel", "mail"]
        main(["export", "--format", "jsonl", *asked, "-o", str(out)], database_url=shopped)

        assert [json.loads(line)["kind"] for line in out.read_text().splitlines()] == ["mail_sent"]

    def test_of_cloudevents_takes_the_events(self, shopped: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        """To the standard output when no file is named; how many those were is told beside it."""
        assert main(["export", "--format", "cloudevents"], database_url=shopped) == 0

        told = capfdbinary.readouterr()
        assert all(json.loads(line)["specversion"] == "1.0" for line in told.out.splitlines())
        assert told.err == f"{len(told.out.splitlines())} events\n".encode()

    def test_of_people_is_written_down(self, tmp_path: Path, shopped: str) -> None:
        """Who read what; counts tell of nobody."""
        out = str(tmp_path / "out")

        main(["export", "--format", "csv", "--what", "phase_days", "-o", out], database_url=shopped)
        main(["export", "--format", "csv", "--what", "cycles", "--position", "new", "-o", out], database_url=shopped)

        store = open_store(shopped)
        reads = store.reads(0, 10)
        store.close()
        assert [(r.who, r.what, r.filter) for r in reads] == [("cli", "export", "format=csv&what=cycles&position=new")]

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (["--format", "xes", "--what", "cycles"], "XES holds touchpoints or stays"),
            (["--format", "cloudevents", "--channel", "mail"], "events have no channel"),
            (["--format", "csv", "--from", "yesterday"], "from is 'yesterday'"),
        ],
    )
    def test_that_cannot_be_is_refused(
        self, tmp_path: Path, shopped: str, capsys: pytest.CaptureFixture[str], asked: list[str], told: str
    ) -> None:
        """With the reason, and no file is left."""
        out = tmp_path / "out"

        assert main(["export", *asked, "-o", str(out)], database_url=shopped) == 2

        assert told in capsys.readouterr().err
        assert not list(tmp_path.glob("out*"))
