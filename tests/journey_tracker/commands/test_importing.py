from __future__ import annotations

import json
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.cli import main
from tests.journey_tracker.importing.shop import MAPPING, ROWS, written
from tests.journey_tracker.importing.test_ga4 import hit

KEY = "ab" * 32
"""Of the references; a server has no place for a file of it."""


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    """A mapping in a file."""
    file = tmp_path / "mapping.yml"
    file.write_text(MAPPING)
    return str(file)


class TestImport:
    def test_tells_what_became_of_the_file(
        self, tmp_path: Path, url: str, mapping: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """New, known, unknown names, left out and bad."""
        rows = (*ROWS, "01-05-2026 12:00,scroll,v1,,,", "01-05-2026 12:00,bounce,v1,,,", "never,home,v1,,,")
        file = str(written(tmp_path, *rows))

        assert main(["import", file, "--mapping", mapping], database_url=url, key=KEY) == 0
        assert main(["import", file, "--mapping", mapping], database_url=url, key=KEY) == 0

        told = capsys.readouterr().out
        assert "3 events read: 3 new, 0 known." in told
        assert "3 events read: 0 new, 3 known." in told
        assert "1 rows with a name that stands for nothing: scroll 1" in told
        assert "1 rows left out: bounce 1" in told
        assert f"1 rows could not be read; with line and reason in {tmp_path / 'shop.bad.csv'}" in told

    def test_without_writing_makes_no_database(
        self, tmp_path: Path, empty_url: str, mapping: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A dry run only reads."""
        file = str(written(tmp_path, *ROWS))

        assert main(["import", file, "--mapping", mapping, "--dry-run"], database_url=empty_url, key=KEY) == 0

        assert "3 events read; nothing was written." in capsys.readouterr().out
        assert not list(tmp_path.glob("journey.db*"))

    def test_may_take_the_place_of_an_earlier_one(self, tmp_path: Path, url: str, mapping: str) -> None:
        """After a change of the mapping, say; what other sources brought stays."""
        file = str(written(tmp_path, *ROWS))
        main(["import", file, "--mapping", mapping], database_url=url, key=KEY)
        Path(mapping).write_text(MAPPING.replace("page: home", "page: welcome"))

        main(["import", file, "--mapping", mapping, "--replace"], database_url=url, key=KEY)

        store = open_store(url)
        rows = list(store.stream("v_touchpoint"))
        store.close()
        assert [row["detail"] for row in rows if row["kind"] == "page_viewed"] == ["welcome"]

    def test_of_ga4_needs_no_mapping(self, tmp_path: Path, url: str) -> None:
        """It has one of its own."""
        file = tmp_path / "events.jsonl"
        file.write_text(json.dumps(hit("page_view")) + "\n")

        assert main(["import", str(file), "--format", "ga4"], database_url=url, key=KEY) == 0

        store = open_store(url)
        assert len(list(store.stream("v_touchpoint"))) == 1
        store.close()

    def test_of_which_nothing_can_be_read_fails(self, tmp_path: Path, url: str, mapping: str) -> None:
        """So that a job that runs at night notices."""
        file = str(written(tmp_path, "never,home,v1,,,"))

        assert main(["import", file, "--mapping", mapping], database_url=url, key=KEY) == 1

    def test_with_a_wrong_mapping_names_its_line(
        self, tmp_path: Path, url: str, mapping: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Before the file is looked at."""
        Path(mapping).write_text(MAPPING.replace("page: home", "pages: home"))

        with pytest.raises(SystemExit) as ended:
            main(["import", str(written(tmp_path)), "--mapping", mapping], database_url=url, key=KEY)

        assert ended.value.code == 2
        assert "mapping.yml, line 11: the field 'pages'" in capsys.readouterr().err

    def test_of_a_file_without_the_columns_says_which(
        self, tmp_path: Path, url: str, mapping: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """And what columns it has."""
        file = str(written(tmp_path, header="when,who"))

        assert main(["import", file, "--mapping", mapping], database_url=url, key=KEY) == 2
        assert "the file has no column what" in capsys.readouterr().err
