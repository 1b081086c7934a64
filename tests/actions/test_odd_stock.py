"""Shops with one product, with nothing in stock, or with amounts that nobody has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from actions.comparing import CompareProducts
from actions.searching import thing_asked
from bot.language.terms import Vocabulary
from bot.shop.feed import read_feed
from bot.shop.memory import MemoryCatalogue
from tests.actions.conftest import Talk

IRON = "id,title,price,stock,watt\n1,Stoomwolk 300,49.95,{stock},2400\n"
IRONS = IRON + "2,Stoomwolk 400,79.95,{stock},2800\n"


def shop_of(talk: Talk, rows: str, folder: Path) -> Talk:
    """The same conversation in a shop that sells only what is in `rows`, irons."""
    feed = folder / "strijkijzer.csv"
    feed.write_text(rows, encoding="utf-8")
    catalogue = MemoryCatalogue()
    catalogue.replace(read_feed(feed, schema_folder=folder))
    categories = catalogue.categories()
    words = Vocabulary.build(categories, [p for c in categories for p in catalogue.products(c.key)])
    return replace(talk, services=replace(talk.services, catalogue=catalogue), vocabulary=words)


class TestSoldOut:
    """Nothing of the kind can be sent."""

    @pytest.mark.parametrize("said", ["ik zoek een strijkijzer", "strijkijzer onder de 100 euro"])
    async def test_is_said_and_nothing_is_asked(self, said: str, talk: Talk, tmp_path: Path) -> None:
        """No cards, no question, no chip that leads back to it."""
        reply = await shop_of(talk, IRONS.format(stock=0), tmp_path).need(said)

        assert [say.response for say in reply.says] == ["utter_all_sold_out"]
        assert reply.says[0].fields == {"category": "strijkijzer"}
        assert not reply.says[0].cards
        assert not reply.says[0].chips
        assert reply.selection
        assert reply.selection.question is None


class TestOneProduct:
    """The shop has one of the kind."""

    async def test_that_there_is_no_more_blames_no_wish(self, talk: Talk, tmp_path: Path) -> None:
        """Nothing was wished, so no wish may be dropped."""
        one = shop_of(talk, IRON.format(stock=5), tmp_path)
        await one.need("ik zoek een strijkijzer")

        assert (await one.refine("toon meer")).says[0].response == "utter_all_shown"

    async def test_is_compared_with_nothing(self, talk: Talk, tmp_path: Path) -> None:
        """It is said that there is only one."""
        one = shop_of(talk, IRON.format(stock=5), tmp_path)
        await one.need("ik zoek een strijkijzer")
        said = (await one.say("vergelijk ze", CompareProducts)).says[0]

        assert (said.response, said.fields) == ("utter_nothing_beside", {"title": "Stoomwolk 300"})

    async def test_a_use_that_nothing_tells_of_is_not_passed_over(self, talk: Talk, tmp_path: Path) -> None:
        """The kind knows no needs: what it is for was not looked at."""
        reply = await shop_of(talk, IRON.format(stock=5), tmp_path).need("een strijkijzer om te gamen")
        told = [say.fields["wish"] for say in reply.says if say.response == "utter_wish_unknown"]

        assert told == ["om te gamen"]


class TestAmounts:
    """Amounts that nothing in the shop comes near."""

    @pytest.mark.parametrize(
        ("said", "ways"),
        [("laptop van 1 euro", "249"), ("laptop voor 0 euro", "249"), ("laptop van 10000000 euro", "2.699")],
    )
    async def test_what_there_is_instead_is_said(self, said: str, ways: str, talk: Talk) -> None:
        """The nearest amount, with its product first, and no question."""
        reply = await talk.need(said)
        first = talk.shown()[0]

        assert reply.says[0].response == "utter_nothing_such"
        assert ways in str(reply.says[0].fields["ways"])
        assert f"{first.price:.0f}" == ways.replace(".", "")
        assert not reply.says[0].question

    async def test_what_something_comes_near_stays_soft(self, talk: Talk) -> None:
        """Around 600 there are several."""
        await talk.need("laptop van 600 euro")

        assert [c.hard for c in talk.selection.constraints] == [False]


class TestThing:
    """A kind of product at the start of a message."""

    @pytest.mark.parametrize(
        ("said", "thing"),
        [
            ("en een droger?", "droger"),
            ("een koelkast onder de 500", "koelkast"),
            ("stofzuiger", "stofzuiger"),
            ("telefoon voor 1 euro", "telefoon"),
            ("een zwarte laptop", None),
            ("een budget van 500", None),
            ("cadeau voor mijn moeder", None),
        ],
    )
    def test_is_what_a_need_opens_with(self, said: str, thing: str | None, talk: Talk) -> None:
        """With or without an article; not what the shop has, nor a word for anything."""
        assert thing_asked(replace(talk.shopper(said), intent="state_need")) == thing

    async def test_an_adjective_is_about_what_is_on_show(self, talk: Talk) -> None:
        """A "hippe" is no kind of product while laptops are on show; a telephone is."""
        await talk.need("ik zoek een laptop")
        of = [replace(talk.shopper(said), intent="state_need") for said in ("een hippe", "een telefoon met 40 inch")]

        assert [thing_asked(shopper) for shopper in of] == [None, "telefoon"]

    async def test_is_not_found_by_what_it_is_for(self, talk: Talk) -> None:
        """A laptop for gaming is no monitor for gaming."""
        said = (await talk.need("een monitor om te gamen")).says[0]

        assert said.fields["thing"] == "monitor"
