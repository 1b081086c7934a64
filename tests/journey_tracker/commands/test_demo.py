"""`journey demo` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey_tracker import open_actions, open_store
from journey_tracker.cli import main
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import REPORTS, Table, run
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.postgresql import PostgreSQL


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

    assert "4 actions of the demo removed" in capsys.readouterr().out


def test_wants_a_place_of_its_own_on_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    """It never chooses a database on a server by itself."""
    assert main(["demo"], database_url="postgresql://localhost/shop") == 2

    assert "--database" in capsys.readouterr().err


def told_by(url: str) -> dict[str, Table]:
    """Every report over a database but the one that names contacts by an id of its own."""
    store = open_store(url, refs=REFS)
    told = {key: run(store, key, EVERYTHING, 20260502) for key in REPORTS if key != "log"}
    store.close()
    return told


def test_tells_the_same_on_a_server(journey: str, tmp_path: Path, postgresql: PostgreSQL) -> None:
    """Cell for cell; and there too it is gone when it is removed, with its actions."""
    url, asked = postgresql.database(), ["demo", "--people", "120", "--until", "2026-05-01"]
    for more in ([], ["--database", url]):
        assert main([*asked, *more], database_url=journey, key=tmp_path / "journey.key") == 0

    assert told_by(url) == told_by(f"sqlite:///{tmp_path / 'journey-demo.db'}")
    assert main(["demo", "--clear", "--database", url], database_url=journey, key=tmp_path / "journey.key") == 0
    assert told_by(url)["totals"].n == 0
    actions = open_actions(url)
    assert actions.all() == ()
    actions.close()
    postgresql.drop(url)


def test_another_year_has_actions_of_its_own(journey: str, tmp_path: Path) -> None:
    """Not those of a year that is no longer there."""
    made = []
    for until in ("2026-05-01", "2026-05-01", "2026-05-02"):
        main(["demo", "--people", "20", "--until", until], database_url=journey)
        actions = open_actions(f"sqlite:///{tmp_path / 'journey-demo.db'}")
        made.append([(action.number, action.made_day) for action in actions.all()])
        actions.close()

    assert made[0] == made[1]
    assert len(made[2]) == len(made[0]) == 4
    assert {day for _, day in made[2]} != {day for _, day in made[0]}


@pytest.mark.parametrize("asked", [["--people", "0"], ["--people", "x"], ["--until", "gisteren"]])
def test_says_what_is_allowed(journey: str, capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    """No traceback for a typing error."""
    with pytest.raises(SystemExit, match="2"):
        main(["demo", *asked], database_url=journey)

    assert "is no" in capsys.readouterr().err
