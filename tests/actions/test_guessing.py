from __future__ import annotations

from dataclasses import replace

from actions.general import NotUnderstood
from actions.guessing import by_callback, guesses
from actions.reply import Reply, Say
from tests.actions.conftest import Talk

_RANKED = (("compare_products", 0.4), ("return_request", 0.2), ("greet", 0.1), ("order_status", 0.1))


class TestMissed:
    async def test_two_of_different_kinds_offer_a_person(self, talk: Talk) -> None:
        """To the shopper it is the second time that nothing was understood."""
        await talk.reply("wie wordt kampioen", "out_of_scope")
        await talk.reply("grmbl", "nlu_fallback")

        assert talk.answered == {"utter_offer_human"}
        assert talk.pending == "offer_human"

    async def test_a_question_back_to_nonsense_counts(self, talk: Talk) -> None:
        """Who asks which word to explain understood nothing either."""
        await talk.reply("blub", "ask_explanation")
        await talk.reply("grmbl", "nlu_fallback")

        assert talk.answered == {"utter_offer_human"}

    async def test_says_what_was_understood(self, talk: Talk) -> None:
        """The part that was recognised is named."""
        reply = await talk.say("mijn laptop zomaar", NotUnderstood)

        assert (reply.says[0].response, reply.says[0].fields) == ("utter_not_understood_about", {"about": "laptop"})

    async def test_what_sounds_like_abuse_and_may_be_anything_is_not_understood(self, talk: Talk) -> None:
        """A calm word of which the head is not sure gets no reproach."""
        await talk.reply("blorf plonk", "abuse", confidence=0.6)

        assert talk.answered == {"utter_not_understood"}


class TestGuesses:
    def test_are_the_likeliest_by_name(self, talk: Talk) -> None:
        """Each chip goes on with what it says; what needs products on show waits for them."""
        shopper = replace(talk.shopper("huh"), ranked=_RANKED)

        assert [chip["payload"] for chip in guesses(shopper)] == ["/return_request", "/order_status", "/state_need"]


class TestByCallback:
    def test_outside_hours_a_call_back_is_offered(self) -> None:
        """Nobody is promised who is not there."""
        offered = by_callback(Reply((Say("utter_offer_human"),), pending="offer_human"))

        assert [say.response for say in offered.says] == ["utter_offer_callback"]


class TestCounted:
    async def test_a_miss_after_what_is_not_sold_offers_a_person(self, talk: Talk) -> None:
        """The first may have been something else than a product."""
        await talk.reply("ik zoek een snorrebak", "state_need")
        await talk.reply("nee met de flapuit", "deny")

        assert talk.answered == {"utter_offer_human"}

    async def test_a_second_thing_that_is_not_sold_is_said_to_be(self, talk: Talk) -> None:
        """Nothing was misunderstood about that."""
        await talk.reply("ik zoek een stofzuiger", "state_need")
        reply = await talk.reply("ik zoek een grasmaaier", "state_need")

        assert reply.says[0].response.startswith("utter_not_sold")
