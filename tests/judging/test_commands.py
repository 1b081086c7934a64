"""`./run evaluate` and `./run play` on small files, with the trained model and the real gateway."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.application import ROOT, environment, free_port, lend_model

LINES = """id\ttext\tgoal\tphase\tsentiment\tentities
1\tik zoek een laptop onder de 700 euro\tstate_need\tselection\tneutral\t{"category": "laptop", "price_max": 700}
2\tdank je wel\tthank\tnone\tpositive\t{}
"""
DIALOGUES = (
    {"id": "koop", "lang": "nl", "turns": [{"user": "ik zoek een laptop onder de 700 euro"}, {"user": ""}]},
    {"id": "buy", "lang": "en", "note": "ignored", "turns": [{"user": "thanks {x} \ud83d"}]},
)
TURN = {
    *("user", "replies", "intent", "confidence", "entities", "language", "sentiment", "sentiment_score", "phase"),
    *("constraints", "shown", "basket", "orders_touched", "handoff", "ms"),
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command on data in `folder`."""
    lend_model(folder)
    command = [sys.executable, "-m", "bot", *arguments]
    settings = environment(folder, free_port(), free_port())
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What came of the dialogues."""
    folder = tmp_path_factory.mktemp("play")
    given, out = folder / "given.jsonl", folder / "out.jsonl"
    given.write_text("\n".join(json.dumps(d) for d in DIALOGUES), encoding="utf-8")
    done = run(folder, "play", str(given), "--json", str(out))
    assert done.returncode == 0, done.stderr
    return [json.loads(row) for row in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
class TestEvaluate:
    def test_prints_one_object(self, tmp_path: Path) -> None:
        """The figures of docs/judging.md, and nothing else, on the standard output."""
        (tmp_path / "lines.tsv").write_text(LINES, encoding="utf-8")
        done = run(tmp_path, "evaluate", str(tmp_path / "lines.tsv"), "--json", "--confusions")
        figures = json.loads(done.stdout)

        assert (figures["n"], figures["goal"], figures["phase"]) == (
            2,
            {"accuracy": 1.0, "macro_f1": 1.0},
            {"accuracy": 1.0, "macro_f1": 1.0},
        )
        assert figures["entities"]["price_max"] == {"precision": 1.0, "recall": 1.0, "n": 1}
        assert figures["out_of_scope"] == {"recall": None, "n": 0, "in_scope_refused": 0.0}
        assert figures["confusions"]["goal"] == []
        assert 0 < figures["ms_p50"] <= figures["ms_p95"]

    def test_says_what_is_wrong_with_a_file(self, tmp_path: Path) -> None:
        """One line, no traceback."""
        (tmp_path / "lines.tsv").write_text("text\nhoi\n", encoding="utf-8")
        done = run(tmp_path, "evaluate", str(tmp_path / "lines.tsv"))

        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("evaluate: ")
        assert "line 1: the columns text; allowed: id, text" in done.stderr


@pytest.mark.model
@pytest.mark.server
class TestPlay:
    def test_tells_of_every_turn(self, played: list[dict[str, Any]]) -> None:
        """Wishes, products with their facts, and the phase."""
        turn = played[0]["turns"][0]

        assert turn.keys() == TURN
        assert (turn["intent"], turn["phase"], turn["language"]) == ("state_need", "selection", "nl")
        assert turn["entities"] == {"category": "laptop", "price_max": 700.0}
        assert [c["attribute"] for c in turn["constraints"]] == ["price"]
        assert all(product["category"] == "laptop" and product["price"] <= 700 for product in turn["shown"])
        assert [card["id"] for card in turn["replies"][0]["cards"]] == [product["id"] for product in turn["shown"]]

    def test_an_empty_turn_is_sent_and_changes_nothing(self, played: list[dict[str, Any]]) -> None:
        """What the gateway says of it is kept; the wishes hold."""
        first, empty = played[0]["turns"]

        assert empty["refused"]
        assert (empty["replies"], empty["constraints"]) == ([], first["constraints"])

    def test_ends_with_the_touchpoint(self, played: list[dict[str, Any]]) -> None:
        """As the tracker recorded it, by id of the dialogue."""
        touchpoint = played[0]["touchpoint"]

        assert [dialogue["id"] for dialogue in played] == ["koop", "buy"]
        assert played[1]["turns"][0]["user"] == "thanks {x} \ud83d"
        assert (touchpoint["phase"], touchpoint["shopper_messages"]) == ("selection", 1)
        assert [stay["phase"] for stay in touchpoint["stays"]] == ["selection"]

    def test_fails_when_too_little_is_as_expected(self, tmp_path: Path) -> None:
        """What was missed is shown with what was said, and stands beside the dialogue."""
        turn = {"user": "dank je wel", "expect": {"intent": "thank", "says": "nooit van gehoord"}}
        (tmp_path / "given.jsonl").write_text(json.dumps({"id": "dank", "turns": [turn]}), encoding="utf-8")
        out = tmp_path / "out.jsonl"
        done = run(tmp_path, "play", str(tmp_path / "given.jsonl"), "--json", str(out), "--least", ".6")
        verdicts = json.loads(out.read_text(encoding="utf-8"))["verdicts"]

        assert done.returncode == 1, done.stderr
        assert "1 of 2 expectations met (50.0%), 0 of 1 dialogues without a miss" in done.stdout
        assert [(v["turn"], v["name"], v["met"]) for v in verdicts] == [(1, "intent", True), (1, "says", False)]
