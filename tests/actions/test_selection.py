from __future__ import annotations

import pytest

from tests.actions.conftest import Talk


class TestFindProducts:
    async def test_a_need_gives_three_cards_that_satisfy_it(self, talk: Talk) -> None:
        """Three laptops under 700 euro that are light, and the reply says that they fit."""
        reply = await talk.need("ik zoek een lichte laptop onder de 700 euro")

        assert reply.says[0].response == "utter_shortlist"
        assert len(reply.says[0].cards) == 3
        assert all(p.category == "laptop" and p.price <= 700 for p in talk.shown())
        assert all(
            float(p.facts["weight"] if "weight" in p.facts else p.facts["weight_kg"]) <= 1.5 for p in talk.shown()
        )

    async def test_the_wishes_are_ticked_on_the_cards(self, talk: Talk) -> None:
        """Each card tells of the shopper's own wishes whether they are met."""
        reply = await talk.need("ik zoek een lichte laptop onder de 700 euro")

        ticked = [[f["fits"] for f in card["facts"]].count(True) for card in reply.says[0].cards]
        assert all(n >= 1 for n in ticked)

    async def test_without_a_category_it_asks_for_one(self, talk: Talk) -> None:
        """It names what there is, as chips that can be pressed."""
        reply = await talk.need("ik zoek iets leuks")

        assert reply.says[0].response == "utter_ask_category"
        assert {"laptop", "koptelefoon"} <= {chip["title"].lower() for chip in reply.says[0].chips}

    async def test_the_category_of_the_page_is_meant_when_none_is_named(self, talk: Talk) -> None:
        """Who stands among the headphones and asks for something under 50 euro means headphones."""
        talk.page = {"category": "koptelefoon"}
        await talk.need("iets onder de 100 euro")

        assert {"koptelefoon"} == {p.category for p in talk.shown()}

    async def test_what_cannot_be_had_is_said(self, talk: Talk) -> None:
        """No laptop costs 50 euro: the nearest are shown, and the reply says what they miss."""
        reply = await talk.need("laptop onder de 50 euro")

        assert reply.says[0].response == "utter_nothing_fits"
        assert reply.says[0].fields["missed"]

    async def test_a_new_category_starts_a_new_choice(self, talk: Talk) -> None:
        """The laptop's budget does not follow to the headphones."""
        await talk.need("laptop onder de 700 euro")
        await talk.need("en een koptelefoon")

        assert {"koptelefoon"} == {p.category for p in talk.shown()}
        assert talk.selection.constraints == ()

    async def test_english_cards_for_english_shoppers(self, talk: Talk) -> None:
        """Titles, labels and prices are in the shopper's language."""
        talk.language = "en"
        reply = await talk.need("a light laptop under 700 euros")

        assert all(card["price"].startswith("€") and "," not in card["price"][-3:] for card in reply.says[0].cards)


class TestRefineChoice:
    async def test_cheaper_means_cheaper_than_the_first_card(self, talk: Talk) -> None:
        """Every new card costs less than the first one shown before, and still meets the wishes."""
        await talk.need("ik zoek een lichte laptop onder de 700 euro")
        first = talk.shown()[0]
        reply = await talk.refine("goedkoper")

        assert reply.says[0].response == "utter_cheaper"
        assert reply.says[0].fields["reference"] == first.title("nl")
        assert talk.shown()
        assert all(p.price < first.price for p in talk.shown())

    async def test_cheaper_until_there_is_none_is_said(self, talk: Talk) -> None:
        """When nothing cheaper is left it says so, and what was shown stays the choice."""
        await talk.need("laptop onder de 700 euro")
        reply = await talk.refine("goedkoper")
        for _ in range(20):
            if reply.says[0].response != "utter_cheaper":
                break
            reply = await talk.refine("nog goedkoper")

        assert reply.says[0].response == "utter_no_cheaper"
        assert talk.shown()

    async def test_lighter_is_about_the_weight(self, talk: Talk) -> None:
        """Any attribute with a direction can be criticised, in the shopper's own word."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.refine("lichter")

        assert (reply.says[0].response, reply.says[0].fields["wish"]) == ("utter_critique", "lichter")

    async def test_a_brand_can_be_refused(self, talk: Talk) -> None:
        """What is refused is not shown again."""
        await talk.need("laptop")
        brand = talk.shown()[0].brand
        await talk.refine(f"geen {brand}")

        assert brand not in {p.brand for p in talk.shown()}

    async def test_something_else_shows_others(self, talk: Talk) -> None:
        """Without any wish the shown ones make way."""
        await talk.need("laptop onder de 1500 euro")
        before = set(talk.selection.shown)
        await talk.refine("laat eens wat anders zien")

        assert before.isdisjoint(talk.selection.shown)


class TestProductDetail:
    async def test_a_fact_of_the_product_pointed_at(self, talk: Talk) -> None:
        """The answer is the fact the shop states, of that product only."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("hoe zwaar is de tweede?")

        assert [s.response for s in reply.says] == ["utter_fact"]
        assert reply.says[0].fields["title"] == talk.shown()[1].title("nl")
        assert "kg" in reply.says[0].fields["value"]

    async def test_without_a_pointer_every_shown_product_is_answered_for(self, talk: Talk) -> None:
        """Three cards, three facts."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("hoe lang gaat de accu mee?")

        assert [s.response for s in reply.says] == ["utter_fact"] * 3

    async def test_the_product_on_the_page_is_meant(self, talk: Talk) -> None:
        """Who says "deze" means the product on screen, without any conversation before."""
        product = talk.services.catalogue.products("koptelefoon")[0]
        talk.page = {"product": product.id}
        reply = await talk.ask("zit hier een microfoon op?")

        assert reply.says[0].fields["title"] == product.title("nl")

    async def test_nothing_to_talk_about_asks_what_it_is_about(self, talk: Talk) -> None:
        """A question about nothing in particular asks for the category."""
        reply = await talk.ask("hoe zwaar is hij?")

        assert reply.says[0].response == "utter_ask_category"


class TestChooseProduct:
    async def test_the_choice_is_confirmed_with_price_and_place(self, talk: Talk) -> None:
        """Where it can be ordered and for how much, as the catalogue states it."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.choose("doe die tweede maar")
        chosen = talk.shown()[1]

        assert reply.says[0].response == "utter_chosen"
        assert [card["url"] for card in reply.says[0].cards] == [chosen.url]
        assert talk.selection.chosen == chosen.id

    async def test_it_asks_which_one(self, talk: Talk) -> None:
        """With three on show "ik neem hem" is not clear; each can be pressed."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.choose("ik neem hem")

        assert (reply.says[0].response, len(reply.says[0].chips)) == ("utter_choose_which", 3)

    @pytest.mark.parametrize("language", ["nl", "en"])
    async def test_sold_out_is_said(self, talk: Talk, language: str) -> None:
        """A sold-out product is not offered for sale."""
        talk.language = language
        sold_out = next(p for p in talk.services.catalogue.products("laptop") if not p.in_stock)
        talk.page = {"product": sold_out.id}
        reply = await talk.choose("deze wil ik")

        assert reply.says[0].response == "utter_chosen_sold_out"


class TestPointing:
    @pytest.mark.parametrize(("said", "place"), [("hoe zwaar is de goedkoopste?", 0), ("hoe zwaar is de duurste?", -1)])
    async def test_the_cheapest_and_the_dearest_of_those_shown(self, talk: Talk, said: str, place: int) -> None:
        """A superlative points among the cards on show."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask(said)
        by_price = sorted(talk.shown(), key=lambda p: p.price)

        assert [say.fields["title"] for say in reply.says] == [by_price[place].title("nl")]
