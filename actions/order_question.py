"""What is asked on about an order that was just told: what is known of it, and a person for the rest."""

from __future__ import annotations

from datetime import timedelta

from actions.delivery import TellsOrder
from actions.orders import AboutOrder
from actions.pending import CONFIRM_REQUEST, HUMAN_CALLED, OFFER_HUMAN
from actions.people import is_awaited
from actions.reply import Reply, Say
from actions.requests import passed_on
from actions.shopper import Shopper
from bot.language.care import says
from bot.shop.dates import day, day_text
from bot.shop.orders.ports import Order, Step
from bot.shop.orders.telling import expected, is_ready, outstanding


class OrderQuestion(TellsOrder):
    """A question that goes on about the order talked about: money, the hour, how long it is kept."""

    action_name = "action_order_question"

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Answer from the order, keep a request waiting for its yes, or offer a person."""
        if passed_on(shopper):
            return Reply((Say("utter_request_with_staff", {"number": order.number}),))
        if shopper.intent == "deny":
            return Reply((Say("utter_problem_still", {"number": order.number}),), pending=OFFER_HUMAN)
        returning = self.colleagues.get("action_return_request")
        asked = dict(shopper.slots.get("order_request") or {})
        if asked.get("kind") == "return_request" and says("when", shopper.text) and isinstance(returning, AboutOrder):
            return await returning.about(shopper, order)
        known = self._known(shopper, order)
        if shopper.pending == CONFIRM_REQUEST and not known:
            slots = {"order_request": shopper.slots.get("order_request")}
            return Reply((Say("utter_confirm_open", {"number": order.number}),), pending=CONFIRM_REQUEST, slots=slots)
        if known:
            return Reply((known,))  # nothing was asked that an "oké" could answer
        if says("why_late", shopper.text):
            return self._late(shopper, order)
        if await is_awaited(self, shopper):
            return Reply((Say("utter_order_ask_colleague", {"number": order.number}),), pending=HUMAN_CALLED)
        return Reply((Say("utter_order_not_told", {"number": order.number}),), pending=OFFER_HUMAN)

    def _late(self, shopper: Shopper, order: Order) -> Reply:
        """Sorry; the day if one is known, and a person for the reason, which no order tells."""
        day_only = self._day(order, shopper.language)
        late = Say("utter_order_why_late", {"number": order.number})
        return Reply((*((day_only,) if day_only else ()), late), pending=OFFER_HUMAN)

    def _known(self, shopper: Shopper, order: Order) -> Say | None:
        if says("why_late", shopper.text):
            return None
        if says("refund", shopper.text):
            return self.refunded(order, shopper.language)
        if not says("when", shopper.text):
            return None
        return self._kept(order, shopper.language) or self._day(order, shopper.language)

    def _kept(self, order: Order, language: str) -> Say | None:
        """Until when it waits at the pick-up point."""
        ready = next((f for f in order.fulfilments if is_ready(f)), None)
        known = self.services.terms.pickup
        if ready is None or known is None:
            return None
        since = next(e.at_ms for e in ready.events if e.step is Step.READY_FOR_PICKUP)
        last = day_text(day(since) + timedelta(days=known.kept_days), language, today=self.today())
        return Say("utter_order_kept", {"number": order.number, "place": ready.pickup_at, "day": last})

    def _day(self, order: Order, language: str) -> Say | None:
        """The day on which it comes; of the hour nothing is known."""
        when = expected(outstanding(order), language, today=self.today())
        return Say("utter_order_day_only", {"number": order.number, "expected": when}) if when else None
