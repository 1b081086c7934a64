"""A model for every encoder, on a few lines of the shop's own data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import preparing, settings
from bot.components import mood, supplies
from bot.language.encoders import ENCODERS
from bot.language.sentiment import LABELS
from bot.settings import Settings
from bot.worker import training

LINES = 3
"""Of each intent, and of each label of the mood."""


@pytest.fixture
def small(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A project with a few lines, and where its models go."""
    project = tmp_path / "project"
    for folder in ("data/rules", "data/responses", "data/shop"):
        shutil.copytree(root / folder, project / folder)
    for name in training.ALSO_DECISIVE:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, project / name)
    write_few_lines(root, project)
    monkeypatch.setattr(preparing, "ROOT", project)
    monkeypatch.setattr(mood, "LINES", project / training.MOOD_LINES)
    held = list(supplies._held)
    yield settings.read({"KOOPWIJZER_DATA": str(tmp_path / "data")})
    supplies._held[:] = held


def write_few_lines(root: Path, project: Path) -> None:
    """The first Dutch lines of every intent, and the first of every mood in both languages."""
    files = sorted((root / "data" / "nlu" / "nl").glob("*.yml"))
    parts = [part for file in files for part in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]
    nlu = [{**part, "examples": "".join(part["examples"].splitlines(keepends=True)[:LINES])} for part in parts]
    (project / "data" / "nlu").mkdir()
    few = yaml.safe_dump({"version": "3.1", "nlu": nlu}, allow_unicode=True)
    (project / "data" / "nlu" / "few.yml").write_text(few, encoding="utf-8")
    (project / training.MOOD_LINES).mkdir()
    for file in (root / training.MOOD_LINES).glob("*.tsv"):
        header, *rows = file.read_text(encoding="utf-8").splitlines()
        kept = [row for label in LABELS for row in [r for r in rows if r.startswith(f"{label}\t")][:LINES]]
        (project / training.MOOD_LINES / file.name).write_text("\n".join([header, *kept, ""]), encoding="utf-8")


@pytest.mark.timeout(300)  # four trainings
class TestPreparedAll:
    def test_makes_a_model_for_every_encoder_and_each_vector_once(self, small: Settings) -> None:
        """Side by side; what is there already is not made again."""
        path = preparing.prepared_all(small)
        models = {model.name.rpartition("-")[0]: model.stat().st_mtime_ns for model in path.parent.glob("*.tar.gz")}
        vectors = {folder.name.partition("-")[0]: len([*folder.rglob("*.npy")]) for folder in vectors_of(small)}
        again = preparing.prepared_all(small)

        assert set(models) == set(ENCODERS)
        assert path.name.startswith(f"{small.encoder}-")
        assert vectors["use"] == vectors["e5"] > 0
        assert again == path
        assert {m.name.rpartition("-")[0]: m.stat().st_mtime_ns for m in path.parent.glob("*.tar.gz")} == models


def vectors_of(small: Settings) -> Iterator[Path]:
    """The folder of each encoder's vectors."""
    return (small.data / "vectors").iterdir()
