"""Everything that can be said in the demo is there in both languages, and understood as intents that a model knows."""

from __future__ import annotations

from string import Formatter

import pytest

from journey_tracker import model_file
from journey_tracker.demo.talks import talk
from journey_tracker.demo.texts import read

TOPICS = [topic for topic in read("talks") if topic != "staff"]
FILLED = {"kind", "product", "other", "order", "budget"}
ASIDE = {"thank", "goodbye", "affirm", "deny", "nlu_fallback"}


@pytest.mark.parametrize("topic", TOPICS)
class TestTalk:
    def test_has_lines_in_both_languages(self, topic: str) -> None:
        """What the shopper says, and what the bot answers if it does."""
        for turn in talk(topic).turns:
            assert turn.lines.keys() == {"nl", "en"}
            assert turn.answers.keys() in (set(), {"nl", "en"})

    def test_leaves_nothing_open_that_is_not_filled_in(self, topic: str) -> None:
        """What stands in braces is known."""
        for turn in talk(topic).turns:
            lines = [line for said in (turn.lines, turn.answers) for several in said.values() for line in several]
            assert {name for line in lines for _, name, _, _ in Formatter().parse(line) if name} <= FILLED

    def test_is_of_intents_that_the_journey_model_knows(self, topic: str) -> None:
        """Else a chat would have no phase."""
        known = model_file.built_in().phase_rules.keys()

        assert all(turn.intent in known or turn.intent in ASIDE for turn in talk(topic).turns)


def test_another_topic_is_unknown() -> None:
    """A mistake in a name shows at once."""
    with pytest.raises(KeyError):
        talk("weather")
