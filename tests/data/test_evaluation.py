"""The evaluation lines: enough of them, rightly labelled, and never among what is trained on."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.judging.evaluating import LABELS, NO_PHASE
from bot.judging.lines import Line, read_lines
from journey_tracker.model_file import built_in
from tests.data import test_nlu

FOLDER = Path(__file__).parents[1] / "evaluation"
AT_LEAST = {"nl": 400, "en": 200}
ASIDE = ("out_of_scope", "smalltalk", "abuse")
every_language = pytest.mark.parametrize("language", test_nlu.LANGUAGES)


@cache
def written(language: str) -> tuple[Line, ...]:
    """Every evaluation line of a language, steering and untouched."""
    return tuple(line for file in sorted(FOLDER.glob(f"{language}_*.tsv")) for line in read_lines(file))


@every_language
class TestLines:
    def test_there_are_enough_of_them(self, language: str) -> None:
        """Of every intent, a good part of them nothing for a shop; a third is kept apart."""
        lines = written(language)
        goals = Counter(line.goal for line in lines)

        assert len(lines) >= AT_LEAST[language]
        assert set(goals) == set().union(*test_nlu.INTENTS.values())
        assert min(goals.values()) >= 5
        assert sum(goals[goal or ""] for goal in ASIDE) >= 0.12 * len(lines)
        assert len(read_lines(FOLDER / f"{language}_untouched.tsv")) >= 0.3 * len(lines)

    def test_each_has_every_label_and_the_phase_of_its_goal(self, language: str) -> None:
        """The phase follows from the goal, by the journey model."""
        rules = built_in().phase_rules

        for line in written(language):
            assert all(getattr(line, label) for label in LABELS), line.id
            assert line.phase == rules.get(line.goal or "", NO_PHASE), line.id
            assert line.sentiment in {"negative", "neutral", "positive"}, line.id

    def test_none_is_trained_on(self, language: str) -> None:
        """Not for intents and not for sentiment, whatever the case and the punctuation."""
        trained = {
            test_nlu.plain(line)
            for lang in test_nlu.LANGUAGES
            for block in test_nlu.lines(lang).values()
            for line in block
        }
        rated = (
            (FOLDER.parents[1] / "data" / "sentiment" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        )
        trained |= {test_nlu.plain(row.partition("\t")[2]) for row in rated}

        assert [line.id for line in written(language) if test_nlu.plain(line.text) in trained] == []

    def test_each_is_there_once(self, language: str) -> None:
        """One name, one line."""
        assert len({line.id for line in written(language)}) == len(written(language))
