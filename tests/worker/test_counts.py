"""What turns add to the counters of the log, with the trained model."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.conversation.ports import Entry, Owner, Ownership, Role, Snapshot, Waiting
from bot.metrics.figures import COUNTERS, LABELLED
from journey_tracker.events import ShopperMessage
from tests.worker.conftest import Bot, Conversation


def counted(conversation: Conversation) -> Mapping[str, int]:
    """What the last turn counts."""
    assert conversation.turn is not None
    return conversation.turn.counts


def waiting(text: str) -> Waiting:
    """A message that waits."""
    return Waiting("1", "c", Entry(1, Role.SHOPPER, {"text": text, "language": "nl"}, 1000))


@pytest.mark.model
class TestTurns:
    async def test_a_message_counts_by_intent_language_and_mood(self, conversation: Conversation) -> None:
        """One each, and nothing that did not happen."""
        await conversation.say("goedemorgen, wat een heerlijke dag!")

        assert counted(conversation) == {"intent:greet": 1, "language:nl": 1, "sentiment:positive": 1}

    async def test_what_is_not_understood_is_a_fallback(self, conversation: Conversation) -> None:
        """The share of fallbacks says when lines must be added."""
        await conversation.say("flurp snorkel wibbel")

        assert counted(conversation).items() >= {"fallbacks": 1, "intent:nlu_fallback": 1}.items()

    async def test_a_pressed_chip_has_no_mood(self, conversation: Conversation) -> None:
        """Nothing was typed, so nothing is counted as neutral."""
        await conversation.say("ik zoek een laptop")
        await conversation.say(
            "Noordik", payload='/choose_product{"product_ref": {"id": "ombrik-veer-13"}}', chip="2.0"
        )

        assert [name for name in counted(conversation) if name.startswith("sentiment:")] == []
        assert counted(conversation)["intent:choose_product"] == 1

    async def test_a_call_back_is_counted_once_it_is_noted(self, conversation: Conversation) -> None:
        """Asking for the number is not yet a call-back."""
        await conversation.say("kan iemand me terugbellen?")
        asked = dict(counted(conversation))
        await conversation.say("06 12345678")

        assert "callbacks" not in asked
        assert counted(conversation)["callbacks"] == 1

    async def test_an_apology_is_counted(self, bot: Bot) -> None:
        """Somebody must look at what failed."""
        turn = await bot.turns.apology(waiting("hoi"), Snapshot("", Ownership(Owner.BOT, 0), 0))

        assert turn.counts["apologies"] == 1

    async def test_a_silent_turn_is_understood_and_counted_as_silent(self, bot: Bot) -> None:
        """How much people answer themselves can be seen."""
        turn = await bot.turns.silent(waiting("bedankt, dat helpt!"), Snapshot("", Ownership(Owner.HUMAN, 3), 0))

        assert turn.counts.items() >= {"silent": 1, "intent:thank": 1}.items()

    async def test_every_counter_is_shown(self, bot: Bot, conversation: Conversation) -> None:
        """No turn counts under a name that the port of figures does not know."""
        names = set(await _names_of_a_talk(conversation))

        assert {name for name in names if name not in COUNTERS and name.partition(":")[0] not in LABELLED} == set()


async def _names_of_a_talk(conversation: Conversation) -> list[str]:
    names: list[str] = []
    for text in ("hoi", "ik zoek een lichte laptop", "grmbl wakka", "bel me terug op 0612345678 aub"):
        await conversation.say(text)
        names += counted(conversation)
    return names


class TestNames:
    def test_an_intent_that_the_domain_does_not_know_gets_no_name_of_its_own(self) -> None:
        """Whatever a chip of an old version says, the number of figures stays as it is."""
        from bot.worker.counts import counts

        said = ShopperMessage("c", 1, "", "intent_of_old", 1.0, "nl", 0.0, "neutral", 0.0, "none")

        assert counts(said, [], ["greet", "nlu_fallback"]) == {
            "intent:nlu_fallback": 1,
            "language:nl": 1,
            "fallbacks": 1,
        }
