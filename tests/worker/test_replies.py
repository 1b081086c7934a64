from __future__ import annotations

from typing import Any

from bot.worker import replies

TOLD = {"event": "koopwijzer.need_told.v1", "kind": "latent"}
LEARNT: dict[str, Any] = {"text": None, "custom": {"happened": [TOLD]}}
SAID: dict[str, Any] = {"text": "Zeker!", "utter_action": "utter_shortlist", "custom": {"cards": [{"id": "pluim-14"}]}}


class TestShown:
    def test_leaves_out_what_only_the_journey_hears(self) -> None:
        """A message without words is no reply, and one with cards is."""
        assert replies.shown([SAID, LEARNT]) == [SAID]


class TestBody:
    def test_keeps_what_the_shopper_needs(self) -> None:
        """Cards go on; why a person was called and what the choice taught do not."""
        reply = {**SAID, "custom": {**SAID["custom"], "handoff": {"reason": "x"}, "happened": []}}

        assert replies.body(reply, "nl") == {
            "text": "Zeker!", "response": "utter_shortlist", "language": "nl", "cards": [{"id": "pluim-14"}]
        }  # fmt: skip

    def test_ends_in_its_question(self) -> None:
        """A client that knows nothing of questions still shows what is asked."""
        asked = {"about": "price", "label": "Wat mag het kosten?", "options": ["tot € 500"]}
        body = replies.body({**SAID, "custom": {"question": asked}}, "nl")

        assert (body["text"], body["question"]) == ("Zeker!\nWat mag het kosten?", asked)
