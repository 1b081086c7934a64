from __future__ import annotations

from dataclasses import replace

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

        assert reply.says[0].response == "utter_nothing_such"
        assert reply.says[0].fields["wishes"] == "prijs tot € 50"

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
        """Three cards, three facts, in one answer."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("hoe lang gaat de accu mee?")

        told = reply.says[0].fields["values"].splitlines()

        assert [s.response for s in reply.says] == ["utter_fact_each"]
        assert [line.partition(":")[0] for line in told] == [p.title("nl") for p in talk.shown()]

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

        assert reply.says[0].response in ("utter_chosen_sold_out", "utter_sold_out_instead")
        assert talk.selection.chosen is None


class TestPointing:
    @pytest.mark.parametrize(("said", "place"), [("hoe zwaar is de goedkoopste?", 0), ("hoe zwaar is de duurste?", -1)])
    async def test_the_cheapest_and_the_dearest_of_those_shown(self, talk: Talk, said: str, place: int) -> None:
        """A superlative points among the cards on show."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask(said)
        by_price = sorted(talk.shown(), key=lambda p: p.price)

        assert [say.fields["title"] for say in reply.says] == [by_price[place].title("nl")]


class TestNotSold:
    async def test_what_the_shop_does_not_have_is_said_by_name(self, talk: Talk) -> None:
        """Laptops are not shown to who asks for a vacuum cleaner, and what there is is named."""
        await talk.need("laptop onder de 700 euro")
        reply = await talk.refine("verkopen jullie ook stofzuigers?")

        assert reply.says[0].response == "utter_not_sold"
        assert reply.says[0].fields["thing"] == "stofzuigers"
        assert "koptelefoon" in reply.says[0].fields["categories"]

    async def test_a_wish_that_no_product_knows_is_not_passed_over(self, talk: Talk) -> None:
        """The shopper hears that pink was not looked at."""
        reply = await talk.need("een roze laptop onder de 700 euro")

        assert [say.response for say in reply.says] == ["utter_shortlist", "utter_wish_unknown"]
        assert reply.says[1].fields == {"wish": "roze"}

    async def test_a_second_kind_of_product_is_offered_next(self, talk: Talk) -> None:
        """Two requests in one message: the first is served, the other is named."""
        reply = await talk.need("ik wil een laptop en een koptelefoon")

        assert [say.response for say in reply.says] == ["utter_shortlist_open", "utter_other_category"]


class TestContext:
    async def test_a_bare_number_answers_the_question_for_a_budget(self, talk: Talk) -> None:
        """What was asked tells what 500 is."""
        await talk.need("laptop")
        reply = await talk.refine("500")

        assert reply.says[0].fields["wishes"] == "prijs tot € 500"
        assert all(p.price <= 500 for p in talk.shown())

    async def test_a_price_said_before_the_category_is_kept(self, talk: Talk) -> None:
        """Nobody has to say it twice."""
        await talk.need("iets onder de 500 euro")
        await talk.need("laptop")

        assert all(p.price <= 500 for p in talk.shown())

    async def test_the_same_question_of_another_product(self, talk: Talk) -> None:
        """What "en de tweede" asks is what was asked before."""
        await talk.need("laptop onder de 1000 euro")
        await talk.ask("hoe zwaar is de eerste?")
        reply = await talk.ask("en de tweede?")

        assert reply.says[0].fields["label"] == "Gewicht"
        assert reply.says[0].fields["title"] == talk.shown()[1].title("nl")

    async def test_a_colour_asked_of_several_is_a_wish(self, talk: Talk) -> None:
        """With three on show "in het zwart" wants black ones."""
        await talk.need("laptop")
        await talk.ask("en in het zwart?")

        assert {p.facts["colour"] for p in talk.shown()} == {"zwart"}


class TestRoom:
    async def test_a_little_more_is_allowed(self, talk: Talk) -> None:
        """The cap goes up, what it opens is shown, and the reply says how far."""
        await talk.need("laptop onder de 600 euro")
        reply = await talk.refine("ietsje duurder mag best")

        assert (reply.says[0].response, reply.says[0].fields["wish"]) == ("utter_roomier", "prijs tot € 750")
        assert all(600 < p.price <= 750 for p in talk.shown())

    async def test_what_does_not_matter_is_no_wish_any_more(self, talk: Talk) -> None:
        """Open again, and said to be."""
        await talk.need("zwarte laptop")
        reply = await talk.refine("de kleur maakt me niet uit")

        assert (reply.says[0].response, talk.selection.constraints) == ("utter_left_open", ())

    async def test_what_was_set_aside_comes_back_before_nothing_fits(self, talk: Talk) -> None:
        """That nothing fits would not be true while a rejected one does."""
        await talk.need("laptop onder de 700 euro")
        cheapest = min(talk.services.catalogue.products("laptop"), key=lambda p: p.price)
        talk.selection = replace(talk.selection, rejected=(cheapest.id,))
        again = await talk.refine(f"maximaal {cheapest.price:.0f} euro")

        assert (again.says[0].response, talk.shown()) == ("utter_shortlist_one", [cheapest])

    async def test_no_more_is_said(self, talk: Talk) -> None:
        """What stays on show is what there is."""
        await talk.need("laptop onder de 400 euro")
        for product in talk.services.catalogue.products("laptop"):
            if product.id not in talk.selection.shown:
                talk.selection = replace(talk.selection, rejected=(*talk.selection.rejected, product.id))
        before = talk.selection.shown
        reply = await talk.refine("toon eens andere")

        assert (reply.says[0].response, talk.selection.shown) == ("utter_no_more", before)


class TestNothingToGoBy:
    async def test_without_anything_known_it_is_not_understood(self, talk: Talk) -> None:
        """The same three again would pretend that something was; the answers to the question are offered once more."""
        await talk.need("laptop")

        assert (await talk.refine("tja weet je")).says[0].response == "utter_answer_which"
        assert (await talk.refine("tja weet je")).says[0].response == "utter_offer_human"

    async def test_an_attribute_without_a_wish_is_asked_after(self, talk: Talk) -> None:
        """With the values there are to choose from."""
        await talk.need("laptop")
        reply = await talk.refine("een andere kleur")

        assert (reply.says[0].response, reply.says[0].fields["label"]) == ("utter_ask_value", "kleur")
        assert "zwart" in {chip["title"] for chip in reply.says[0].chips}


class TestQuestions:
    async def test_the_difference_is_only_what_differs(self, talk: Talk) -> None:
        """Of the two that are named."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("vergelijk de eerste en de tweede")
        first, second, _ = (p.title("nl") for p in talk.shown())

        assert [head["title"] for head in reply.says[0].table["products"]] == [first, second]
        assert all(len(set(row["values"])) > 1 for row in reply.says[0].table["rows"])

    async def test_stock_is_answered_from_the_catalogue(self, talk: Talk) -> None:
        """Sold out is said to be sold out."""
        sold_out = next(p for p in talk.services.catalogue.products("laptop") if not p.in_stock)
        reply = await talk.ask(f"is de {sold_out.title('nl')} leverbaar?")

        assert [say.response for say in reply.says] == ["utter_sold_out"]

    async def test_a_yes_or_no_is_answered_with_yes_or_no(self, talk: Talk) -> None:
        """As a person would."""
        reply = await talk.ask("heeft de Noordik Valk 14 een aanraakscherm?")

        assert [say.response for say in reply.says] == ["utter_fact_no"]

    async def test_what_it_costs(self, talk: Talk) -> None:
        """The price has no name in "wat kost die"."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("wat kost de eerste")

        assert reply.says[0].fields["label"] == "Prijs"

    async def test_what_delivery_costs_is_not_the_price(self, talk: Talk) -> None:
        """The shop states no such thing of a product, and a person can tell."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("wat kost de verzending van de eerste?")

        assert (reply.says[0].response, reply.says[0].fields["label"]) == ("utter_fact_unknown", "verzending")

    async def test_a_question_about_stock_is_not_the_one_before(self, talk: Talk) -> None:
        """Although it is short enough to leave out what it asks."""
        await talk.need("laptop onder de 1000 euro")
        await talk.ask("hoe zwaar is de eerste?")
        reply = await talk.ask("is hij op voorraad?")

        assert reply.says[0].response in {"utter_in_stock", "utter_sold_out"}

    async def test_counting_past_what_is_shown(self, talk: Talk) -> None:
        """The fifth of three is not the first."""
        await talk.need("laptop onder de 1000 euro")

        assert (await talk.ask("hoe zwaar is de vierde?")).says[0].response == "utter_not_shown"

    async def test_nothing_in_particular_of_several_asks_which(self, talk: Talk) -> None:
        """Three cards in full would be a wall of text."""
        await talk.need("laptop onder de 1000 euro")

        assert (await talk.ask("vertel eens meer")).says[0].response == "utter_detail_which"

    async def test_advice_names_the_first(self, talk: Talk) -> None:
        """What came out best is shown again, alone."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.ask("welke zou jij kiezen?")

        assert (reply.says[0].response, len(reply.says[0].cards)) == ("utter_advice", 1)


class TestChoosingOrNot:
    async def test_a_complaint_is_no_choice(self, talk: Talk) -> None:
        """Who calls the first too expensive does not buy it."""
        await talk.need("laptop onder de 1000 euro")
        first = talk.shown()[0]
        reply = await talk.choose("de eerste is te duur")

        assert (reply.says[0].response, talk.selection.chosen) == ("utter_cheaper", None)
        assert reply.says[0].fields["reference"] == first.title("nl")

    async def test_the_one_that_is_described_is_chosen(self, talk: Talk) -> None:
        """One of the three is green."""
        await talk.need("laptop onder de 1000 euro")
        green = [p for p in talk.shown() if p.facts["colour"] == "groen"]
        await talk.choose("doe die groene maar")

        assert [talk.selection.chosen] == [p.id for p in green]

    async def test_too_heavy_is_answered_with_a_weight(self, talk: Talk) -> None:
        """No sentence says "te zwaar dan"."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.refine("de eerste is te zwaar")

        assert reply.says[0].response == "utter_instead"
        assert reply.says[0].fields["wish"].startswith("gewicht onder ")

    async def test_a_doubt_between_two_is_helped_by_their_difference(self, talk: Talk) -> None:
        """Two are named, so none is chosen yet."""
        await talk.need("laptop onder de 1000 euro")
        reply = await talk.choose("ik twijfel tussen de eerste en de tweede")

        assert len(reply.says[0].table["products"]) == 2
        assert talk.selection.chosen is None


class TestNothingRecognised:
    async def test_with_products_on_show_the_category_is_not_asked_again(self, talk: Talk) -> None:
        """A need in which nothing is recognised is said not to be understood; the choice stays."""
        await talk.need("laptop onder de 1000 euro")
        before = talk.selection.shown
        reply = await talk.need("tja dat dus")

        assert reply.says[0].response == "utter_answer_which"
        assert talk.selection.shown == before
