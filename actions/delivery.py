"""Delivery: where an order is, and what is wrong with it. Facts first, and nothing is sold here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.orders import AboutOrder
from actions.pending import ALL_RECEIVED, OFFER_HUMAN
from actions.reply import Reply, Say
from actions.shopper import Shopper
from bot.language.care import is_no, is_partly, says
from bot.language.claims import claim_in
from bot.selection.format import price
from bot.shop.dates import day, day_text, moment_text
from bot.shop.orders.ports import AdjustmentKind, Fulfilment, Method, Order, Status
from bot.shop.orders.telling import expected, is_ready, outstanding, titles

_DATED = frozenset({Status.PLACED, Status.PROCESSING, Status.SHIPPED, Status.DELAYED})
"""States in which a day to come is told, or said to be unknown."""


class TellsOrder(AboutOrder):
    """What the actions of this phase share: an order in plain words."""

    def state_of(self, order: Order, language: str) -> Say:
        """How far the order is, with the order drawn."""
        response, fields = self._situation(order, language)
        return Say(response, {"number": order.number, **fields}, order=self.drawn(order, language))

    def sold_out(self, order: Order, language: str) -> tuple[Say, ...]:
        """What turned out to be sold out, with what is paid back."""
        gone = [a for a in order.adjustments if a.kind is AdjustmentKind.SOLD_OUT]
        lines = [line for line in order.lines if any(line.product in a.products for a in gone)]
        refund = price(sum(a.refund for a in gone), language)
        return (Say("utter_order_sold_out", {"titles": titles(lines, language), "refund": refund}),) if gone else ()

    def refunded(self, order: Order, language: str) -> Say | None:
        """What was paid back and when; None when nothing was."""
        paid = [a for a in order.adjustments if a.refund]
        if not paid:
            return None
        at = day_text(day(max(a.at_ms for a in paid)), language, today=self.today())
        fields = {"number": order.number, "refund": price(sum(a.refund for a in paid), language), "at": at}
        return Say("utter_order_refunded", fields)

    def coming(self, order: Order, language: str) -> dict[str, str]:
        """What was received, what is still under way and when that comes."""
        here = [line for f in order.fulfilments if f.received_ms() for line in order.lines_of(f)]
        away = [line for f in order.fulfilments if not f.received_ms() for line in order.lines_of(f)]
        when = expected(outstanding(order), language, today=self.today())
        return {"received": titles(here, language), "coming": titles(away, language), "expected": when}

    def received_at(self, order: Order, language: str) -> str:
        """When the last of it was received, in words; empty when that is not known."""
        at_ms = order.received_ms()
        return moment_text(at_ms, language, today=self.today()) if at_ms else ""

    def _situation(self, order: Order, language: str) -> tuple[str, Mapping[str, Any]]:
        pickup = next((f for f in order.fulfilments if f.method is Method.PICKUP), None)
        if order.status in (Status.CANCELLED, Status.RETURNED):
            return f"utter_order_{order.status}", self._ended(order, language)
        if pickup:
            return self._pickup(order, pickup, language)
        if order.status is Status.PARTLY_DELIVERED:
            told = self.coming(order, language)
            return f"utter_order_partly_delivered{'' if told['expected'] else '_open'}", told
        if order.status is Status.DELIVERED:
            at = self.received_at(order, language)
            return ("utter_order_delivered", {"at": at}) if at else ("utter_order_delivered_open", {})
        return self._under_way(order, language)

    def _under_way(self, order: Order, language: str) -> tuple[str, Mapping[str, Any]]:
        parcel = outstanding(order)
        when = expected(parcel, language, today=self.today())
        dated = order.status in _DATED and not when
        first = parcel.promised_ms if parcel else None
        promised = day_text(day(first), language, today=self.today()) if first else ""
        if order.status is Status.DELAYED and not promised:
            return ("utter_order_late_open", {}) if dated else ("utter_order_late", {"expected": when})
        return f"utter_order_{order.status}{'_open' if dated else ''}", {"expected": when, "promised": promised}

    def _pickup(self, order: Order, pickup: Fulfilment, language: str) -> tuple[str, Mapping[str, Any]]:
        at = pickup.pickup_at
        if pickup.received_ms():
            return "utter_order_picked_up", {"place": at, "at": self.received_at(order, language)}
        if is_ready(pickup):
            return "utter_order_ready", {"place": at}
        when = expected(pickup, language, today=self.today())
        return f"utter_order_pickup{'' if when else '_open'}", {"place": at, "expected": when}

    def _ended(self, order: Order, language: str) -> Mapping[str, Any]:
        last = max((a.at_ms for a in order.adjustments), default=order.ordered_ms)
        refund = price(sum(a.refund for a in order.adjustments), language)
        return {"at": day_text(day(last), language, today=self.today()), "refund": refund}


class OrderStatus(TellsOrder):
    """Where an order is and when it comes, in plain words."""

    action_name = "action_order_status"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell of an order; "wanneer komt hij?" of what was only chosen is asked of the terms."""
        nothing_ordered = not shopper.order_number and claim_in(shopper.text, shopper.entities, asked=True) == ("", "")
        chosen = shopper.selection.chosen and says("when", shopper.text) and not says("ordered", shopper.text)
        if nothing_ordered and (chosen or says("would_order", shopper.text)) and not shopper.loop:
            return Reply(handed_to="action_delivery_terms")
        return await self.asked(shopper)

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Tell how far it is; of what was delivered it is asked whether it is all there."""
        state = self.state_of(order, shopper.language)
        if state.response in shopper.answered and claim_in(shopper.text, shopper.entities, asked=True) == ("", ""):
            return Reply((Say("utter_order_no_news", {"number": order.number}),), pending=OFFER_HUMAN)
        says_all = (state, *self.sold_out(order, shopper.language))
        if order.status in (Status.DELIVERED, Status.PARTLY_DELIVERED):
            return Reply(says_all, pending=ALL_RECEIVED)
        unknown = order.status is Status.DELAYED and state.response.endswith("_open")
        return Reply(says_all, pending=OFFER_HUMAN if unknown else "")


class DeliveryProblem(TellsOrder):
    """Something is wrong with a delivery: what is known of it first, and then a person."""

    action_name = "action_delivery_problem"

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """Tell the facts that fit the problem, and offer a person; facts that were just told are not told again."""
        if not any(name.startswith("utter_problem_") for name in shopper.answered):
            return self._facts(shopper, order)
        return Reply((Say("utter_problem_still", {"number": order.number}),), pending=OFFER_HUMAN)

    def _facts(self, shopper: Shopper, order: Order) -> Reply:
        language = shopper.language
        if order.received_ms() and (says("damaged", shopper.text) or says("wrong_thing", shopper.text)):
            kind = "damaged" if says("damaged", shopper.text) else "wrong"
            return Reply((Say(f"utter_problem_{kind}", {"number": order.number}),), pending=OFFER_HUMAN)
        if is_partly(shopper.text):
            return self.partly(order, language)
        if order.status is Status.DELIVERED:
            at = self.received_at(order, language)
            fields = {"number": order.number, "at": at}
            response = "utter_problem_delivered" if at else "utter_problem_delivered_open"
            return Reply((Say(response, fields, order=self.drawn(order, language)),), pending=OFFER_HUMAN)
        facts = self.sold_out(order, language) or (self.state_of(order, language),)
        return Reply((*facts, Say("utter_problem_person")), pending=OFFER_HUMAN)

    def partly(self, order: Order, language: str) -> Reply:
        """What is still to come, or that all of it was said to be delivered."""
        told = self.coming(order, language)
        drawn = self.drawn(order, language)
        if not told["coming"]:
            lines = titles(order.lines, language)
            said = Say("utter_part_missing", {"titles": lines, "at": self.received_at(order, language)}, order=drawn)
            return Reply((said,), pending=OFFER_HUMAN)
        if not told["received"]:
            fields = {"number": order.number, "coming": told["coming"]}
            return Reply((Say("utter_part_none", fields, order=drawn),), pending=OFFER_HUMAN)
        response = "utter_part_coming" if told["expected"] else "utter_part_coming_open"
        return Reply((Say(response, {"number": order.number, **told}, order=drawn),))


class OrderReceived(DeliveryProblem):
    """The answer to whether everything came."""

    action_name = "action_order_received"

    async def about(self, shopper: Shopper, order: Order) -> Reply:
        """For a part, not at all, or all of it."""
        if is_partly(shopper.text):
            return self.partly(order, shopper.language)
        if shopper.intent == "deny" or is_no(shopper.text):
            return await super().about(shopper, order)
        if order.status is Status.PARTLY_DELIVERED:
            return Reply((Say("utter_part_agreed", {"number": order.number}),))
        return Reply((Say("utter_all_received"),))
