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

    def test_have_their_own_options_after_their_name(self, filled: str, tmp_path: Path) -> None:
        """Where the demo goes is said to the demo; before the command stands where the journey is."""
        demo = f"sqlite:///{tmp_path}/demo.db"
        command = [sys.executable, "-m", "journey_tracker", "--database", filled, "demo", "--database", demo]

        subprocess.run([*command, "--people", "2"], capture_output=True, check=True)

        assert (tmp_path / "demo.db").exists()

    def test_tell_how_to_run_them_as_a_module(self) -> None:
        """`--help` alone says what is needed."""
        done = subprocess.run([sys.executable, "-m", "journey_tracker", "--help"], capture_output=True, text=True)

        assert (done.returncode, "--database URL" in done.stdout) == (0, True)

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
