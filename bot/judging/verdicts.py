"""Dialogues held against what is expected of them: which expectations are met, in figures and as a table."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rich.table import Table
from rich.text import Text

from bot.judging.expected import Expected
from bot.judging.expecting import EXPECTATIONS, Scene

RESPONSES = Path(__file__).parents[2] / "data" / "responses"
MISUNDERSTOOD = ("utter_not_understood", "utter_offer_human", "utter_out_of_scope", "utter_apology")
"""Responses that are no answer, with the other words that they have (`_again`)."""
ALWAYS = 0
"""The turn of what is expected of every turn."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expectation and what came of it."""

    dialogue: str
    turn: int
    """From 1; `ALWAYS` for an expectation of the whole dialogue, which one turn is enough to miss."""
    name: str
    met: bool
    said: str
    """What the shopper had said."""
    wanted: Any
    found: str
    """What there was instead; empty when met."""


def misunderstandings(folder: Path = RESPONSES) -> list[re.Pattern[str]]:
    """How the assistant says that it did not understand, in every language, from the responses in `folder`."""
    files = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yml")))
    every = [(name, one) for file in files for name, texts in file["responses"].items() for one in texts]
    return [_as_said(str(one["text"])) for name, one in every if name.removesuffix("_again") in MISUNDERSTOOD]


def judge(expected: Expected, turns: Sequence[Mapping[str, Any]], patterns: Sequence[re.Pattern[str]]) -> list[Verdict]:
    """Every expectation of a dialogue against its turns as `./run play` writes them."""
    scenes = [Scene(turns[: at + 1], patterns) for at in range(len(turns))]
    of_turns = [
        _verdict(expected.id, number, name, wanted, [scene])
        for number, (scene, expectations) in enumerate(zip(scenes, expected.turns, strict=True), 1)
        for name, wanted in expectations.items()
    ]
    return of_turns + [_verdict(expected.id, ALWAYS, name, wanted, scenes) for name, wanted in expected.always.items()]


@dataclass(slots=True)
class Bench:
    """Judges dialogues in the order of their expectations, and keeps the verdicts."""

    expected: Sequence[Expected]
    patterns: Sequence[re.Pattern[str]]
    """How misunderstandings are worded."""
    least: float = 0.0
    """Which part of the expectations has to be met, 0 to 1."""
    verdicts: list[Verdict] = field(default_factory=list)
    _judged: int = 0

    def judge(self, turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The verdicts on the next dialogue, as they stand beside it in a file."""
        verdicts = judge(self.expected[self._judged], turns, self.patterns)
        self._judged += 1
        self.verdicts += verdicts
        return [{k: value for k, value in asdict(one).items() if k not in ("dialogue", "said")} for one in verdicts]


def share(verdicts: Sequence[Verdict]) -> float:
    """Which part of the expectations is met, 0 to 1; 1 when nothing was expected."""
    return sum(v.met for v in verdicts) / len(verdicts) if verdicts else 1.0


def summary(verdicts: Sequence[Verdict]) -> str:
    """The figures in one line."""
    dialogues, missed = {v.dialogue for v in verdicts}, {v.dialogue for v in verdicts if not v.met}
    met = sum(v.met for v in verdicts)
    whole = f"{len(dialogues) - len(missed)} of {len(dialogues)} dialogues without a miss"
    return f"{met} of {len(verdicts)} expectations met ({share(verdicts):.1%}), {whole}"


def by_name(verdicts: Iterable[Verdict]) -> Table:
    """How often each kind of expectation was met."""
    verdicts = list(verdicts)
    every, met = Counter(v.name for v in verdicts), Counter(v.name for v in verdicts if v.met)
    table = Table("expectation", "met", "of")
    for name in EXPECTATIONS:
        if every[name]:
            table.add_row(name, str(met[name]), str(every[name]))
    return table


def missed(verdicts: Iterable[Verdict]) -> Table:
    """What was missed, with what was said."""
    table = Table("dialogue", "turn", "the shopper said", "expected", "found", show_lines=True)
    for verdict in verdicts:
        if not verdict.met:
            wanted = f"{verdict.name}: {json.dumps(verdict.wanted, ensure_ascii=False)}"
            cells = (verdict.dialogue, str(verdict.turn or "every"), verdict.said, wanted, verdict.found)
            table.add_row(*(Text(cell) for cell in cells))
    return table


def _verdict(dialogue: str, turn: int, name: str, wanted: Any, scenes: Sequence[Scene]) -> Verdict:
    found = ((scene, EXPECTATIONS[name].missed(wanted, scene)) for scene in scenes)
    first, instead = next(((scene, what) for scene, what in found if what), (scenes[-1], ""))
    return Verdict(dialogue, turn, name, not instead, str(first.turn["user"]), wanted, instead)


def _as_said(text: str) -> re.Pattern[str]:
    """The text of a response with anything in the place of its fields."""
    return re.compile(".*".join(re.escape(part) for part in re.split(r"\{\w+\}", text)), re.DOTALL)
