from __future__ import annotations

from actions.shopper import Request
from tests.actions.conftest import Talk


class TestOtherRequest:
    async def test_is_offered_by_its_name(self, talk: Talk) -> None:
        """One is served, and the other is one press away in the shopper's own words."""
        text = "ik zoek een laptop en hoe kan ik iets terugsturen?"
        also = (Request("return_request", "hoe kan ik iets terugsturen?", 22),)
        reply = await talk.reply(text, "state_need", also=also)

        assert reply.says[-1].response == "utter_other_request"
        assert reply.says[-1].chips == ({"title": "Iets terugsturen", "payload": also[0].text},)

    async def test_two_wishes_are_one_request(self, talk: Talk) -> None:
        """A message that is all about choosing is read as a whole."""
        also = (Request("state_need", "ik zoek een laptop", 0), Request("refine_choice", "hij moet licht zijn", 22))
        reply = await talk.reply("ik zoek een laptop en hij moet licht zijn", "state_need", also=also)

        assert "utter_other_request" not in {say.response for say in reply.says}


class TestErrand:
    async def test_thanks_with_a_question_answer_the_question(self, talk: Talk) -> None:
        """Politeness is no errand."""
        also = (Request("thank", "bedankt", 0), Request("state_need", "hebben jullie ook koptelefoons?", 12))
        await talk.reply("bedankt! en hebben jullie ook koptelefoons?", "thank", also=also)

        assert talk.selection.category == "koptelefoon"

    async def test_who_buys_is_served_first(self, talk: Talk) -> None:
        """Whatever else is asked."""
        await talk.reply("ik zoek een laptop", "state_need")
        also = (
            Request("choose_product", "ik neem de eerste", 0),
            Request("dispose_old", "nemen jullie de oude mee?", 21),
        )
        await talk.reply("ik neem de eerste en nemen jullie de oude mee?", "dispose_old", also=also)

        assert talk.selection.chosen

    async def test_who_only_names_one_to_ask_of_it_buys_nothing(self, talk: Talk) -> None:
        """A product is taken by a verb."""
        await talk.reply("ik zoek een laptop", "state_need")
        also = (Request("choose_product", "die tweede", 0), Request("ask_product_detail", "hoe zwaar is ie", 12))
        await talk.reply("die tweede, hoe zwaar is ie", "ask_product_detail", also=also)

        assert not talk.selection.chosen
        assert "utter_fact" in talk.answered

    async def test_what_is_looked_for_comes_before_another_errand(self, talk: Talk) -> None:
        """However the whole was understood; the other is offered."""
        text = "ik zoek een wasmachine en hoe lang heb ik garantie"
        also = (Request("state_need", "ik zoek een wasmachine", 0), Request("warranty_repair", text[26:], 26))
        reply = await talk.reply(text, "warranty_repair", also=also)

        assert talk.selection.category == "wasmachine"
        assert reply.says[-1].response == "utter_other_request"

    async def test_what_broke_is_why_something_is_sought(self, talk: Talk) -> None:
        """The whole of the message is searched for, also the kind of product that it names first."""
        text = "mijn oude wasmachine is stuk, hebben jullie iets stils tot 600 euro"
        also = (Request("state_need", "hebben jullie iets stils tot 600 euro", 30),)
        await talk.reply(text, "warranty_repair", also=also)

        assert talk.selection.category == "wasmachine"
        assert talk.selection.shown


class TestTakenUp:
    async def test_a_yes_takes_what_was_offered(self, talk: Talk) -> None:
        """As if it had been asked now, with what was recognised in it."""
        text = "ik zoek een laptop en hoe kan ik iets terugsturen?"
        also = (Request("return_request", "hoe kan ik iets terugsturen?", 22),)
        await talk.reply(text, "state_need", also=also)
        reply = await talk.reply("ja vertel", "affirm")

        assert reply.says[0].response == "utter_terms_unknown"

    async def test_a_second_kind_of_product_is_next(self, talk: Talk) -> None:
        """A yes after the laptop goes on with the headphones."""
        await talk.reply("een laptop en een koptelefoon", "state_need")
        await talk.reply("ja graag", "affirm")

        assert talk.selection.category == "koptelefoon"

    async def test_a_yes_presses_the_only_button(self, talk: Talk) -> None:
        """That is what was asked."""
        reply = await talk.reply("graag", "affirm", button="/ask_privacy")

        assert reply.says[0].response == "utter_terms_unknown"

    async def test_another_message_lets_it_be(self, talk: Talk) -> None:
        """Only a yes takes it."""
        await talk.reply("een laptop en een koptelefoon", "state_need")
        await talk.reply("hooguit 700 euro", "refine_choice")

        assert talk.selection.category == "laptop"

    async def test_a_wish_beside_an_errand_that_nothing_speaks_for_is_served(self, talk: Talk) -> None:
        """Nothing is bought again with "a machine for coffee beans"."""
        text = "no I'll try again. a machine for coffee beans"
        also = (Request("repurchase", "no I'll try again.", 0), Request("state_need", text[19:], 19))
        talk.language = "en"
        await talk.reply(text, "repurchase", also=also)

        assert talk.selection.category == "koffiemachine"
