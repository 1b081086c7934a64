from __future__ import annotations

import pytest

from actions.orientation import Explain, Inspire
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
