"""Transaction: delivery, payment and the way through the checkout, from the shop's own terms."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from actions import shop_terms
from actions.base import SalesAction
from actions.pending import HUMAN_CALLED, OFFER_HUMAN
from actions.people import is_awaited
from actions.pointing import pointed_at, talked_about
from actions.reply import Reply, Say
from actions.shop_answers import shop_answer
from actions.shopper import Shopper
from actions.transaction import basket_lines, basket_told, sold
from bot.language.care import phrases, says
from bot.language.pieces import pieces
from bot.language.typos import Corrector
from bot.shop.ports import Category, Product

_SUBJECTS = ("returns", "guarantee", "payment", "pickup", "abroad", "beyond_terms")
_KNOWN = (*_SUBJECTS, "cost", "when", "delivers")
_SHOPS_OWN = ("", "pickup", "beyond_terms")
"""Subjects at which the shop's own questions come first: "hoe laat is de winkel open?"."""
_RETURNS = frozenset({"utter_returns", "utter_returns_again", "utter_returns_except", "utter_refund_days"})
"""Responses after which "en wat kost dat?" is about sending back."""


class DeliveryTerms(SalesAction):
    """What delivery, pick-up, payment, return and guarantee come down to in this shop."""

    action_name = "action_delivery_terms"

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer what is asked: the first subject named, else how it is delivered; what is not stated is unknown."""
        if not any(says(subject, shopper.text) for subject in _KNOWN):
            shopper = replace(shopper, text=_mended(shopper.text))
        product = _meant(self, shopper)
        about = next((subject for subject in _SUBJECTS if says(subject, shopper.text)), "")
        if about in ("", "pickup") and shop_terms.delivers_to(self.services.terms, shopper.text, shopper.language):
            about = "abroad"
        if about == "payment" and says("cost", shopper.text):
            about = ""
        if (
            about in ("", "payment")
            and not _RETURNS.isdisjoint(shopper.answered)
            and not says("delivers", shopper.text)
        ):
            about = "returns"
        if about in _SHOPS_OWN and (answer := shop_answer(self, shopper)):
            return answer
        if about:
            return shop_terms.told(*self._stated(about, shopper, product))
        known = shopper.text.startswith("/") or any(says(s, shopper.text) for s in ("cost", "when", "delivers"))
        return self._delivered(shopper, product) if known else shop_terms.told()

    def _stated(self, about: str, shopper: Shopper, product: Product | None) -> tuple[Say | None, ...]:
        """What the terms state of a subject; nothing for one that they have no word for."""
        terms, language = self.services.terms, shopper.language
        if about == "returns":
            narrow = any(says(subject, shopper.text) for subject in ("opened", "refund"))
            if narrow or not _RETURNS.isdisjoint(shopper.answered):
                return (shop_terms.about_returns(terms, shopper.text, language),)
            return shop_terms.returns(terms, language)
        if about == "guarantee":
            return (shop_terms.guarantee(terms, self._category(shopper, product), language),)
        if about == "payment":
            return (shop_terms.payment(terms, language, only=says("other_payment", shopper.text)),)
        if about == "pickup":
            return (shop_terms.pickup(terms),)
        if about == "abroad":
            cost = shop_terms.delivery(terms, language) if says("cost", shopper.text) else None
            there = shop_terms.delivers_to(terms, shopper.text, language)
            return (there or shop_terms.countries(terms, language), cost)
        return ()

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
        if says("fails", shopper.text) or (shopper.surely_upset and not says("payment", shopper.text)):
            waits = await is_awaited(self, shopper)
            said = Say("utter_complaint_waiting" if waits else "utter_checkout_fails")
            return Reply((said,), pending=HUMAN_CALLED if waits else OFFER_HUMAN)
        beyond = says("beyond_terms", shopper.text)
        if (beyond or not says("payment", shopper.text)) and (answer := shop_answer(self, shopper)):
            return answer
        if says("payment", shopper.text) or says("other_payment", shopper.text):
            return shop_terms.told(shop_terms.payment(terms, language, only=says("other_payment", shopper.text)))
        if beyond:
            return shop_terms.told()
        if basket_lines(self, shopper):
            basket = basket_told(self, shopper).says
            return Reply((*basket, Say("utter_checkout")))
        return self._chosen(shopper) or Reply((Say("utter_checkout_empty"),))

    def _chosen(self, shopper: Shopper) -> Reply | None:
        """How the product that was chosen here gets into the basket; None when none was."""
        chosen = self.services.catalogue.product(shopper.selection.chosen or "")
        drawn = sold(self, chosen, shopper) if chosen and chosen.in_stock else None
        if chosen is None or drawn is None:
            return None
        return Reply((Say("utter_checkout_chosen", {"title": chosen.title(shopper.language)}, cards=(drawn,)),))


def _mended(text: str) -> str:
    """The folded text with the words of the terms as they are spelt: "wat kost bezorgn"."""
    said = ((p.text, _spelling().correct(p.text)) for p in pieces(text))
    return " ".join(correction.word if correction else word for word, correction in said)


@cache
def _spelling() -> Corrector:
    return Corrector(word for subject in _KNOWN for word in phrases(subject) if " " not in word)


def _meant(action: SalesAction, shopper: Shopper) -> Product | None:
    """The product that is pointed at, on the page, talked about, or chosen."""
    shelf = action.services.shelf
    found = pointed_at(shopper, shelf) or talked_about(shopper, shelf)
    return found or shelf.catalogue.product(shopper.selection.chosen or "")
