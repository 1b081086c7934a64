from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journey_tracker.cli import COMMANDS, main
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.talk import shopper


@pytest.fixture
def filled(store: JourneyStore, url: str) -> str:
    """A database with a conversation."""
    store.record([shopper(1, "order_status", conversation="c2").to_json()])
    return url


class TestCommands:
    def test_say_when_nothing_was_recorded_yet(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A database that is not there is not made."""
        assert main(["log"], database_url=f"sqlite:///{tmp_path}/nowhere.db") == 2

        assert "no database at" in capsys.readouterr().err

    def test_run_as_a_module(self, filled: str) -> None:
        """The tracker has its commands without the bot."""
        command = [sys.executable, "-m", "journey_tracker", "--database", filled, "log", "--last", "1"]

        done = subprocess.run(command, capture_output=True, text=True, check=True)

        assert done.stdout.endswith("\tc2\n")

    def test_are_each_told_in_the_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Whoever types `--help` reads every command with what it does."""
        with pytest.raises(SystemExit, match="0"):
            main(["--help"], database_url="sqlite://")

        told = capsys.readouterr().out
        assert [module.__name__ for module in COMMANDS if module.__name__.rpartition(".")[2][:6] not in told] == []

    def test_say_in_one_line_what_is_expected_to_go_wrong(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A database that there is no SQL for is no traceback."""
        assert main(["log"], database_url="mysql://somewhere") == 2

        assert capsys.readouterr().err.startswith("journey: ")
