from __future__ import annotations

from dataclasses import replace

import pytest

from actions.comparing import CompareProducts
from actions.inspiration import Inspire
from actions.selection import RefineChoice
from tests.actions.conftest import Talk


class TestAmounts:
    @pytest.mark.parametrize("said", ["dan 900 euro", "sorry ik bedoelde 900", "maak er 900 van"])
    async def test_another_amount_moves_the_bound(self, talk: Talk, said: str) -> None:
        """Whoever named a limit named a limit again."""
        await talk.need("laptop onder de 500 euro")
        await talk.refine(said)

        assert [(c.attribute, c.op, c.value) for c in talk.selection.constraints] == [("price", "le", 900.0)]

    async def test_a_bare_number_is_what_may_be_spent(self, talk: Talk) -> None:
        """Also when that was not asked just now."""
        await talk.need("lichte laptop")
        await talk.refine("800")

        assert all(p.price <= 800 for p in talk.shown())

    async def test_a_number_that_no_price_has_is_not_guessed_at(self, talk: Talk) -> None:
        """A laptop of 12 euro is nobody's wish."""
        await talk.need("lichte laptop")
        before = talk.selection.constraints
        await talk.refine("12")

        assert talk.selection.constraints == before


class TestTakenBack:
    @pytest.mark.parametrize(
        "said", ["kleur maakt niet uit", "maakt de kleur niet uit", "die kleur boeit niet", "vergeet die kleur maar"]
    )
    async def test_what_does_not_count_is_dropped(self, talk: Talk, said: str) -> None:
        """However it is said."""
        await talk.need("zwarte wasmachine onder de 700 euro")
        reply = await talk.refine(said)

        assert reply.says[0].response == "utter_left_open"
        assert [c.attribute for c in talk.selection.constraints] == ["price"]

    async def test_an_amount_can_be_forgotten(self, talk: Talk) -> None:
        """With its number named."""
        await talk.need("lichte laptop onder de 800 euro")
        await talk.refine("vergeet die 800 euro maar")

        assert "price" not in {c.attribute for c in talk.selection.constraints}

    async def test_not_black_after_all(self, talk: Talk) -> None:
        """What was asked for is refused from now on."""
        await talk.need("zwarte wasmachine")
        await talk.refine("toch niet zwart")

        assert "zwart" not in {p.facts["colour"] for p in talk.shown()}


class TestOtherOnes:
    @pytest.mark.parametrize("said", ["toon meer", "meer", "nog een paar", "show me more"])
    async def test_more_are_other_ones(self, talk: Talk, said: str) -> None:
        """None that was seen already."""
        await talk.need("laptop onder de 1000 euro")
        before = set(talk.selection.shown)
        await talk.refine(said)

        assert before.isdisjoint(talk.selection.shown)

    async def test_another_brand_than_the_first(self, talk: Talk) -> None:
        """The brand of what is pointed at."""
        await talk.need("laptop onder de 1000 euro")
        brand = talk.shown()[0].brand
        await talk.refine("niet van hetzelfde merk als de eerste")

        assert brand not in {p.brand for p in talk.shown()}

    async def test_another_brand_means_nothing_where_none_is_known(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A feed without brands: no must that nothing can meet."""
        await talk.need("laptop onder de 1000 euro")
        unbranded = replace(talk.shown()[0], brand="")
        monkeypatch.setattr(talk.services.catalogue, "product", lambda _: unbranded)
        await talk.refine("een ander merk")

        assert "brand" not in {c.attribute for c in talk.selection.constraints}

    async def test_beginning_again_forgets_all(self, talk: Talk) -> None:
        """And asks what it will be."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.refine("begin opnieuw")

        assert reply.says[0].response == "utter_restart"
        assert (talk.selection.category, talk.selection.constraints, talk.selection.shown) == (None, (), ())


class TestRemarks:
    async def test_heavy_is_answered_with_what_it_may_weigh(self, talk: Talk) -> None:
        """As "te zwaar" is."""
        await talk.need("laptop")
        reply = await talk.refine("zwaar zeg")

        assert reply.says[0].response == "utter_instead"

    async def test_dear_asks_for_cheaper(self, talk: Talk) -> None:
        """Nobody asks for what costs a lot."""
        await talk.need("laptop")
        first = talk.shown()[0]
        await talk.refine("pff duur")

        assert all(p.price < first.price for p in talk.shown())

    async def test_a_wish_for_the_dear_side_in_a_sentence_is_one(self, talk: Talk) -> None:
        """A heavy bicycle may be sought."""
        await talk.need("fiets")
        await talk.refine("ik wil liever een zware fiets")

        assert [(c.attribute, c.op) for c in talk.selection.constraints] == [("weight", "ge")]


class TestDeadEnds:
    async def test_a_wish_in_the_way_can_be_let_go_of(self, talk: Talk) -> None:
        """By what the chip types, which then does so."""
        reply = await talk.need("koffiemachine met maalwerk onder 100 euro")
        chip = next(c["payload"] for c in reply.says[0].chips if "maalwerk" in c["payload"])
        await talk.say(chip, RefineChoice)

        assert [c.attribute for c in talk.selection.constraints] == ["price"]

    async def test_a_number_is_asked_after_with_what_there_is(self, talk: Talk) -> None:
        """Nobody has to guess what is sold."""
        await talk.need("laptop")
        reply = await talk.refine("een ander gewicht")

        assert reply.says[0].response == "utter_ask_value_range"
        assert "kg" in reply.says[0].fields["range"]

    async def test_a_question_beside_a_need_is_answered_too(self, talk: Talk) -> None:
        """Laptops and the delivery in one answer."""
        reply = await talk.reply("laptop onder 700 en wat kost verzending?", "state_need")

        assert reply.says[0].response == "utter_shortlist"
        assert len(reply.says) > 1


class TestTwoKinds:
    async def test_each_has_its_own_amount(self, talk: Talk) -> None:
        """What is said behind the second kind is about that."""
        reply = await talk.need("wasmachine max 600 en matras max 500")

        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("price", 600.0)]
        assert reply.says[-1].fields == {"category": "matras"}

    async def test_the_other_kind_comes_next(self, talk: Talk) -> None:
        """Although the sentence sounds like a question about what is on show."""
        await talk.need("wasmachine max 600")
        await talk.ask("en nu het matras")

        assert {p.category for p in talk.shown()} == {"matras"}


class TestIdeas:
    async def test_an_amount_after_ideas_gives_other_ideas(self, talk: Talk) -> None:
        """Not the question what kind it should be."""
        await talk.say("ik heb geen idee", Inspire)
        talk.pending = ""
        await talk.refine("rond de 100 euro")

        assert talk.shown()
        assert all(p.price <= 110 for p in talk.shown())

    async def test_two_words_of_the_trade_are_explained(self, talk: Talk) -> None:
        """There are no products to compare yet."""
        reply = await talk.say("wat is het verschil tussen in-ear en over-ear?", CompareProducts)

        assert reply.says[0].response == "utter_explained"


class TestBoundBesideCritique:
    async def test_what_is_said_of_the_amount_counts(self, talk: Talk) -> None:
        """Who finds it too expensive and says how much it may be has named the bound."""
        await talk.need("laptop onder de 1500 euro")
        await talk.refine("te duur, hooguit 800")

        assert ("price", "le", 800.0) in {(c.attribute, c.op, c.value) for c in talk.selection.constraints}
        assert all(p.price <= 800 for p in talk.shown())
