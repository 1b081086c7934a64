from __future__ import annotations

import pytest

from actions.courtesy import Goodbye, Greet
from actions.general import Abuse, NotUnderstood
from actions.small_talk import SmallTalk
from tests.actions.conftest import Talk


class TestSmallTalk:
    @pytest.mark.parametrize(
        ("said", "response"),
        [
            ("ben je een robot?", "utter_smalltalk_robot"),
            ("hoe heet je?", "utter_smalltalk_robot"),
            ("hoe gaat het?", "utter_smalltalk_well"),
            ("vertel eens een mop", "utter_smalltalk_joke"),
            ("lekker weertje", "utter_smalltalk"),
        ],
    )
    async def test_a_word_is_returned(self, talk: Talk, said: str, response: str) -> None:
        """As the computer it is."""
        assert (await talk.say(said, SmallTalk)).says[0].response == response

    async def test_yes_after_being_told_of_the_computer_calls_a_person(self, talk: Talk) -> None:
        """Who asks may want one."""
        assert (await talk.say("ben je een mens?", SmallTalk)).pending == "offer_human"

    async def test_who_tells_of_the_household_amid_a_choice_is_heard(self, talk: Talk) -> None:
        """It sounds like small talk and is what they choose by; no cheerful word is said."""
        await talk.need("wasmachine")
        reply = await talk.say("ik ben net gescheiden, in het weekend zijn de kinderen er", SmallTalk)

        assert reply.says[0].response == "utter_household"
        assert all(7 <= float(p.fact("load") or 0) <= 9 for p in talk.shown())

    async def test_a_question_about_a_shown_product_is_no_small_talk(self, talk: Talk) -> None:
        """Whatever the sentence sounds like."""
        await talk.need("elektrische fiets")

        assert (await talk.say("hoe ver kom je met de eerste?", SmallTalk)).says[0].fields["label"] == "Actieradius"


class TestOtherGeneral:
    async def test_goodbye_leaves_what_was_found(self, talk: Talk) -> None:
        """Coming back goes on."""
        await talk.need("laptop")
        before = talk.shown()
        reply = await talk.say("doei", Goodbye)

        assert (reply.says[0].response, talk.shown()) == ("utter_goodbye", before)

    async def test_abuse_is_met_calmly_with_a_person_on_offer(self, talk: Talk) -> None:
        """One boundary, no lecture."""
        reply = await talk.say("stomme bot", Abuse)

        assert (reply.says[0].response, reply.pending) == ("utter_abuse", "offer_human")

    async def test_a_greeting_on_a_products_page_offers_to_talk_about_it(self, talk: Talk) -> None:
        """An offer: a yes tells of it."""
        talk.page = {"product": "noordik-pluim-14"}
        reply = await talk.say("hoi", Greet)

        assert (reply.says[0].response, reply.says[0].fields["title"]) == ("utter_greet_page", "Noordik Pluim 14")
        assert reply.pending == "offer_page"

    async def test_a_kind_of_product_in_an_unclear_message_is_a_need(self, talk: Talk) -> None:
        """Unless it is the shopper's own already."""
        wanted = await talk.say("welke wasmachine past bij mijn huishouden?", NotUnderstood)
        talk.selection = type(talk.selection)()
        owned = await talk.say("mijn wasmachine doet gek", NotUnderstood)

        assert wanted.says[0].cards
        assert owned.says[0].response == "utter_not_understood_about"
