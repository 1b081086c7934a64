"""Questions beside the products: asked one at a time, answered in any words, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.general import NotUnderstood
from actions.happened import NeedTold, ProductChosen, ProductsLost, QuestionAnswered, QuestionAsked
from actions.reply import Say
from actions.selection import FindProducts, RefineChoice
from bot.selection.state import Constraint, Option, Question
from tests.actions.conftest import Talk

KINDS = ["laptop", "koptelefoon", "wasmachine", "koffiemachine", "fiets", "matras"]

PRICE_ASKED = "laptop voor mijn studie"
"""What it is for is told, so that the price is asked first."""


def question(says: tuple[Say, ...]) -> str:
    """What is asked; fails when more than one thing is."""
    asked = [say.question["about"] for say in says if say.question]
    assert len(asked) <= 1
    return asked[0] if asked else ""


def yes_or_no(about: str) -> Question:
    """A question about a yes or a no."""
    wishes = (Constraint(about, "eq", wanted, False, "answer", 0) for wanted in (True, False))
    return Question(about, tuple(Option((wish,)) for wish in wishes))


class TestAQuestion:
    @pytest.mark.parametrize("kind", KINDS)
    async def test_goes_with_three_products(self, talk: Talk, kind: str) -> None:
        """Also before any wish is known; its answers are chips, "maakt niet uit" the last."""
        say = (await talk.need(kind)).says[0]
        titles = [chip["title"] for chip in say.chips]

        assert len(say.cards) == 3
        assert say.question["label"].endswith(("?", ")", "."))
        assert titles == [*say.question["options"], "Maakt niet uit"]
        assert 2 <= len(say.question["options"]) <= 7

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "matras"])
    async def test_opens_with_what_it_is_for(self, talk: Talk, kind: str) -> None:
        """To who said no more than what kind of thing; afterwards that competes with the rest."""
        assert question((await talk.need(kind)).says) == "need"

    @pytest.mark.parametrize("kind", KINDS)
    async def test_is_never_asked_twice_and_ends(self, talk: Talk, kind: str) -> None:
        """Six at most, then a line that helps to choose."""
        reply = await talk.need(kind)
        asked = [question(reply.says)]
        while asked[-1]:
            reply = await talk.refine("geen idee")
            asked.append(question(reply.says))

        assert len(set(asked)) == len(asked) <= 7
        assert reply.says[-1].response == "utter_closing"

    async def test_is_not_about_what_is_known(self, talk: Talk) -> None:
        """A wish answers it beforehand."""
        await talk.need("lichte zwarte laptop onder de 900 euro")
        asked = []
        while talk.selection.question:
            asked.append(talk.selection.question.about)
            await talk.refine("maakt niet uit")

        assert not {"price", "colour", "weight"} & set(asked)

    async def test_makes_way_for_another_wish(self, talk: Talk) -> None:
        """The wish is taken, and the next best question is asked."""
        await talk.need("laptop")
        first = talk.selection.question
        reply = await talk.refine("liever een zwarte")

        assert first
        assert question(reply.says) not in ("", first.about, "colour")
        assert QuestionAnswered("laptop", first.about, "passed") in reply.happened

    async def test_stays_open_during_a_digression(self, talk: Talk) -> None:
        """A question about a product is answered, and the answer after it is still understood."""
        await talk.need(PRICE_ASKED)
        await talk.ask("hoe zwaar is de eerste?")
        reply = await talk.refine("700")

        assert reply.says[0].response == "utter_answered"
        assert all(p.price <= 700 for p in talk.shown())


class TestAnAnswer:
    async def test_is_its_chip(self, talk: Talk) -> None:
        """Pressed or typed; soft, as any answer."""
        chip = (await talk.need(PRICE_ASKED)).says[0].chips[1]
        known = talk.selection.constraints
        reply = await talk.refine(chip["payload"].upper())
        new = [c for c in talk.selection.constraints if c not in known]

        assert reply.says[0].response == "utter_answered"
        assert {(c.attribute, c.hard, c.source) for c in new} == {("price", False, "answer")}

    async def test_is_its_number(self, talk: Talk) -> None:
        """The second option."""
        await talk.need(PRICE_ASKED)
        await talk.refine("optie 2")

        assert {c.op for c in talk.selection.constraints if c.attribute == "price"} == {"ge", "le"}

    @pytest.mark.parametrize("said", ["maakt niet uit", "geen idee", "weet ik niet", "Nee", "tja, geen idee eigenlijk"])
    async def test_waves_it_away(self, talk: Talk, said: str) -> None:
        """In as many words as people have for it."""
        await talk.need("laptop")
        about = talk.selection.question
        reply = await talk.say(said, NotUnderstood)

        assert about
        assert reply.says[0].response == "utter_answer_waved"
        assert talk.selection.waved == (about.about,)
        assert not talk.selection.constraints

    async def test_is_an_amount(self, talk: Talk) -> None:
        """Soft when it is only named, a must when it is a bound."""
        await talk.need(PRICE_ASKED)
        await talk.refine("700")
        soft = talk.selection.constraints
        await talk.refine("max 800")

        assert [(c.op, c.value, c.hard) for c in soft if c.attribute == "price"] == [("le", 700.0, False)]
        assert [(c.op, c.value, c.hard) for c in talk.selection.constraints if c.attribute == "price"] == [
            ("le", 800.0, True)
        ]

    @pytest.mark.parametrize(
        ("kind", "said", "need"),
        [
            ("laptop", "om te gamen", "gaming"),
            ("laptop", "fotobewerking", "creative"),
            ("laptop", "voor mijn studie", "school"),
            ("koptelefoon", "om mee te sporten", "sport"),
        ],
    )
    async def test_is_what_it_is_for(self, talk: Talk, kind: str, said: str, need: str) -> None:
        """In words of one's own, whether or not that was asked."""
        await talk.need(kind)
        reply = await talk.say(said, NotUnderstood)

        assert any(need in key for key in talk.selection.needs)
        assert reply.says[0].cards
        assert NeedTold("explicit", kind, talk.selection.needs) in reply.happened

    async def test_can_be_corrected(self, talk: Talk) -> None:
        """Of the bucket that was answered nothing stays."""
        chip = (await talk.need("laptop")).says[0].chips[1]
        await talk.refine(chip["payload"])
        await talk.refine("doe toch maar rond de 1000")

        assert [(c.attribute, c.op, c.value) for c in talk.selection.constraints] == [("price", "about", 1000.0)]

    async def test_of_a_need_can_be_taken_back(self, talk: Talk) -> None:
        """It counts no more."""
        await talk.need("laptop voor school")
        await talk.refine("toch niet voor school")

        assert talk.selection.needs == ()

    @pytest.mark.parametrize(("said", "wanted"), [("ja graag", True), ("nee", False)])
    async def test_is_yes_or_no(self, talk: Talk, said: str, wanted: bool) -> None:
        """To a question that asks for it."""
        await talk.need("koffiemachine")
        talk.selection = replace(talk.selection, question=yes_or_no("milk_frother"))
        await talk.refine(said)

        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("milk_frother", wanted)]


class TestQuiet:
    @pytest.mark.parametrize("said", ["geen vragen meer", "laat maar gewoon producten zien", "stop asking"])
    async def test_no_more_questions(self, talk: Talk, said: str) -> None:
        """From now on products only."""
        await talk.need("laptop")
        reply = await talk.say(said, NotUnderstood)
        later = await talk.refine("onder de 900")

        assert (reply.says[0].response, len(reply.says[0].cards)) == ("utter_quiet", 3)
        assert question(reply.says) == question(later.says) == ""

    async def test_a_falling_mood_stops_the_questions(self, talk: Talk) -> None:
        """By the shop's rules."""
        await talk.need("laptop")
        action = FindProducts(talk.services)
        shopper = replace(talk.shopper("onder de 900 dan"), scores=(-0.5, -0.5), negatives=(True, True))
        reply = await action.answer(shopper)

        assert question(reply.says) == ""
        assert reply.selection
        assert reply.selection.quiet

    async def test_anger_offers_a_person(self, talk: Talk) -> None:
        """Beside what fits."""
        await talk.need("laptop")
        shopper = replace(talk.shopper("onder de 900 dan"), scores=(-0.9,), negatives=(True,))
        reply = await RefineChoice(talk.services).answer(shopper)

        assert (reply.says[-1].response, reply.pending) == ("utter_mood_person", "offer_human")


class TestLikeness:
    async def test_more_like_the_second(self, talk: Talk) -> None:
        """It stays, with what is most like it; the others make way."""
        await talk.need("laptop onder de 1000 euro")
        first, second, third = talk.selection.shown
        reply = await talk.refine("meer zoals de tweede")

        assert reply.says[0].response == "utter_alike"
        assert talk.selection.liked == (second,)
        assert second in talk.selection.shown
        assert not {first, third} & set(talk.selection.shown)


class TestAllowed:
    async def test_what_may_be_there_as_well_is_no_must(self, talk: Talk) -> None:
        """What stood against it goes."""
        await talk.need("fiets zonder motor")
        reply = await talk.refine("elektrisch mag ook")

        assert (reply.says[0].response, talk.selection.constraints) == ("utter_allowed", ())

    async def test_another_colour_is_fine_too(self, talk: Talk) -> None:
        """Either of the two."""
        await talk.need("zwarte laptop")
        await talk.refine("wit mag ook")

        assert [set(c.value) for c in talk.selection.constraints if isinstance(c.value, tuple)] == [{"zwart", "wit"}]


class TestAnotherKind:
    async def test_the_budget_comes_along_when_that_is_said(self, talk: Talk) -> None:
        """And only then."""
        await talk.need("laptop onder de 150 euro")
        reply = await talk.need("koptelefoon, zelfde budget")

        assert reply.says[0].response == "utter_same_budget"
        assert all(p.category == "koptelefoon" and p.price <= 150 for p in talk.shown())

    async def test_a_bag_for_a_laptop_is_no_laptop(self, talk: Talk) -> None:
        """Nothing of the kind is sold."""
        reply = await talk.need("ik zoek een laptoptas")

        assert reply.says[0].response.startswith("utter_not_sold")


class TestTheJourney:
    async def test_hears_of_the_need_and_the_question(self, talk: Talk) -> None:
        """With what the question was expected to bring."""
        reply = await talk.need("laptop")
        asked = [h for h in reply.happened if isinstance(h, QuestionAsked)]

        assert NeedTold("explicit", "laptop") in reply.happened
        assert asked[0].options == len(reply.says[0].question["options"])
        assert 0 <= asked[0].claimed <= 1

    async def test_hears_why_one_was_chosen(self, talk: Talk) -> None:
        """Its place and the wishes that it meets."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.choose("doe de tweede maar")
        chosen = next(h for h in reply.happened if isinstance(h, ProductChosen))

        assert (chosen.product, chosen.rank, chosen.reasons) == (talk.selection.shown[1], 2, ("price",))

    async def test_hears_why_one_was_turned_down(self, talk: Talk) -> None:
        """By the attribute that spoke against it."""
        await talk.need("laptop onder de 1000 euro")
        first = talk.selection.shown[0]
        reply = await talk.refine("lichter")

        assert ProductsLost("laptop", "weight", (first,)) in reply.happened

    async def test_hears_of_an_impulse(self, talk: Talk) -> None:
        """Seen on its page and wanted at once."""
        product = next(p for p in talk.services.catalogue.products("koptelefoon") if p.in_stock)
        talk.page = {"product": product.id}
        reply = await talk.choose("oh die wil ik")

        assert NeedTold("impulse", "koptelefoon") in reply.happened
        assert talk.selection.need_kind == "impulse"
