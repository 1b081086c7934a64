from __future__ import annotations

import pytest

from tests.actions.conftest import Talk


def said(talk: Talk) -> frozenset[str]:
    """Names of the responses to the last message."""
    return talk.answered


class TestAfterAQuestion:
    @pytest.mark.parametrize(
        ("word", "response"),
        [
            ("hoezo?", "utter_question_why"), ("?", "utter_question_meant"), ("welke?", "utter_question_meant"),
            ("prima", "utter_question_good"), ("👎", "utter_question_not_it"), ("mwah", "utter_question_not_it"),
        ],
    )  # fmt: skip
    async def test_the_question_stays_and_is_put_again(self, talk: Talk, word: str, response: str) -> None:
        """Whatever the head takes the word for."""
        await talk.reply("ik zoek een laptop", "state_need")
        open_question = talk.selection.question
        say = (await talk.reply(word, "abuse")).says[0]

        assert (say.response, say.question["about"]) == (response, "need")
        assert talk.selection.question == open_question

    async def test_never_mind_lets_the_question_go(self, talk: Talk) -> None:
        """And what is on show stays on show."""
        await talk.reply("ik zoek een laptop", "state_need")
        await talk.reply("laat maar", "deny")

        assert said(talk) == {"utter_let_be"}
        assert talk.selection.question is None
        assert talk.shown()

    async def test_back_shows_the_choice_once_more(self, talk: Talk) -> None:
        """It is nothing that is sent back."""
        await talk.reply("laptop tot 900 euro", "state_need")
        await talk.reply("terug", "return_request")

        assert "utter_back" in said(talk)

    async def test_what_was_explained_is_taken(self, talk: Talk) -> None:
        """By "die wil ik" the word is meant that was asked after, not a product on show."""
        await talk.reply("ik zoek een matras", "state_need")
        await talk.reply("wat is pocketvering", "ask_explanation")
        await talk.reply("die wil ik", "choose_product")

        assert [c.value for c in talk.selection.constraints] == [("pocketvering",)]


class TestAfterProducts:
    async def test_why_gives_the_reasons(self, talk: Talk) -> None:
        """Where nothing is asked, "hoezo?" is about what is shown."""
        await talk.reply("ik zoek een laptop", "state_need")
        await talk.reply("geen vragen meer", "deny")
        await talk.reply("hoezo?", "greet")

        assert any(name.startswith("utter_reason") for name in said(talk))

    async def test_what_was_said_is_said_again(self, talk: Talk) -> None:
        """In quotes, word for word."""
        reply = await talk.reply("wat zei je", "smalltalk", said=("Bezorgen kost € 4,95.",))

        assert (reply.says[0].response, reply.says[0].fields) == ("utter_repeat", {"said": "Bezorgen kost € 4,95."})


class TestAfterAnOffer:
    @pytest.mark.parametrize(("word", "response"), [("👍", "utter_human_called"), ("👎", "utter_try_again")])
    async def test_a_thumb_is_an_answer(self, talk: Talk, word: str, response: str) -> None:
        """Up is a yes, down is a no."""
        talk.pending = "offer_human"
        await talk.reply(word, "smalltalk")

        assert response in said(talk)

    async def test_who_wavers_hears_what_a_person_is_for(self, talk: Talk) -> None:
        """And may still say yes."""
        talk.pending = "offer_human"
        await talk.reply("hoezo?", "greet")

        assert said(talk) == {"utter_offer_person_why"}
        assert talk.pending == "offer_human"


class TestInAForm:
    @pytest.mark.parametrize(("word", "response"), [("hoezo?", "utter_order_why"), ("welke?", "utter_order_where")])
    async def test_it_is_said_why_and_where(self, talk: Talk, word: str, response: str) -> None:
        """And the form asks on."""
        talk.loop = "order_form"
        reply = await talk.reply(word, "greet")

        assert (reply.says[0].response, reply.followup) == (response, "order_form")

    async def test_to_ask_twice_does_not_close_it(self, talk: Talk) -> None:
        """A question about the form is no other subject."""
        talk.loop = "order_form"
        await talk.reply("hoezo?", "greet")
        reply = await talk.reply("welke?", "compare_products")

        assert (reply.followup, reply.closes_form) == ("order_form", False)

    async def test_the_last_answer_of_a_form_is_the_forms(self, talk: Talk) -> None:
        """A "terug" that calls the form off is not taken up again by itself."""
        talk.slots.update(order_number="-", postcode="-")
        reply = await talk.reply("terug", "order_form_filled")

        assert [say.response for say in reply.says] == ["utter_order_let_be"]


class TestAfterAGreeting:
    async def test_a_question_mark_invites(self, talk: Talk) -> None:
        """Nothing was said yet, so it is said what there is to say."""
        await talk.reply("hoi", "greet")
        await talk.reply("?", "out_of_scope")

        assert said(talk) == {"utter_invite"}


class TestLanguage:
    async def test_a_language_that_is_asked_for_is_answered_with_the_open_question(self, talk: Talk) -> None:
        """In that language, from then on."""
        await talk.reply("ik zoek een laptop", "state_need")
        talk.language = "en"
        reply = await talk.reply("can you speak english please", "request_human", switched=True)

        assert [say.response for say in reply.says] == ["utter_language", "utter_back_to_question"]
        assert str(reply.says[1].question["label"]).startswith("What")


class TestTake:
    async def test_takes_the_product_that_is_talked_about(self, talk: Talk) -> None:
        """After a fact of the second it is a choice, and no answer to the question that is still open."""
        await talk.reply("ik zoek een laptop", "state_need")
        await talk.reply("hoe zwaar is de tweede?", "ask_product_detail")
        await talk.reply("doe die maar", "choose_product")

        assert talk.selection.chosen == talk.selection.focus
        assert talk.selection.chosen
