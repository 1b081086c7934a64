from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.peers.rasa import building


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The peer's assistant, built."""
    building.build(root, tmp_path / "assistant")
    return tmp_path / "assistant"


def read(file: Path) -> Any:
    """A YAML file."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


class TestBuild:
    def test_it_learns_from_our_own_lines(self, root: Path, folder: Path) -> None:
        """Not one more and not one less."""
        ours = {
            file.relative_to(root / "data" / "nlu"): file.read_bytes()
            for file in (root / "data" / "nlu").rglob("*.yml")
        }
        theirs = {
            file.relative_to(folder / "data" / "nlu"): file.read_bytes()
            for file in (folder / "data" / "nlu").rglob("*.yml")
        }

        assert theirs == ours

    def test_it_knows_our_intents(self, root: Path, folder: Path) -> None:
        """Those of our domain, as far as there are lines for them."""
        ours = {name for intent in read(root / "domain.yml")["intents"] for name in intent}

        assert set(read(folder / "domain.yml")["intents"]) == ours

    def test_every_intent_has_one_rule_and_one_action(self, folder: Path) -> None:
        """And so has what was not understood."""
        rules = read(folder / "data" / "rules.yml")["rules"]
        led = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
        replies = read(folder / "replies.yml")

        assert set(led) == {*read(folder / "domain.yml")["intents"], building.FALLBACK}
        assert all(action == f"action_{intent}" and replies[intent] for intent, action in led.items())

    def test_an_intent_without_replies_is_refused(self, root: Path, tmp_path: Path) -> None:
        """A new intent of ours needs a text of the peer, or its silence would look like speed."""
        nlu = tmp_path / "root" / "data" / "nlu"
        nlu.mkdir(parents=True)
        (nlu / "new.yml").write_text("nlu: [{intent: sing, examples: '- la'}]", encoding="utf-8")

        with pytest.raises(building.NoReplies, match=r"nothing to say for sing; add texts to .*replies\.yml"):
            building.build(tmp_path / "root", tmp_path / "assistant")


class TestFingerprint:
    def test_the_same_inputs_give_the_same(self, root: Path, folder: Path, tmp_path: Path) -> None:
        """A model is found again."""
        building.build(root, tmp_path / "again")

        assert building.fingerprint(folder) == building.fingerprint(tmp_path / "again")

    def test_another_line_gives_another(self, folder: Path) -> None:
        """A model of other lines is not taken for this one."""
        before = building.fingerprint(folder)
        (folder / "data" / "nlu" / "more.yml").write_text("nlu: []", encoding="utf-8")

        assert building.fingerprint(folder) != before
