from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.cli import main
from journey_tracker.events import OrderPlaced, PageViewed
from journey_tracker.privacy import open_refs
from tests.journey_tracker.shopping import shop


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in which Anna bought something, with its key beside it."""
    where = f"sqlite:///{tmp_path / 'journey.db'}"
    store = open_store(where)
    events = [PageViewed(visitor="browser", page="home"), OrderPlaced(visitor="browser", customer="anna", order="o1")]
    store.record([shop(event).to_json() for event in events])
    store.close()
    return where


def export(url: str, named: str, *more: str) -> int:
    """Show somebody; returns the exit code."""
    return main(["person", "export", named, *more], database_url=url)


class Terminal(io.StringIO):
    """Somebody at the keys."""

    def isatty(self) -> bool:
        """They are there."""
        return True


class TestExport:
    def test_is_json_for_whoever_asks_what_is_known(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        """By customer number, the browser's contacts are among it."""
        assert export(url, "anna") == 0

        found = json.loads(capsys.readouterr().out)
        assert [event["type"] for event in found["events"]] != []
        assert len(found["touchpoints"]) == 2

    def test_is_written_down(self, url: str) -> None:
        """Who looks somebody up is seen."""
        export(url, "anna")

        store = open_store(url)
        (read,) = store.reads(0, 10)
        store.close()
        assert (read.who, read.what) == ("cli", "person")
        assert read.filter.startswith("customer:p1_")

    def test_of_nobody_says_so(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        """And is no success."""
        assert export(url, "bo") == 2
        assert "nothing is known of 'bo'" in capsys.readouterr().err

    def test_takes_a_key_from_elsewhere(self, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With another shop's key nobody is found; a key that is not there is not made."""
        open_refs(tmp_path / "other.key")

        assert export(url, "anna", "--key", str(tmp_path / "journey.key")) == 0
        assert export(url, "anna", "--key", str(tmp_path / "other.key")) == 2
        assert export(url, "anna", "--key", str(tmp_path / "lost.key")) == 2
        assert "there is no key at" in capsys.readouterr().err


class TestForget:
    def test_is_done_at_once_when_said(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The second time there is nobody left."""
        told = [main(["person", "forget", "anna", "--yes"], database_url=url) for _ in range(2)]

        out = capsys.readouterr().out
        assert told == [0, 0]
        assert out.startswith("Forgotten: ")
        assert out.endswith("Nothing was known of 'anna'.\n")
        assert export(url, "anna") == 2

    @pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 1), ("n\n", 1)])
    def test_asks_at_a_terminal(self, url: str, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
        """Only yes is yes."""
        monkeypatch.setattr("sys.stdin", Terminal(answer))

        assert main(["person", "forget", "anna"], database_url=url) == code
        assert export(url, "anna") == (2 if code == 0 else 0)

    def test_wants_a_yes_where_nobody_can_be_asked(
        self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing is forgotten by a slip of a script."""
        monkeypatch.setattr("sys.stdin", io.StringIO())

        assert main(["person", "forget", "anna"], database_url=url) == 1
        assert "--yes" in capsys.readouterr().err
        assert export(url, "anna") == 0
