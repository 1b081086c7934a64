"""`./run evaluate` without a file: our own lines, each file apart."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot import settings
from bot.judging import cli
from bot.worker import training
from tests.worker.conftest import data_of

HEADER = "id\ttext\tgoal\tphase\tsentiment\tentities\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lines of our own: what steers, what is untouched, and a file that is neither."""
    thanks = "\tdank je wel\tthank\tnone\tpositive\t{}\n"
    (tmp_path / "nl_steering.tsv").write_text(f"{HEADER}1{thanks}2{thanks}", encoding="utf-8")
    (tmp_path / "nl_untouched.tsv").write_text(f"{HEADER}3{thanks}", encoding="utf-8")
    (tmp_path / "faq.tsv").write_text("of another kind\n", encoding="utf-8")
    monkeypatch.setattr(cli, "OWN", tmp_path)
    return tmp_path


@pytest.mark.model
class TestWithoutAFile:
    def test_our_own_parts_are_reported_apart(self, root: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What steers says nothing of what was kept back, so the figures are not mixed."""
        given = settings.read(data_of(root))
        model = training.model_path(root, given.model_folder, given.encoder)
        code = cli.evaluate(given, ["--json"], prepare=lambda _: model, run=asyncio.run)
        told = json.loads(
            capsys.readouterr().out.splitlines()[-1]
        )  # before it Rasa logs, which the command sends elsewhere

        assert code == 0
        assert sorted(file.stem for file in own.glob("nl_*.tsv")) == sorted(told)
        assert {name: figures["n"] for name, figures in told.items()} == {"nl_steering": 2, "nl_untouched": 1}
        assert all(figures["goal"]["accuracy"] == 1.0 for figures in told.values())
