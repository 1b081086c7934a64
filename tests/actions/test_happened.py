from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SalesAction, colleagues
from actions.happened import Happened, NeedTold, ProductChosen, ProductsLost, QuestionAsked, told
from actions.reply import Reply, Say
from actions.shopper import Shopper
from journey_tracker.events import KNOWN, Identified
from tests.actions.conftest import Talk

LOST = ProductsLost("laptop", "price", ("pluim-14",))
CHOSEN = ProductChosen("laptop", "pluim-11", 32_900, ("price",))


class TurnsDown(SalesAction):
    """Hears that something is too dear, and lets a colleague go on."""

    action_name = "turns_down"

    async def sell(self, shopper: Shopper) -> Reply:  # the signature of all actions
        """Say nothing."""
        return Reply(handed_to="chooses", happened=(LOST,))


class Chooses(SalesAction):
    """Notes the choice."""

    action_name = "chooses"

    async def sell(self, shopper: Shopper) -> Reply:  # the signature of all actions
        """Say so."""
        return Reply((Say("utter_chosen"),), happened=(CHOSEN,))


async def uttered(talk: Talk, action: type[SalesAction]) -> list[dict[str, Any]]:
    """What an action puts out through rasa_sdk."""
    dispatcher = CollectingDispatcher()
    tracker = Tracker("c1", {}, {"text": "te duur"}, [], False, None, {}, "action_listen")
    acting = colleagues((TurnsDown, Chooses), talk.services)
    await acting[action.action_name].run(dispatcher, tracker, {})
    said: list[dict[str, Any]] = dispatcher.messages
    return said


class TestHappened:
    @pytest.mark.parametrize("kind", get_args(Happened))
    def test_has_the_fields_of_its_event(self, kind: type[Happened]) -> None:
        """The journey knows every kind by the same name, with the same fields, where the talk stands aside."""
        event = KNOWN[kind.event]

        place = {"conversation", "seq", "channel"}
        others = {"visitor", "customer"} if event is Identified else set()  # who it is else, the chat does not know
        assert {f.name for f in fields(kind)} == {f.name for f in fields(event)} - place - others

    def test_is_told_in_plain_types(self) -> None:
        """Its name and what it says."""
        assert told(NeedTold("latent")) == {
            "event": "koopwijzer.need_told.v1", "kind": "latent", "category": "", "needs": ()
        }  # fmt: skip

    async def test_is_told_beside_what_is_said(self, talk: Talk) -> None:
        """In a message without words, which no shopper sees, in the order in which it happened."""
        said, learnt = await uttered(talk, TurnsDown)

        assert said["response"] == "utter_chosen"
        assert not learnt["text"]
        assert learnt["custom"] == {"happened": [told(LOST), told(CHOSEN)]}

    async def test_is_silent_when_nothing_did(self, talk: Talk) -> None:
        """An answer that teaches nothing is all there is."""
        assert len(await uttered(talk, Chooses)) == 2
        assert QuestionAsked.event not in str(await uttered(talk, Chooses))
