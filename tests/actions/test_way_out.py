"""Nothing fits: it is said what does not go together, and what would do can be typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.reply import Reply, Say
from actions.shopper import Shopper
from actions.way_out import meant_for_way_out, way_out
from bot.selection.state import Constraint, State
from tests.actions.conftest import Talk


def told(reply: Reply) -> Say:
    """The first thing said."""
    return reply.says[0]


def titles(say: Say) -> list[str]:
    """What its chips say."""
    return [chip["title"] for chip in say.chips]


class TestNothingFits:
    async def test_what_clashes_is_named_and_what_would_do(self, talk: Talk) -> None:
        """32 GB below 700 euro there is not."""
        said = told(await talk.need("laptop met 32 gb geheugen onder 700 euro"))

        assert said.response == "utter_nothing_together"
        assert said.fields["wishes"] == "werkgeheugen minstens 32 GB en prijs tot € 700"
        assert said.fields["ways"] == "werkgeheugen minstens 16 GB, of prijs tot € 1.149"
        assert titles(said)[:2] == ["16 GB is ook goed", "tot € 1.149"]

    async def test_one_impossible_wish_is_said_to_be_just_that(self, talk: Talk) -> None:
        """No laptop costs 50 euro; the least one does is said."""
        said = told(await talk.need("laptop onder de 50 euro"))

        assert (said.response, said.fields["wishes"]) == ("utter_nothing_such", "prijs tot € 50")
        assert titles(said) == ["tot € 249"]

    async def test_every_card_shows_which_must_is_broken(self, talk: Talk) -> None:
        """Nothing that breaks a must is shown without its cross."""
        said = told(await talk.need("elektrische fiets onder 700 euro"))

        assert said.cards
        assert all(any(fact["fits"] is False for fact in card["facts"]) for card in said.cards)

    @pytest.mark.parametrize(
        "need",
        [
            "laptop met 32 gb geheugen onder 700 euro", "elektrische fiets onder 700 euro",
            "koffiemachine met maalwerk onder 100 euro", "bovenlader van 12 kg", "matras 180x200 onder 150 euro",
            "koptelefoon met noise cancelling onder 40 euro", "laptop onder de 50 euro",
        ],
    )  # fmt: skip
    async def test_each_chip_can_be_typed_and_then_something_fits(self, talk: Talk, need: str) -> None:
        """Giving way once is enough."""
        offered = titles(told(await talk.need(need)))
        stuck = talk.selection

        assert offered
        for title in offered:
            talk.selection = stuck
            assert not told(await talk.refine(title)).response.startswith("utter_nothing")

    async def test_the_budget_stays_until_it_is_given_up(self, talk: Talk) -> None:
        """What is shown beyond it is no new budget."""
        await talk.need("laptop met 32 gb geheugen onder 700 euro")

        assert ("price", 700.0) in [(c.attribute, c.value) for c in talk.selection.constraints]

    async def test_two_wishes_that_exclude_each_other_are_asked_about(self, talk: Talk) -> None:
        """Nothing is both above 1000 and below 500, in any shop."""
        said = told(await talk.need("laptop boven 1000 en onder 500"))

        assert said.response == "utter_contradiction"
        assert not said.cards
        assert titles(said) == ["vanaf € 1.000", "tot € 500"]
        assert told(await talk.refine("tot € 500")).response != "utter_contradiction"


class TestSoldOut:
    async def test_what_fits_and_is_sold_out_is_named(self, talk: Talk) -> None:
        """It is honest to say that it exists, and what there is instead."""
        shelf = talk.services.shelf
        category = shelf.category("laptop")
        assert category
        gone = next(p for p in talk.services.catalogue.products("laptop") if not p.in_stock)
        exactly = (
            Constraint("price", "ge", gone.price, True, "price_min", 1),
            Constraint("price", "le", gone.price, True, "price_max", 1),
            Constraint("brand", "in", (gone.brand,), True, "brand", 1),
        )
        state = State(category="laptop", constraints=exactly, turn=1)

        way = way_out(shelf, category, state, shelf.shortlist(category, state), "nl")

        assert way
        assert way.response == "utter_nothing_in_stock"
        assert gone.title("nl") in way.said["titles"]
        assert all(p.in_stock for p in way.found.products)


class TestTypedWayOut:
    async def test_is_taken_for_it_however_it_was_understood(self, talk: Talk) -> None:
        """To the ear of the model "tot € 1.399" is goodbye."""
        reply = await talk.need("elektrische fiets onder 700 euro")
        shelf = talk.services.shelf
        answered = frozenset(say.response for say in reply.says)

        assert meant_for_way_out(_after(talk, "Tot € 1.399", answered), shelf) == "action_refine_choice"
        assert meant_for_way_out(_after(talk, "elektrisch maakt niet uit", answered), shelf) == "action_refine_choice"
        assert meant_for_way_out(_after(talk, "tot ziens", answered), shelf) == ""
        assert meant_for_way_out(_after(talk, "tot € 1.399", frozenset({"utter_greet"})), shelf) == ""


def _after(talk: Talk, text: str, answered: frozenset[str]) -> Shopper:
    return replace(talk.shopper(text), answered=answered)
