from __future__ import annotations

import pytest

from actions.explanation import Explain
from actions.happened import NeedTold, QuestionAnswered, QuestionAsked
from actions.inspiration import Inspire
from actions.selection import FindProducts
from tests.actions.conftest import Talk


class TestInspire:
    async def test_ideas_are_the_best_rated_one_of_each_kind(self, talk: Talk) -> None:
        """In stock, with every kind within reach."""
        said = (await talk.say("heb je een idee voor een cadeau?", Inspire)).says[0]
        shown = talk.shown()

        assert said.response == "utter_inspiration"
        assert len({p.category for p in shown}) == len(shown) == 3
        assert all(p.in_stock for p in shown)
        assert {chip["title"] for chip in said.chips} >= {"laptop", "fiets", "matras"}

    async def test_a_present_within_a_budget(self, talk: Talk) -> None:
        """It says for whom, and that their taste is unknown."""
        said = (await talk.say("cadeau voor mijn moeder rond 100 euro", Inspire)).says[0]

        assert (said.response, said.fields["whom"]) == ("utter_inspiration_gift", "je moeder")
        assert all(90 <= p.price <= 110 for p in talk.shown())

    async def test_the_amount_asked_for_gives_other_ideas(self, talk: Talk) -> None:
        """A bare number answers what it may cost."""
        await talk.say("heb je een idee?", Inspire)
        said = (await talk.say("150", FindProducts)).says[0]

        assert said.response == "utter_inspiration_budget"
        assert all(p.price <= 150 for p in talk.shown())

    async def test_the_budget_goes_along_to_the_kind_that_is_picked(self, talk: Talk) -> None:
        """Nobody says it twice."""
        await talk.say("cadeau tot 100 euro", Inspire)
        await talk.need("koptelefoon")

        assert all((p.category, p.price <= 100) == ("koptelefoon", True) for p in talk.shown())

    async def test_nothing_within_the_budget_is_said(self, talk: Talk) -> None:
        """Nothing dearer is shown as if it fitted."""
        said = (await talk.say("een cadeau tot 5 euro", Inspire)).says[0]

        assert (said.response, said.cards) == ("utter_inspiration_none", ())

    async def test_a_kind_that_is_named_is_a_need(self, talk: Talk) -> None:
        """Who wants ideas about bicycles sees bicycles."""
        await talk.say("heb je ideeën voor een fiets?", Inspire)

        assert {p.category for p in talk.shown()} == {"fiets"}

    @pytest.mark.parametrize(
        ("said", "category", "key", "value"),
        [
            ("iets voor mijn vriendin die altijd aan het hardlopen is", "koptelefoon", "waterproof", True),
            ("cadeau voor mijn vader, hij houdt van koffie", "koffiemachine", None, None),
            ("a present for my brother who loves cycling", "fiets", "type", "racefiets"),
        ],
    )
    async def test_what_is_told_of_somebody_leads_to_what_suits(
        self, talk: Talk, said: str, category: str, key: str | None, value: object
    ) -> None:
        """A hobby goes before what is rated best, and the choice goes on in that kind."""
        reply = await talk.say(said, Inspire)

        assert reply.says[0].response == "utter_inspiration_need_gift_open"
        assert talk.selection.category == category
        assert all(key is None or p.fact(key) == value for p in talk.shown())

    async def test_more_kinds_that_suit_are_shown_side_by_side(self, talk: Talk) -> None:
        """One of each, with the kinds within reach."""
        said = (await talk.say("ik weet niet wat ik wil, iets voor in de trein", Inspire)).says[0]

        assert len({p.category for p in talk.shown()}) == len(said.chips) == 3
        assert talk.selection.category is None

    async def test_the_amount_goes_on_from_what_was_told(self, talk: Talk) -> None:
        """Whom it is for and what they love is not asked again."""
        await talk.say("cadeau voor mijn zus, ze sport veel en gaat hardlopen", Inspire)
        said = (await talk.say("tot 60", Inspire)).says[0]

        assert said.response == "utter_inspiration_need_gift"
        assert talk.shown()
        assert all(p.price <= 60 and p.fact("waterproof") for p in talk.shown())

    async def test_the_journey_learns_that_somebody_looks_round(self, talk: Talk) -> None:
        """Once, until something else becomes known."""
        first = await talk.say("heb je een idee?", Inspire)
        again = await talk.say("heb je nog een idee?", Inspire)

        assert (first.happened, again.happened) == ((NeedTold("latent"),), ())

    async def test_a_word_to_explain_is_explained(self, talk: Talk) -> None:
        """Even when it sounds like looking for ideas."""
        assert (await talk.say("wat zijn comfortzones?", Inspire)).says[0].response == "utter_explained"


class TestExplain:
    @pytest.mark.parametrize(
        ("said", "category", "word"),
        [
            ("wat is een middenmotor?", "fiets", "middenmotor"),
            ("wat betekent toerental", "wasmachine", "trommel"),
            ("wat is oled?", "laptop", "beeldpunt"),
            ("leg eens uit wat pocketvering is", "matras", "veer"),
            ("wat doet noise cancelling?", "koptelefoon", "dempt"),
            ("wat is een volautomaat?", "koffiemachine", "bonen"),
        ],
    )
    async def test_a_term_of_every_category(self, talk: Talk, said: str, category: str, word: str) -> None:
        """In words that help to choose; what follows is about that category."""
        reply = await talk.say(said, Explain)

        assert word in reply.says[0].fields["explanation"]
        assert talk.selection.category == category

    async def test_a_choice_that_is_pressed_chooses(self, talk: Talk) -> None:
        """Its text is all that is sent, so typing it does the same."""
        chip = (await talk.say("wat is toerental?", Explain)).says[0].chips[0]
        await talk.refine(chip["payload"])

        assert chip["payload"] == chip["title"]
        assert all(float(p.fact("spin_speed") or 0) >= 1400 for p in talk.shown())

    @pytest.mark.parametrize(
        ("said", "ends"), [("wat is ruisonderdrukking?", "Is dat iets voor jou?"), ("wat is ram?", "Wat past bij jou?")]
    )
    async def test_ends_in_the_choice_that_it_helps_to_make(self, talk: Talk, said: str, ends: str) -> None:
        """As a question, with answers that can be pressed or typed; it may not matter either."""
        reply = await talk.say(said, Explain)

        assert reply.says[0].fields["explanation"].endswith(ends)
        assert reply.says[0].chips[-1]["title"] == "Maakt niet uit"
        assert talk.selection.question is not None
        assert [type(h) for h in reply.happened] == [QuestionAsked]

    async def test_offers_the_answers_that_it_explained(self, talk: Talk) -> None:
        """In their order, so that "de tweede" is the second of them."""
        chips = (await talk.say("wat is een middenmotor?", Explain)).says[0].chips
        question = talk.selection.question

        assert [chip["title"] for chip in chips[:2]] == ["middenmotor", "voorwielmotor"]
        assert question is not None
        assert len(question.options) == len(chips) - 1 == 3

    async def test_does_not_ask_what_is_known(self, talk: Talk) -> None:
        """Who has said how much memory is told what it is, and not asked again."""
        await talk.need("laptop met minstens 16 GB werkgeheugen")
        reply = await talk.say("wat is werkgeheugen?", Explain)

        assert reply.says[0].fields["explanation"].endswith("32 GB.")

    async def test_never_has_the_open_question_asked_twice(self, talk: Talk) -> None:
        """It makes way for the one that the explanation ends in, and counts as asked."""
        await talk.need("laptop")
        waiting = talk.selection.question
        assert waiting is not None
        reply = await talk.say("wat is een losse videokaart?", Explain)

        assert waiting.about in talk.selection.asked
        assert [type(h) for h in reply.happened] == [QuestionAnswered, QuestionAsked]

    async def test_an_amount_is_about_what_is_measured_so(self, talk: Talk) -> None:
        """Whether 8 GB will do needs no category to be explained."""
        reply = await talk.say("is 8 GB genoeg?", Explain)

        assert "Werkgeheugen" in reply.says[0].fields["explanation"]

    async def test_without_an_explanation_says_what_there_is(self, talk: Talk) -> None:
        """Honestly, and it still ends in the choice."""
        said = (await talk.say("wat betekent verlicht toetsenbord?", Explain)).says[0]

        assert said.response == "utter_explained_range_choice"
        assert said.fields["question"] == "Is dat iets voor jou?"

    async def test_an_unknown_term_is_not_made_up(self, talk: Talk) -> None:
        """A person may know."""
        reply = await talk.say("wat is een flipflap?", Explain)

        assert (reply.says[0].response, reply.says[0].fields, reply.pending) == (
            "utter_not_explained",
            {"thing": "flipflap"},
            "offer_human",
        )

    async def test_what_matters_in_a_category_comes_from_its_facts(self, talk: Talk) -> None:
        """With the words that are explained within reach."""
        said = (await talk.say("waar moet ik op letten bij een wasmachine?", Explain)).says[0]

        assert said.response == "utter_guide"
        assert "Energielabel: A, B" in said.fields["points"]
        assert "toerental?" in [chip["title"] for chip in said.chips]

    async def test_a_question_about_a_product_is_answered_for_it(self, talk: Talk) -> None:
        """What the weight of the second is needs no explanation of weight."""
        await talk.need("laptop")
        reply = await talk.say("en het gewicht van de tweede?", Explain)

        assert reply.says[0].response == "utter_fact"

    async def test_without_a_word_it_asks_for_one(self, talk: Talk) -> None:
        """With some that are explained."""
        reply = await talk.say("ik snap er niks van", Explain)

        assert reply.says[0].response == "utter_not_explained_which"
        assert reply.says[0].chips
