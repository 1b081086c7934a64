from __future__ import annotations

from dataclasses import replace

import pytest

from actions.comparing import CompareProducts
from bot.selection.state import State
from tests.actions.conftest import Talk

NEEDS = ["laptop", "koptelefoon", "wasmachine", "koffiemachine", "fiets", "matras"]


def heads(reply_table: object) -> list[str]:
    """Ids of the products in a table."""
    return [head["id"] for head in reply_table["products"]]  # type: ignore[index]


class TestWhatIsCompared:
    @pytest.mark.parametrize("category", NEEDS)
    async def test_the_three_on_show_when_nothing_is_named(self, talk: Talk, category: str) -> None:
        """Only what differs, in every category of the shop."""
        await talk.need(category)
        block = (await talk.say("vergelijk ze eens", CompareProducts)).says[0].table

        assert heads(block) == [p.id for p in talk.shown()]
        assert block["rows"]
        assert all(len(set(row["values"])) > 1 for row in block["rows"])

    async def test_the_first_and_the_third(self, talk: Talk) -> None:
        """By their place among the cards, which they keep."""
        await talk.need("wasmachine")
        first, _, third = before = talk.shown()
        reply = await talk.say("verschil tussen de eerste en de derde", CompareProducts)

        assert heads(reply.says[0].table) == [first.id, third.id]
        assert talk.shown() == before

    async def test_by_title_with_and_without_the_brand(self, talk: Talk) -> None:
        """Nothing needs to be on show for it."""
        reply = await talk.say("wat is beter, de Noordik Pluim 14 of de Valk 14?", CompareProducts)

        assert heads(reply.says[0].table) == ["noordik-pluim-14", "noordik-valk-14"]

    async def test_this_is_the_product_on_the_page(self, talk: Talk) -> None:
        """Beside the one that is named."""
        talk.page = {"product": "noordik-pluim-14"}
        reply = await talk.say("vergelijk deze met de Noordik Valk 14", CompareProducts)

        assert heads(reply.says[0].table) == ["noordik-pluim-14", "noordik-valk-14"]

    async def test_one_alone_stands_beside_what_would_be_shown_instead(self, talk: Talk) -> None:
        """Of its own kind."""
        talk.page = {"product": "noordik-pluim-14"}
        found = heads((await talk.say("vergelijk deze eens met andere", CompareProducts)).says[0].table)
        products = [p for i in found if (p := talk.services.catalogue.product(i))]

        assert found[0] == "noordik-pluim-14"
        assert {p.category for p in products} == {"laptop"}
        assert len(found) == 3

    async def test_nothing_to_compare_asks_what_it_is_about(self, talk: Talk) -> None:
        """With what there is."""
        assert (await talk.say("wat is het verschil?", CompareProducts)).says[0].response == "utter_ask_category"

    async def test_counting_past_what_is_shown(self, talk: Talk) -> None:
        """The fifth of three is no other one."""
        await talk.need("laptop")

        assert (await talk.say("vergelijk de eerste en de vierde", CompareProducts)).says[
            0
        ].response == "utter_not_shown"


class TestWhatIsSaid:
    async def test_who_wins_on_what_is_true(self, talk: Talk) -> None:
        """The cheaper one wins on the price, and the difference is the difference."""
        await talk.need("wasmachine")
        first, second = talk.shown()[:2]
        said = (await talk.say("verschil tussen de eerste en de tweede", CompareProducts)).says[0]
        cheaper = min((first, second), key=lambda p: p.price)

        assert said.response == "utter_compared_two"
        assert "prijs" in said.fields["first_best" if said.fields["first"] == cheaper.title("nl") else "second_best"]
        assert said.fields["difference"] == f"€ {abs(first.price - second.price):.2f}".replace(".", ",").removesuffix(
            ",00"
        )

    async def test_the_wishes_come_first_with_a_tick(self, talk: Talk) -> None:
        """What the shopper chose by is what they compare by."""
        await talk.need("stille wasmachine onder de 700 euro")
        rows = (await talk.say("vergelijk ze", CompareProducts)).says[0].table["rows"]
        wished = [row["wished"] for row in rows]

        assert wished[0]
        assert wished == sorted(wished, reverse=True)
        assert all(fits is None for row in rows if not row["wished"] for fits in row["fits"])

    async def test_different_kinds_share_price_and_rating_only(self, talk: Talk) -> None:
        """And it is said."""
        said = (await talk.say("vergelijk de Noordik Pluim 14 met de Brugmoor Beek 8", CompareProducts)).says[0]

        assert said.response == "utter_compared_apart"
        assert {row["label"] for row in said.table["rows"]} <= {"prijs", "merk", "beoordeling"}

    async def test_the_one_thing_that_is_asked_is_answered(self, talk: Talk) -> None:
        """The quietest is the one with the fewest decibels."""
        await talk.need("wasmachine")
        shown = talk.shown()
        said = (await talk.say("welke is het goedkoopst?", CompareProducts)).says[0]

        assert said.fields["title"] == min(shown, key=lambda p: p.price).title("nl")

    async def test_equal_products_are_said_to_be_equal(self, talk: Talk) -> None:
        """Nothing is made up to tell them apart."""
        same = talk.services.catalogue.products("laptop")[0].id
        talk.selection = State(category="laptop", shown=(same, same))

        assert (await talk.say("vergelijk ze", CompareProducts)).says[0].response == "utter_no_differences"

    @pytest.mark.parametrize(
        ("said", "places"),
        [
            ("vergelijk de eerste twee", [0, 1]),
            ("compare the first 2", [0, 1]),
            ("verschil tussen 1 en 3", [0, 2]),
            ("vergelijk ze", [0, 1, 2]),
        ],
    )
    async def test_only_what_is_counted_stands_side_by_side(self, talk: Talk, said: str, places: list[int]) -> None:
        """Two when two are asked for."""
        await talk.need("wasmachine")
        shown = talk.shown()
        table = (await talk.say(said, CompareProducts)).says[0].table

        assert [head["id"] for head in table["products"]] == [shown[place].id for place in places]

    async def test_what_wins_is_what_is_talked_about_next(self, talk: Talk) -> None:
        """After "the cheapest is X", "that one" is X."""
        await talk.need("wasmachine")
        cheapest = min(talk.shown(), key=lambda p: p.price)
        await talk.say("welke is het goedkoopst?", CompareProducts)

        assert talk.selection.focus == cheapest.id

    async def test_which_to_take_is_answered_after_the_table(self, talk: Talk) -> None:
        """Not with the same table once more."""
        await talk.need("stille wasmachine")
        asking = replace(talk.shopper("en welke zou jij nemen?"), answered=frozenset({"utter_compared_more"}))
        reply = await CompareProducts(talk.services).sell(asking)

        assert [said.response for said in reply.says] == ["utter_advice"]
