from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.worker import rasa_commands, training
from tests.worker.conftest import data_of

FEW = """version: "3.1"
nlu:
- intent: thank
  examples: |
    - dank je wel
    - thanks a lot
- intent: request_human
  examples: |
    - ik wil een medewerker spreken
    - kan ik een mens spreken
"""


def rasa(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run `./run rasa ...` without its set-up."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "rasa", *arguments],
        env={**os.environ, "KOOPWIJZER_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


class TestCheck:
    @pytest.mark.parametrize("line", ["run", "run actions", "shell", "interactive", "x", "test core", "", "shell nlux"])
    def test_what_needs_a_server_is_refused(self, line: str) -> None:
        """The message names what there is instead."""
        with pytest.raises(rasa_commands.CommandLeftOut, match=r"left out.*data, shell nlu, test nlu, train.*`\./run`"):
            rasa_commands.check(line.split())

    @pytest.mark.parametrize("line", ["data validate", "shell nlu", "test nlu --out x", "train", "train nlu", "--help"])
    def test_what_works_passes(self, line: str) -> None:
        """Commands that need no server, and options alone."""
        rasa_commands.check(line.split())


class TestRun:
    def test_the_refusal_is_one_line(self, tmp_path: Path) -> None:
        """Nobody reads a traceback to learn that a command is gone."""
        done = rasa("run", "--enable-api", data=tmp_path)

        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)

    def test_the_training_data_are_validated(self, tmp_path: Path) -> None:
        """Rasa finds our data without being told where, and nothing wrong in it."""
        done = rasa("data", "validate", "--fail-on-warnings", data=tmp_path)

        assert done.returncode == 0, done.stdout + done.stderr
        assert "No story structure conflicts found" in done.stdout + done.stderr

    @pytest.mark.model
    def test_the_model_is_tested(self, root: Path, tmp_path: Path) -> None:
        """A report is written and nothing drawn; what is in the data is understood."""
        given = settings.read(data_of(root))
        model = training.model_path(root, given.model_folder, given.encoder)
        lines, out = tmp_path / "lines.yml", tmp_path / "out"
        lines.write_text(FEW, encoding="utf-8")
        done = rasa("test", "nlu", "--model", str(model), "--nlu", str(lines), "--out", str(out), data=tmp_path)
        report = json.loads((out / "intent_report.json").read_text(encoding="utf-8"))

        assert done.returncode == 0, done.stdout + done.stderr
        assert report["accuracy"] == 1.0
        assert list(out.glob("*.png")) == []
