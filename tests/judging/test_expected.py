"""Expectations as they stand in files: what is filled in, what is refused, and the shop's own dialogues."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.judging.dialogues import read_dialogues
from bot.judging.expected import BadExpectation, Expected, read_expected
from bot.judging.orders import examples

ROOT = Path(__file__).parents[2]
OWN = sorted((ROOT / "tests" / "evaluation").glob("dialogues_*.jsonl"))


def written(folder: Path, dialogue: Any) -> Path:
    """A file with this dialogue."""
    file = folder / "dialogues.jsonl"
    file.write_text("\n" + json.dumps(dialogue), encoding="utf-8")
    return file


def wanted(name: str) -> Iterator[Any]:
    """Every value that the shop's own dialogues expect of this name, lists taken apart."""
    for file in OWN:
        for expected in read_expected(file, {}):
            for turn in (*expected.turns, expected.always):
                value = turn.get(name, [])
                yield from value if isinstance(value, list) else [value]


class TestReadExpected:
    def test_fills_what_it_knows(self, tmp_path: Path) -> None:
        """A turn of which nothing is expected stays empty."""
        turns = [{"user": "hoi"}, {"user": "{{x}}", "expect": {"says": ["a", "{{x}}"]}}]
        file = written(tmp_path, {"id": "a", "turns": turns, "always": {"different": True}})

        assert read_expected(file, {"x": "1"}) == [Expected("a", ({}, {"says": ["a", "1"]}), {"different": True})]

    @pytest.mark.parametrize(
        ("dialogue", "message"),
        [
            ({"turns": [], "allways": {}}, "line 2, the dialogue: the keys allways; allowed: id, lang"),
            ({"turns": [{"user": "a", "expects": {}}]}, "line 2, turn 1: the keys expects; allowed: user, expect"),
            ({"turns": [{"user": "a", "expect": {"sais": "b"}}]}, "turn 1: the keys sais; allowed: intent, .*says"),
            ({"turns": [{"user": "a", "expect": {"speaks": "fr"}}]}, "turn 1: speaks 'fr'; allowed: nl or en"),
            ({"turns": [{"user": "a", "expect": []}]}, "turn 1: .*; allowed: an object"),
            ({"turns": [], "always": {"different": 1}}, "always: different 1; allowed: true"),
        ],
    )
    def test_says_where_it_cannot_be_read(self, tmp_path: Path, dialogue: Any, message: str) -> None:
        """A misspelt key would be an expectation that never fails."""
        with pytest.raises(BadExpectation, match=message):
            read_expected(written(tmp_path, dialogue), {})


class TestOwnDialogues:
    def test_every_dialogue_is_expected_to_be_something(self) -> None:
        """Of four to nine turns, by its own id, in either language."""
        dialogues = [d for file in OWN for d in read_dialogues(file, examples())]
        expected = [e for file in OWN for e in read_expected(file, examples())]

        assert len(dialogues) == len({d.id for d in dialogues}) >= 40
        assert {d.language for d in dialogues} == {"nl", "en"}
        assert all(4 <= len(d.says) <= 9 for d in dialogues)
        assert all(sum(map(len, e.turns)) >= 4 for e in expected)

    def test_expects_what_there_is(self) -> None:
        """Intents, phases and kinds of products that exist: another could never be met."""
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        intents = {name for one in domain["intents"] for name in (one if isinstance(one, dict) else [one])}
        kinds = {file.stem for file in (ROOT / "data" / "shop" / "schema").glob("*.yml")}

        assert set(wanted("intent")) <= intents | {"nlu_fallback"}
        assert {shown["category"] for shown in wanted("shown") if "category" in shown} <= kinds

    def test_expects_facts_that_products_state(self) -> None:
        """Attributes of some kind of product, or what every product has."""
        schemas = (yaml.safe_load(f.read_text(encoding="utf-8")) for f in (ROOT / "data/shop/schema").glob("*.yml"))
        attributes = {name for schema in schemas for name in schema["attributes"]} | {"brand", "category", "in_stock"}
        limits = {
            name for shown in wanted("shown") for which in ("all", "first", "any") for name in shown.get(which, {})
        }
        wishes = {one["attribute"] for each in wanted("constraints") for wishes in each.values() for one in wishes}

        assert limits | wishes <= attributes
