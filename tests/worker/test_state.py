from __future__ import annotations

import json

import pytest

from bot.worker import rasa_lean

rasa_lean.install()

from rasa.shared.core.domain import Domain  # noqa: E402  # Rasa comes after its stand-ins
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.worker import state  # noqa: E402

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  selection: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {callback_form: {required_slots: [selection]}}
actions: [action_greet]
"""
)


def say(tracker: DialogueStateTracker, text: str) -> None:
    """One turn: something said, one action, listening again."""
    tracker.update(UserUttered(text, {"name": "greet", "confidence": 1.0}, [], {"intent_ranking": [1] * 9}))
    tracker.update(ActionExecuted("action_greet"))
    tracker.update(ActionExecuted("action_listen"))


class TestState:
    def test_a_new_conversation_listens(self) -> None:
        """Without stored state the tracker stands where Rasa waits for the first message."""
        tracker = state.restore("c", "", DOMAIN)

        assert tracker.latest_action_name == "action_listen"

    def test_slots_and_form_survive_the_round_trip(self) -> None:
        """What was set long ago is there after any number of turns."""
        tracker = state.restore("c", "", DOMAIN)
        tracker.update(SlotSet("selection", {"v": 1}), DOMAIN)
        tracker.update(ActiveLoop("callback_form"), DOMAIN)
        for n in range(9):
            say(tracker, f"zin {n}")

        again = state.restore("c", state.store(tracker), DOMAIN)

        assert again.get_slot("selection") == {"v": 1}
        assert again.active_loop_name == "callback_form"
        assert again.latest_action_name == "action_listen"
        assert again.latest_message.text == "zin 8"

    def test_a_slot_that_was_emptied_stays_empty(self) -> None:
        """The snapshot does not bring back what a later turn took away."""
        tracker = state.restore("c", "", DOMAIN)
        tracker.update(SlotSet("language", "en"), DOMAIN)
        say(tracker, "hello")
        tracker.update(SlotSet("language", None), DOMAIN)

        assert state.restore("c", state.store(tracker), DOMAIN).get_slot("language") is None

    def test_the_state_does_not_grow_with_the_conversation(self) -> None:
        """After two hundred turns the stored state is as large as after three."""
        tracker, sizes = state.restore("c", "", DOMAIN), []
        for n in range(200):
            say(tracker, f"zin {n:03}")
            stored = state.store(tracker)
            sizes.append(len(stored))
            tracker = state.restore("c", stored, DOMAIN)

        assert abs(sizes[-1] - sizes[3]) <= 60

    def test_rankings_are_not_kept(self) -> None:
        """Of what was understood only intent and entities are stored."""
        tracker = state.restore("c", "", DOMAIN)
        say(tracker, "hoi")

        assert "intent_ranking" not in state.store(tracker)

    def test_another_version_is_refused(self) -> None:
        """State of another program version is not read as if it were ours."""
        with pytest.raises(state.UnknownState, match="version 99"):
            state.restore("c", json.dumps({"v": 99}), DOMAIN)
