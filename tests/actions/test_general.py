from __future__ import annotations

from dataclasses import replace

from actions.courtesy import Greet, Thank
from actions.delivery import OrderStatus
from actions.general import Affirm, Deny, NotUnderstood, OutOfScope
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
    async def test_yes_to_a_person_calls_one(self, talk: Talk) -> None:
        """What was offered is done."""
        await talk.say("waar is mijn pakket", OrderStatus)
        reply = await talk.say("ja graag", Affirm)

        assert [said.response for said in reply.says] == ["utter_human_called"]

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


class TestWhatIsOnShow:
    async def test_yes_and_no_are_about_the_cards(self, talk: Talk) -> None:
        """Nobody is asked again what they are looking for while three laptops are on show."""
        await talk.need("laptop onder de 700 euro")
        await talk.refine("geen vragen meer")

        assert (await talk.say("ok", Affirm)).says[0].response == "utter_shown_yes"
        assert (await talk.say("nee", Deny)).says[0].response == "utter_shown_no"

    async def test_yes_to_what_it_may_cost_asks_the_amount(self, talk: Talk) -> None:
        """A yes is no amount, so the answers are offered again; no means that it does not matter."""
        asked = (await talk.need("laptop")).says[0]
        again = (await talk.say("ja", Affirm)).says[0]

        assert (again.response, again.chips) == ("utter_answer_which", asked.chips)
        assert (await talk.say("nee", Deny)).says[0].response == "utter_answer_waved"

    async def test_no_with_a_wish_is_the_wish(self, talk: Talk) -> None:
        """A brand is refused, not the conversation."""
        await talk.need("laptop onder de 700 euro")
        await talk.say("nee, geen Noordik", Deny)

        assert talk.shown()
        assert "Noordik" not in {p.brand for p in talk.shown()}

    async def test_a_clear_wish_counts_in_any_sentence(self, talk: Talk) -> None:
        """What was recognised is used, even when the intent is doubtful."""
        await talk.need("laptop")
        await talk.say("zwarte dinges", NotUnderstood)

        assert {p.facts["colour"] for p in talk.shown()} == {"zwart"}


class TestAnger:
    async def test_offers_a_person_at_once(self, talk: Talk) -> None:
        """Who is angry is not asked to put it differently."""
        upset = replace(talk.shopper("wat een rotzooi"), upset=True)
        reply = await OutOfScope(talk.services).answer(upset)

        assert (reply.says[0].response, reply.pending) == ("utter_offer_human_upset", "offer_human")


class TestMoreThanYesOrNo:
    async def test_another_product_after_no_is_a_choice(self, talk: Talk) -> None:
        """A correction counts."""
        await talk.need("laptop onder de 1000 euro")
        await talk.choose("ik neem de eerste")
        await talk.say("nee de tweede", Deny)

        assert talk.selection.chosen == talk.shown()[1].id

    async def test_a_product_of_the_shop_is_never_out_of_scope(self, talk: Talk) -> None:
        """Whatever the sentence was taken for."""
        reply = await talk.say("wat kost de Noordik Valk 16", OutOfScope)

        assert reply.says[0].fields["label"] == "Prijs"
