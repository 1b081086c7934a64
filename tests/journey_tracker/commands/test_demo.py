"""`journey demo` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey_tracker.cli import main


@pytest.fixture
def journey(tmp_path: Path) -> str:
    """URL of the usual database, that is not there yet."""
    return f"sqlite:///{tmp_path / 'journey.db'}"


def test_writes_beside_the_journey_and_says_where(
    journey: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usual database is not touched."""
    assert main(["demo", "--people", "20", "--until", "2026-05-01"], database_url=journey) == 0

    said = capsys.readouterr().out
    assert "until 2026-05-01" in said
    assert "journey-demo.db" in said
    assert "Storing bij Pakketpost" in said
    assert (tmp_path / "journey-demo.db").exists()
    assert not (tmp_path / "journey.db").exists()


def test_removes_what_it_wrote(journey: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And says how much that was."""
    main(["demo", "--people", "20"], database_url=journey)
    capsys.readouterr()

    assert main(["demo", "--clear"], database_url=journey) == 0

    assert "events of the demo removed" in capsys.readouterr().out


def test_wants_a_place_of_its_own_on_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    """It never chooses a database on a server by itself."""
    assert main(["demo"], database_url="postgresql://localhost/shop") == 2

    assert "--database" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["--people", "0"], ["--people", "x"], ["--until", "gisteren"]])
def test_says_what_is_allowed(journey: str, capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    """No traceback for a typing error."""
    with pytest.raises(SystemExit, match="2"):
        main(["demo", *asked], database_url=journey)

    assert "is no" in capsys.readouterr().err
