"""Transaction: the choice with its price and place to order, the basket, and the shop's terms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.checkout import CheckoutHelp, DeliveryTerms
from actions.reply import Reply, Say
from actions.transaction import AddToCart, ChooseProduct
from bot.shop.terms import Terms
from tests.actions.care import CareTalk, names, with_orders
from tests.actions.conftest import Talk

PAGE: dict[str, Any] = {"product": "noordik-zwaluw-14"}


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper of the demo shop."""
    return with_orders(talk)


def chosen(reply: Reply) -> Say:
    """What is said of the choice itself."""
    return next(say for say in reply.says if say.response.startswith("utter_chosen"))


class TestChoice:
    async def test_this_is_the_product_on_the_page(self, care: CareTalk) -> None:
        """Its card carries the link into the basket."""
        care.page = PAGE
        said = chosen(await care.say("doe maar deze", ChooseProduct))

        assert said.fields["title"] == "Noordik Zwaluw 14"
        assert said.cards[0]["cart_url"] == "/basket?add=noordik-zwaluw-14"

    async def test_the_old_one_may_go_along_is_said_once(self, care: CareTalk) -> None:
        """With the link to order, so before the sale of anything with a plug or a battery."""
        care.page = PAGE

        assert names(await care.say("doe maar deze", ChooseProduct))[1] == "utter_take_back_offer"
        assert "utter_take_back_offer" not in names(await care.say("doe maar deze", ChooseProduct))

    @pytest.mark.parametrize(("electric", "said"), [(True, True), (False, False)])
    async def test_of_bikes_only_electric_ones_have_a_battery(self, care: CareTalk, electric: bool, said: bool) -> None:
        """The fact decides where the kind does not."""
        bikes = care.services.catalogue.products("fiets")
        care.page = {"product": next(p.id for p in bikes if p.in_stock and p.fact("electric") is electric)}

        assert ("utter_take_back_offer" in names(await care.say("doe maar deze", ChooseProduct))) is said

    async def test_several_pieces_are_added_up(self, care: CareTalk) -> None:
        """For two the price is that of two."""
        care.page = PAGE
        said = chosen(await care.say("doe er twee", AddToCart))

        assert said.response == "utter_chosen_pieces"
        assert said.fields["price"] == "€ 1.298,00"

    async def test_several_products_get_a_card_each(self, care: CareTalk) -> None:
        """Named together, they are chosen together."""
        await care.need("een laptop tot 700 euro")
        shown = care.shown()

        said = chosen(await care.say("doe de eerste en de derde", AddToCart))

        assert [card["id"] for card in said.cards] == [shown[0].id, shown[2].id]

    async def test_without_a_template_there_is_no_link(self, care: CareTalk) -> None:
        """The product page is the way then."""
        care.services, care.page = replace(care.services, cart_url=""), PAGE

        assert "cart_url" not in chosen(await care.say("doe maar deze", ChooseProduct)).cards[0]


class TestBasket:
    @pytest.mark.parametrize(
        ("page", "response"),
        [
            ({}, "utter_basket_unknown"),
            ({"basket": []}, "utter_basket_empty"),
            ({"basket": "x"}, "utter_basket_unknown"),
            ({"basket": [{"product": "gone"}, 3, {}]}, "utter_basket_empty"),
            ({"basket": [{"product": "noordik-zwaluw-14", "quantity": "many"}]}, "utter_basket"),
        ],
    )
    async def test_is_told_as_far_as_the_page_tells_it(
        self, care: CareTalk, page: dict[str, Any], response: str
    ) -> None:
        """Odd input is no reason to fail."""
        care.page = page

        assert names(await care.say("wat zit er in mijn mandje?", AddToCart)) == [response]

    async def test_is_added_up(self, care: CareTalk) -> None:
        """Pieces and price."""
        care.page = {"basket": [{"product": "noordik-zwaluw-14", "quantity": 2}]}
        said = (await care.say("wat zit er in mijn mandje?", AddToCart)).says[0]

        assert said.fields == {"titles": "2× Noordik Zwaluw 14", "total": "€ 1.298,00"}


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "response"),
        [
            ("wat kost bezorgen?", "utter_delivery"),
            ("hoe snel is het er?", "utter_arrival"),
            ("kan ik het ophalen in de winkel?", "utter_pickup"),
            ("leveren jullie in België?", "utter_delivers_to"),
            ("kunde dat leveren in Gent?", "utter_delivers_to"),
            ("bezorgen jullie in Berlijn?", "utter_delivers_not_to"),
            ("naar welke landen bezorgen jullie in het buitenland?", "utter_countries"),
            ("hoe kan ik betalen?", "utter_payment"),
            ("wat is de bedenktijd?", "utter_returns"),
            ("hoe zit het met garantie?", "utter_guarantee"),
        ],
    )
    async def test_each_question_gets_its_own_answer(self, care: CareTalk, text: str, response: str) -> None:
        """From the shop's file."""
        assert names(await care.say(text, DeliveryTerms))[0] == response

    async def test_of_the_product_on_the_page_cost_and_day_are_told(self, care: CareTalk) -> None:
        """Asked on a Sunday morning whether it can be there tomorrow: it can."""
        care.page = PAGE

        assert names(await care.say("wat kost het bezorgen hiervan?", DeliveryTerms)) == ["utter_cost_of_none"]
        said = (await care.say("kan het morgen al?", DeliveryTerms)).says[0]
        assert (said.response, said.fields["day"]) == ("utter_arrival_of", "morgen")

    @pytest.mark.parametrize("text", ["wat kost bezorgen?", "hoe kan ik betalen?", "garantie?", "retour?", "ophalen?"])
    async def test_a_shop_that_states_nothing_says_so(self, care: CareTalk, text: str) -> None:
        """And offers a person; nothing is made up."""
        care.services = replace(care.services, terms=Terms())

        assert names(await care.say(text, DeliveryTerms)) == ["utter_terms_unknown"]
        assert care.pending == "offer_human"


class TestCheckout:
    async def test_what_fails_is_for_a_person(self, care: CareTalk) -> None:
        """The assistant cannot look into a payment."""
        assert names(await care.say("mijn betaling lukt niet", CheckoutHelp)) == ["utter_checkout_fails"]
        assert care.pending == "offer_human"

    async def test_with_a_basket_the_way_goes_on_there(self, care: CareTalk) -> None:
        """And without one it begins there."""
        assert names(await care.say("ik wil afrekenen", CheckoutHelp)) == ["utter_checkout_empty"]

        care.page = {"basket": [{"product": "noordik-zwaluw-14", "quantity": 1}]}
        assert names(await care.say("ik wil afrekenen", CheckoutHelp)) == ["utter_basket", "utter_checkout"]

    @pytest.mark.parametrize(
        ("text", "response"),
        [
            ("hoe betaal ik", "utter_payment"),
            ("kan het met klarna?", "utter_payment_only"),
            ("betaling is afgeschreven maar ik zie geen bestelling", "utter_checkout_fails"),
            ("mag ik een kortingscode", "utter_terms_unknown"),
            ("verkopen jullie cadeaubonnen?", "utter_shop_answer"),
        ],
    )
    async def test_what_is_asked_is_answered(self, care: CareTalk, text: str, response: str) -> None:
        """Not that something has to be in the basket first."""
        assert names(await care.say(text, CheckoutHelp)) == [response]

    async def test_what_was_chosen_here_gets_its_card(self, care: CareTalk) -> None:
        """Nobody who chose is asked what they are looking for."""
        care.selection = replace(care.selection, chosen="noordik-pluim-14")

        (said,) = (await care.say("ik wil afrekenen", CheckoutHelp)).says
        assert (said.response, len(said.cards)) == ("utter_checkout_chosen", 1)


class TestWhatIsNotStated:
    @pytest.mark.parametrize("text", ["leveren jullie 's avonds?", "en als ik niet thuis ben?", "en dat andere?"])
    async def test_is_said_to_be_unknown(self, care: CareTalk, text: str) -> None:
        """Cost and day are no answer to everything."""
        assert names(await care.say(text, DeliveryTerms)) == ["utter_terms_unknown"]

    async def test_abroad_may_be_asked_with_its_cost(self, care: CareTalk) -> None:
        """Both are told."""
        reply = await care.say("wat kost bezorgen in belgië?", DeliveryTerms)

        assert names(reply) == ["utter_delivers_to", "utter_delivery"]


class TestTheOther:
    async def test_is_the_one_that_was_not_chosen(self, talk: Talk) -> None:
        """Of two it is clear; of three it is asked which."""
        await talk.reply("ik zoek een laptop", "state_need")
        first, *others = talk.shown()
        talk.selection = replace(talk.selection, shown=(first.id, others[0].id), question=None)
        await talk.reply("doe de eerste", "choose_product")
        await talk.reply("nee toch die andere", "deny")

        assert talk.selection.chosen == others[0].id

    async def test_of_three_is_asked(self, talk: Talk) -> None:
        """Those that are left are named."""
        await talk.reply("ik zoek een laptop", "state_need")
        talk.selection = replace(talk.selection, question=None)
        await talk.reply("doe de eerste", "choose_product")
        reply = await talk.reply("no, the other one", "deny")

        assert reply.says[0].response == "utter_choose_which"
        assert len(reply.says[0].chips) == len(talk.shown()) - 1


class TestNamedOnly:
    async def test_a_question_about_one_takes_nothing(self, talk: Talk) -> None:
        """However it was understood."""
        await talk.reply("ik zoek een wasmachine", "state_need")
        await talk.reply("maakt de eerste veel lawaai", "choose_product")

        assert not talk.selection.chosen

    async def test_a_clipped_rank_counts(self, talk: Talk) -> None:
        """As it is typed in haste or spoken in Flanders."""
        await talk.reply("ik zoek een laptop", "state_need")
        first = talk.shown()[0]
        await talk.reply("doe die eerst dan maar", "choose_product")

        assert talk.selection.chosen == first.id


class TestMisspelt:
    async def test_terms_are_found_in_misspelt_words(self, care: CareTalk) -> None:
        """A shopper in haste is answered as well."""
        assert "utter_delivery" in names(await care.say("en bezorgn", DeliveryTerms))
