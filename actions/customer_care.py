"""Customer care: returns, changes and repairs as requests for staff; complaints, use and privacy."""

from __future__ import annotations

from actions import shop_terms
from actions.base import SalesAction
from actions.delivery import TellsOrder
from actions.general import PRODUCT_DETAIL
from actions.orders import AboutOrder
from actions.pending import HUMAN_CALLED, OFFER_HUMAN
from actions.people import is_awaited
from actions.pointing import pointed_at, talked_about
from actions.reply import Reply, Say
from actions.requests import asked_to_confirm
from actions.shopper import Shopper
from bot.language.care import says
from bot.language.claims import claim_in
from bot.selection.cards import facts_of
from bot.shop.dates import day, day_text
from bot.shop.orders.ports import Order, Status
from bot.shop.orders.telling import kept, titles
from bot.shop.ports import Category, Product

_OPEN = frozenset({Status.PLACED, Status.PROCESSING})
"""States in which an order can still be changed or called off."""
_HEARD = frozenset({"utter_complaint", "utter_complaint_order"})
_ENDED = frozenset({Status.CANCELLED, Status.RETURNED})
MOST_FACTS = 6


class ChangeOrder(AboutOrder):
    """A change of an order is asked of staff, as long as it has not left."""

    action_name = "action_change_order"

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """List the change back, or say that it is too late for it."""
        fields = {"number": order.number, "titles": titles(kept(order), shopper.language)}
        if order.status in _ENDED:
            return Reply((Say("utter_change_ended", fields, order=self.drawn(order, shopper.language)),))
        if order.status not in _OPEN:
            return Reply((Say("utter_change_too_late", fields),), pending=OFFER_HUMAN)
        return asked_to_confirm(shopper, "change_order", Say(f"utter_confirm_{_change(shopper.text)}", fields))


class ReturnRequest(TellsOrder):
    """A return: the rules for who asks them, the last day and a request for staff for who has an order."""

    action_name = "action_return_request"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell the rules first when they are asked; else go to the order."""
        if shopper.slots.get("proven") and self._of_terms(shopper):
            return await self.asked(shopper)
        rules = shop_terms.returns(self.services.terms, shopper.language)
        names_order = bool(claim_in(shopper.text, shopper.entities, asked=True)[0])
        money = says("refund", shopper.text) and not names_order and not shopper.slots.get("proven")
        if money and (told := shop_terms.refund(self.services.terms)):
            return shop_terms.told(told)
        asks = (says("asks_how", shopper.text) or "?" in shopper.text) and not names_order
        if asks and rules and rules[0].response in shopper.answered:
            return shop_terms.told(rules[0])
        if asks and not shopper.slots.get("proven"):
            return shop_terms.told(*rules, Say("utter_return_start") if rules and self.services.orders else None)
        return await self.asked(shopper)

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Tell until when it can go back and list the return back; a date that is not known never blocks it."""
        fields = {"number": order.number, "titles": titles(kept(order), shopper.language)}
        if says("refund", shopper.text) and (paid := self.refunded(order, shopper.language)):
            return Reply((paid,))
        if order.status in _ENDED:
            return Reply((Say("utter_change_ended", fields, order=self.drawn(order, shopper.language)),))
        if about_terms := self._of_terms(shopper):
            return about_terms
        if order.status in _OPEN:
            return asked_to_confirm(shopper, "change_order", Say("utter_confirm_cancel", fields))
        received = order.received_ms()
        last = shop_terms.last_day(self.services.terms, day(received)) if received else None
        if last is None:
            return asked_to_confirm(shopper, "return_request", Say("utter_confirm_return", fields))
        told_day = {**fields, "day": day_text(last, shopper.language, today=self.today())}
        if self.today() > last:
            return Reply((Say("utter_return_late", told_day),), pending=OFFER_HUMAN)
        return asked_to_confirm(shopper, "return_request", Say("utter_confirm_return_until", told_day))

    def _of_terms(self, shopper: Shopper) -> Reply | None:
        """The answer to a question after the money or the costs, which starts no return; None when it is none."""
        if claim_in(shopper.text, shopper.entities, asked=True) != ("", ""):
            return None
        if not any(says(subject, shopper.text) for subject in ("cost", "refund", "who_pays")):
            return None
        told = shop_terms.about_returns(self.services.terms, shopper.text, shopper.language)
        return Reply((told,), pending=shopper.pending) if told else None


class WarrantyRepair(AboutOrder):
    """A defect: what the guarantee comes down to, and a request for staff for who has an order."""

    action_name = "action_warranty_repair"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell the guarantee; the order is asked when something is broken now."""
        product = _product(self, shopper)
        category = self.services.shelf.category(product.category) if product else None
        rules = shop_terms.guarantee(self.services.terms, category or _named(self, shopper), shopper.language)
        if says("repair", shopper.text) and says("how_long", shopper.text):
            return Reply((Say("utter_repair_time"),), pending=OFFER_HUMAN)
        asked_amid = shopper.loop and says("guarantee", shopper.text)
        if asked_amid or (says("asks_how", shopper.text) and not says("damaged", shopper.text)):
            return shop_terms.told(rules)
        named = claim_in(shopper.text, shopper.entities, asked=True) != ("", "")
        if named or shopper.slots.get("proven"):
            return await self.asked(shopper)
        return await self.asked(shopper, *((rules,) if rules else ()))

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """List the repair back."""
        fields = {"number": order.number, "titles": titles(kept(order), shopper.language)}
        return asked_to_confirm(shopper, "warranty_repair", Say("utter_confirm_repair", fields))


class UsageHelp(SalesAction):
    """How a product is used: only what the shop states of it, and a person for the rest."""

    action_name = "action_usage_help"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell what is known of the product that is meant."""
        product = _product(self, shopper)
        category = self.services.shelf.category(product.category) if product else None
        if product is None or category is None:
            return Reply((Say("utter_usage_unknown"),), pending=OFFER_HUMAN)
        if shopper.entity("attribute"):
            return Reply(handed_to=PRODUCT_DETAIL)
        facts = facts_of(product, category, shopper.language)[:MOST_FACTS]
        listed = "\n".join(f"{fact['label'].capitalize()}: {fact['value']}" for fact in facts)
        said = Say("utter_usage_facts", {"title": product.title(shopper.language), "facts": listed})
        return Reply((said,), pending=OFFER_HUMAN)


class Complaint(AboutOrder):
    """A complaint is heard: a person first, then what the assistant itself can do."""

    action_name = "action_complaint"

    async def sell(self, shopper: Shopper) -> Reply:
        """Say sorry, and offer a person; an order is looked up only when the complaint brings its proof along."""
        number, postcode = claim_in(shopper.text, shopper.entities, asked=True)
        if number and postcode:
            return await self.asked(shopper)
        return await self._heard(shopper)

    async def about(self, shopper: Shopper, order: Order) -> Reply:  # noqa: ARG002  # its number is the shopper's
        """The same, with the order's number."""
        return await self._heard(shopper)

    async def _heard(self, shopper: Shopper) -> Reply:
        if await is_awaited(self, shopper):
            return Reply((Say("utter_complaint_waiting"),), pending=HUMAN_CALLED)
        if not _HEARD.isdisjoint(shopper.answered):
            return Reply((Say("utter_complaint_still"),), pending=OFFER_HUMAN)
        said = "utter_complaint_order" if shopper.order_number else "utter_complaint"
        return Reply((Say(said, {"number": shopper.order_number}),), pending=OFFER_HUMAN)


class TellPrivacy(SalesAction):
    """What is kept of a conversation, that mood is estimated, and how to have it erased."""

    action_name = "action_privacy"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell it; a wish to see or erase goes to a person."""
        if says("erase", shopper.text):
            return Reply((Say("utter_privacy_erase"),), pending=OFFER_HUMAN)
        if says("reads", shopper.text):
            return Reply((Say("utter_privacy_read"),))
        if "utter_privacy" in shopper.answered:
            return Reply((Say("utter_privacy_more"),), pending=OFFER_HUMAN)
        kept = shop_terms.privacy(self.services.terms)
        return shop_terms.told(kept, Say("utter_privacy_mood") if kept else None)


def _change(text: str) -> str:
    """What kind of change is asked: to call it off, another address, or something else."""
    if says("call_off", text):
        return "cancel"
    return "address" if says("address", text) else "change"


def _product(action: SalesAction, shopper: Shopper) -> Product | None:
    shelf = action.services.shelf
    return pointed_at(shopper, shelf) or talked_about(shopper, shelf)


def _named(action: SalesAction, shopper: Shopper) -> Category | None:
    named = shopper.entity("category")
    kind = named.value if named else (shopper.slots.get("proof") or {}).get("kind") or shopper.selection.category
    return action.services.shelf.category(str(kind)) if kind else None
