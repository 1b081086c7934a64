"""In between: what the shopper thought of it, the same again, and what becomes of the old one."""

from __future__ import annotations

from actions import shop_terms
from actions.base import SalesAction
from actions.orders import AboutOrder
from actions.pending import OFFER_HUMAN
from actions.reply import Reply, Say
from actions.requests import asked_to_confirm
from actions.shopper import Shopper
from actions.transaction import sold
from bot.language.care import says, stars_in
from bot.shop.orders.ports import Order, Status
from bot.shop.orders.telling import kept, titles
from bot.shop.ports import Product

_PRAISE = 0.7
"""Share of the most from which a score is praise: a Dutch 7 is."""
_NOT_LEFT = frozenset({Status.PLACED, Status.PROCESSING, Status.SHIPPED, Status.OUT_FOR_DELIVERY, Status.DELAYED})


class GiveFeedback(SalesAction):
    """Praise and blame are taken, and it is said where they go."""

    action_name = "action_give_feedback"

    async def sell(self, shopper: Shopper) -> Reply:
        """Thank for it; who is not content is offered a person."""
        score = stars_in(shopper.text)
        if score is None:
            content = says("good", shopper.text) and not shopper.upset
            return Reply((Say("utter_feedback_good" if content else "utter_feedback"),))
        fields = {"score": str(score[0]), "most": str(score[1])}
        if score[0] / score[1] >= _PRAISE:
            return Reply((Say("utter_feedback_score", fields),))
        return Reply((Say("utter_feedback_low", fields),), pending=OFFER_HUMAN)


class Repurchase(AboutOrder):
    """The same again: the products of the order talked about, each with its page, or the one chosen before."""

    action_name = "action_repurchase"

    async def sell(self, shopper: Shopper) -> Reply:
        """Show what was chosen here before; else ask for the order it was in."""
        chosen = self.services.catalogue.product(shopper.selection.chosen or "")
        if chosen and not shopper.slots.get("proven") and not shopper.entity("order_number"):
            return self._again((chosen,), shopper)
        return await self.asked(shopper)

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Show what of the order is still sold."""
        found = (self.services.catalogue.product(line.product) for line in order.lines)
        return self._again(tuple(p for p in found if p), shopper)

    def _again(self, products: tuple[Product, ...], shopper: Shopper) -> Reply:
        if not products:
            return Reply((Say("utter_repurchase_gone"),))
        cards = tuple(card for p in products if (card := sold(self, p, shopper)))
        said = "utter_repurchase" if any(p.in_stock for p in products) else "utter_repurchase_sold_out"
        return Reply((Say(said, cards=cards),))


class DisposeOld(AboutOrder):
    """The old one: what the shop takes back, and a request for staff to take it along with an order."""

    action_name = "action_dispose_old"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell what is taken back; to have it taken along with an order, the order is asked."""
        starts = shopper.text.startswith("/") or shopper.entity("order_number") is not None
        if starts or (shopper.slots.get("proven") and says("collect", shopper.text)):
            return await self.asked(shopper)
        named = shopper.entity("category")
        category = self.services.shelf.category(str(named.value)) if named else None
        rule = shop_terms.take_back(self.services.terms, category, shopper.language)
        if rule is None and category and self.services.terms.take_back.categories:
            return Reply((Say("utter_take_back_not", {"category": category.labels[shopper.language].lower()}),))
        return shop_terms.told(rule)

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """List it back, as long as the parcel is still to come."""
        fields = {"number": order.number, "titles": titles(kept(order), shopper.language)}
        if order.status not in _NOT_LEFT:
            return Reply((Say("utter_take_back_late", fields),), pending=OFFER_HUMAN)
        return asked_to_confirm(shopper, "dispose_old", Say("utter_confirm_take_back", fields))
