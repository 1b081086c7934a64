from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.worker import training
from bot.worker.agent import ComponentMissing, check_components

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the model depends on."""
    for folder in training.TRAINING_DATA:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in training.ALSO_DECISIVE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


class TestFingerprint:
    def test_untouched_data_need_no_training(self, project: Path) -> None:
        """Newer files with the same content give the same model: it is the content that counts."""
        before = training.fingerprint(project, "use")
        for file in (project / "data").rglob("*.yml"):
            file.touch()

        assert before == training.fingerprint(project, "use")

    @pytest.mark.parametrize(
        "changed", ["config.yml", "domain.yml", "data/nlu/nl/general.yml", "data/rules/general.yml"]
    )
    def test_a_changed_file_asks_for_training(self, project: Path, changed: str) -> None:
        """Any change of data, config or domain gives another model."""
        before = training.fingerprint(project, "use")
        with (project / changed).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")

        assert before != training.fingerprint(project, "use")

    def test_another_encoder_asks_for_training(self, project: Path) -> None:
        """A head knows only the vectors it was trained on."""
        assert training.fingerprint(project, "use") != training.fingerprint(project, "none")


class TestComponents:
    def test_the_projects_own_config_is_whole(self) -> None:
        """Every component of config.yml can be imported."""
        check_components(ROOT / "config.yml")

        assert "bot.components" in (ROOT / "config.yml").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "name", ["bot.components.mood.Moood", "bot.components.absent.Mood", "DIETClassifier", "NoSuchPolicy"]
    )
    def test_a_wrong_path_stops_the_start(self, tmp_path: Path, name: str) -> None:
        """The error names the component, the file and what is allowed."""
        config = tmp_path / "config.yml"
        config.write_text(f"pipeline: [{{name: {name}}}]\npolicies: [{{name: RulePolicy}}]\n", encoding="utf-8")

        with pytest.raises(ComponentMissing, match=f"{name!r}.*bot.components by path.*RulePolicy"):
            check_components(config)
