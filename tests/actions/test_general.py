from __future__ import annotations

from actions.customer_care import RequestCallback
from actions.delivery import OrderStatus
from actions.general import Affirm, Deny, Greet, NotUnderstood, OutOfScope, Thank
from tests.actions.conftest import Talk


class TestGreet:
    async def test_greets_in_the_shops_name(self, talk: Talk) -> None:
        """The name comes from the settings."""
        reply = await talk.say("hoi", Greet)

        assert reply.says[0].fields == {"shop_name": "De demo"}


class TestNotUnderstood:
    async def test_asks_once_then_offers_a_person(self, talk: Talk) -> None:
        """Nobody is asked to repeat themselves twice."""
        first = await talk.say("qsdf", NotUnderstood)
        second = await talk.say("qsdf", NotUnderstood)

        assert (first.says[0].response, second.says[0].response) == ("utter_not_understood", "utter_offer_human")

    async def test_understood_in_between_starts_the_count_anew(self, talk: Talk) -> None:
        """Only misunderstandings in a row count."""
        await talk.say("qsdf", NotUnderstood)
        await talk.say("bedankt", Thank)
        reply = await talk.say("qsdf", NotUnderstood)

        assert reply.says[0].response == "utter_not_understood"

    async def test_inside_the_call_back_form_it_asks_for_the_contact(self, talk: Talk) -> None:
        """What is no phone number or e-mail is said to be none."""
        talk.loop = "callback_form"
        reply = await talk.say("qsdf", NotUnderstood)

        assert reply.says[0].response == "utter_callback_contact_invalid"


class TestYesAndNo:
    async def test_yes_to_a_person_opens_the_form(self, talk: Talk) -> None:
        """What was offered is done."""
        await talk.say("waar is mijn pakket", OrderStatus)
        reply = await talk.say("ja graag", Affirm)

        assert (reply.followup, reply.says) == ("callback_form", ())

    async def test_no_to_a_person_goes_on(self, talk: Talk) -> None:
        """The conversation is open again."""
        await talk.say("waar is mijn pakket", OrderStatus)
        reply = await talk.say("nee hoor", Deny)

        assert (reply.says[0].response, talk.pending) == ("utter_try_again", "")

    async def test_yes_to_nothing_invites(self, talk: Talk) -> None:
        """A bare yes with nothing asked is no error."""
        assert (await talk.say("ja", Affirm)).says[0].response == "utter_nothing_pending"


class TestOutOfScope:
    async def test_says_what_it_is_for(self, talk: Talk) -> None:
        """One honest sentence."""
        assert (await talk.say("wat vind je van ajax", OutOfScope)).says[0].response == "utter_out_of_scope"


class TestRequestCallback:
    async def test_the_request_stands_on_the_desk(self, talk: Talk) -> None:
        """With the contact and with what was asked before it."""
        talk.before = "mijn laptop is stuk"
        reply = await talk.say("06 12345678", RequestCallback)
        noted = await talk.services.handoffs.callbacks()

        assert reply.says[0].response == "utter_callback_confirmed"
        assert [(c.contact, c.last_words) for c in noted] == [("+31612345678", "mijn laptop is stuk")]

    async def test_a_replayed_turn_notes_it_once(self, talk: Talk) -> None:
        """The message's key makes it one request however often the turn is made."""
        for _ in range(3):
            await talk.say("06 12345678", RequestCallback)

        assert len(await talk.services.handoffs.callbacks()) == 1

    async def test_without_a_contact_nothing_is_noted(self, talk: Talk) -> None:
        """Who stopped the form is not called."""
        reply = await talk.say("stop maar", RequestCallback)

        assert (reply.says[0].response, len(await talk.services.handoffs.callbacks())) == (
            "utter_callback_cancelled",
            0,
        )
