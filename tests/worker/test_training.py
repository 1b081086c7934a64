from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.language.encoders import ENCODERS
from bot.worker import training
from bot.worker.agent import ComponentMissing, check_components

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the model depends on."""
    for folder in (*training.TRAINING_DATA, training.MOOD_LINES):
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
        "changed",
        [
            "config.yml",
            "domain.yml",
            "data/nlu/nl/general.yml",
            "data/rules/general.yml",
            "data/sentiment/nl.tsv",
            "bot/language/lexicon/shop_sentiment.yml",
        ],
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


class TestModelPath:
    def test_models_of_several_encoders_stand_side_by_side(self, project: Path, tmp_path: Path) -> None:
        """The file says for which encoder it is."""
        paths = [training.model_path(project, tmp_path, encoder) for encoder in ENCODERS]

        assert len(set(paths)) == len(ENCODERS)
        assert all(path.name.startswith(f"{encoder}-") for path, encoder in zip(paths, ENCODERS, strict=True))


class TestShopLines:
    def test_lines_of_the_shop_ask_for_training(self, project: Path) -> None:
        """They belong to the data."""
        before = training.fingerprint(project, "use")
        self.write(project, "greet")
        training.check_shop_lines(project)

        assert before != training.fingerprint(project, "use")

    def test_an_unknown_intent_is_refused(self, project: Path) -> None:
        """The error names file, intent, and what is allowed."""
        self.write(project, "gret")

        with pytest.raises(training.UnknownIntent, match=r"own.yml: there is no intent 'gret'; allowed: .*greet"):
            training.check_shop_lines(project)

    def write(self, project: Path, intent: str) -> None:
        """One line of the shop's own."""
        folder = project / training.SHOP_LINES
        folder.mkdir(parents=True)
        text = f'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n    - moin\n'
        (folder / "own.yml").write_text(text, encoding="utf-8")


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
