"""Transaction: delivery, payment and the way through the checkout, from the shop's own terms."""

from __future__ import annotations

from actions import shop_terms
from actions.base import Reply, SalesAction, Say
from actions.general import OFFER_HUMAN
from actions.pointing import pointed_at, talked_about
from actions.shopper import Shopper
from actions.transaction import basket_lines, basket_told
from bot.language.care import says
from bot.shop.ports import Category, Product


class DeliveryTerms(SalesAction):
    """What delivery, pick-up, payment, return and guarantee come down to in this shop."""

    action_name = "action_delivery_terms"

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer what is asked: the first subject named, else how it is delivered."""
        terms, language, product = self.services.terms, shopper.language, _meant(self, shopper)
        if says("returns", shopper.text):
            return shop_terms.told(*shop_terms.returns(terms, language))
        if says("guarantee", shopper.text):
            return shop_terms.told(shop_terms.guarantee(terms, self._category(shopper, product), language))
        if says("payment", shopper.text) and not says("cost", shopper.text):
            return shop_terms.told(shop_terms.payment(terms, language))
        if says("pickup", shopper.text):
            return shop_terms.told(shop_terms.pickup(terms))
        if says("abroad", shopper.text):
            return shop_terms.told(shop_terms.countries(terms, language))
        return self._delivered(shopper, product)

    def _delivered(self, shopper: Shopper, product: Product | None) -> Reply:
        terms, language = self.services.terms, shopper.language
        arrival = shop_terms.arrival(terms, product, self.services.clock(), language)
        cost = shop_terms.cost_of(terms, product, language) if product else None
        if says("cost", shopper.text):
            return shop_terms.told(cost or shop_terms.delivery(terms, language))
        if says("when", shopper.text):
            return shop_terms.told(arrival)
        return shop_terms.told(shop_terms.delivery(terms, language), arrival)

    def _category(self, shopper: Shopper, product: Product | None) -> Category | None:
        named = shopper.entity("category")
        return self.services.shelf.category(str(named.value) if named else product.category if product else None)


class CheckoutHelp(SalesAction):
    """The way through the checkout: what is in the basket, how to pay, and a person when it fails."""

    action_name = "action_checkout_help"

    async def sell(self, shopper: Shopper) -> Reply:
        """Help on; what does not work is for a person."""
        terms, language = self.services.terms, shopper.language
        if says("fails", shopper.text) or shopper.upset:
            return Reply((Say("utter_checkout_fails"),), pending=OFFER_HUMAN)
        if says("payment", shopper.text):
            return shop_terms.told(shop_terms.payment(terms, language))
        if basket_lines(self, shopper):
            basket = basket_told(self, shopper).says
            return Reply((*basket, Say("utter_checkout")))
        return Reply((Say("utter_checkout_empty"),))


def _meant(action: SalesAction, shopper: Shopper) -> Product | None:
    """The product that is pointed at, on the page, talked about, or chosen."""
    shelf = action.services.shelf
    found = pointed_at(shopper, shelf) or talked_about(shopper, shelf)
    return found or shelf.catalogue.product(shopper.selection.chosen or "")
