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


class TestInForm:
    def test_says_u_in_words_chips_and_question(self) -> None:
        """Also in the options, which the shopper sends back."""
        asked = {"about": "need", "label": "Waar gebruik je hem?", "options": ["op je werk"]}
        reply = {"text": "Wat zoek je?", "buttons": [{"title": "Help je mij?", "payload": "/x"}]}
        said = replies.in_form({**reply, "custom": {"question": asked}}, "u")

        assert (said["text"], said["buttons"]) == ("Wat zoekt u?", [{"title": "Helpt u mij?", "payload": "/x"}])
        assert said["custom"]["question"] == {
            "about": "need", "label": "Waar gebruikt u hem?", "options": ["op uw werk"]
        }  # fmt: skip

    def test_leaves_names_and_facts(self) -> None:
        """A product may be called so, on a card or only in the words."""
        cards = [{"id": "b1", "title": "Jij en je hond", "facts": [{"label": "Motto", "value": "wees jezelf"}]}]
        custom = {"cards": cards, "names": ["Zeg maar je"]}
        said = replies.in_form({"text": "Je ziet Jij en je hond, na Zeg maar je.", "custom": custom}, "u")

        assert said["text"] == "U ziet Jij en je hond, na Zeg maar je."
        assert replies.body(said, "nl")["cards"] == cards
        assert "names" not in replies.body(said, "nl")

    def test_changes_nothing_for_a_shop_that_says_je(self) -> None:
        """The reply is what the action made of it."""
        assert replies.in_form(SAID, "je") == SAID
