"""The shape of every action: a `Shopper` comes in, a `Reply` goes out, and no sentence is written in Python."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.context import in_context
from actions.guessing import by_callback, counted
from actions.happened import told
from actions.pending import CALLBACK_FORM, NOTHING_ASKED, ORDER_FORM, asked_before
from actions.reading import ANSWER_QUESTION, lost_patience, meant_for_question
from actions.reply import Reply, Say
from actions.rerouting import meant_by_bare_word, meant_for_choice, meant_for_ideas
from actions.returning import resumed
from actions.saying import Wording
from actions.second import AT_ONCE, OFFERED, action_of, errand, is_plain, offered, other_request, served, taken_up
from actions.shelf import Shelf
from actions.shop_questions import meant_for_shop
from actions.shopper import LET_GO, ONCE, Shopper, read_shopper
from actions.way_out import meant_for_way_out
from bot.handoff.hours import ALWAYS, Hours
from bot.handoff.ports import Handoffs
from bot.handoff.queue import HandoffQueue
from bot.language.address import speaks_to_shopper
from bot.language.address_wish import asks_nothing_else, wished_address
from bot.language.nearness import Nearness
from bot.selection.glossary import Glossary
from bot.selection.mood import MoodRules
from bot.selection.views import ViewedCatalogue
from bot.shop.orders.proof import Clock, OrderDesk, epoch_ms
from bot.shop.terms import Terms

ADDRESS_AS = "action_address"
NAMES = (
    "category", "coming", "contact", "excluded", "first", "meant", "near", "one", "other", "place", "range", "received",
    "reference", "second", "shop_name", "thing", "title", "titles", "value", "values",
)  # fmt: skip
"""Fields that hold names and facts, which are not put in another form of address."""
ABOUT_FORM = frozenset({"utter_order_why", "utter_order_where"})
"""Responses to what is asked about the form of an order itself: no digression."""


@dataclass(frozen=True)
class Services:
    """What actions act on; handed in by the composition root."""

    catalogue: ViewedCatalogue
    handoffs: Handoffs
    shop_name: str
    queue: HandoffQueue
    """Who waits for a person."""
    hours: Hours = ALWAYS
    """When there is one."""
    glossary: Glossary = field(default_factory=Glossary)
    """The words that the shop explains."""
    orders: OrderDesk | None = None
    """None: this shop's orders cannot be asked for here."""
    terms: Terms = field(default_factory=Terms)
    cart_url: str = ""
    """Template with `{id}` of the link that offers a product in the shop's basket; empty: there is none."""
    clock: Clock = epoch_ms
    mood: MoodRules = field(default_factory=MoodRules)
    """What is done when the mood of a shopper turns."""
    near: Nearness | None = None
    """Finds the shop's own questions by their meaning; None: by their words alone."""
    policy: str = "adaptive"
    """By which policy questions are chosen (`bot.selection.asking.policies`)."""

    @cached_property
    def shelf(self) -> Shelf:
        """The catalogue as all actions rank it, its columns made once per import."""
        return Shelf(self.catalogue)


class SalesAction(Action, ABC):
    """Base of all actions. A subclass names itself and sells."""

    action_name: str

    def __init__(self, services: Services) -> None:
        """`services` are what it acts on."""
        self.services = services
        self.colleagues: Mapping[str, SalesAction] = {}

    def name(self) -> str:
        """Name in domain.yml."""
        return self.action_name

    @abstractmethod
    async def sell(self, shopper: Shopper) -> Reply:
        """Answer the shopper."""

    async def answer(self, shopper: Shopper) -> Reply:
        """The reply to the shopper: by this action, and by the one that it hands the shopper to."""
        reply = await self.sell(shopper)
        if not reply.handed_to:
            return reply
        given = replace(shopper, reason=reply.reason or shopper.reason)
        further = await self.colleagues[reply.handed_to].answer(given)
        return replace(
            further,
            says=reply.says + further.says,
            slots={**reply.slots, **further.slots},
            happened=reply.happened + further.happened,
        )

    def taken_by(self, shopper: Shopper) -> SalesAction:
        """Who answers the message: whoever asked what it answers, else this action."""
        shelf = self.services.shelf
        if lost_patience(shopper, self.services.mood):
            return self.colleagues[ANSWER_QUESTION]
        if wished_address(shopper.text) and asks_nothing_else(shopper.text):
            return self.colleagues[ADDRESS_AS]
        meant = asked_before(shopper) or meant_for_question(shopper, shelf) or meant_for_way_out(shopper, shelf)
        meant = meant or meant_for_ideas(shopper, shelf) or meant_for_choice(shopper, shelf)
        faq, near = self.services.terms.faq, self.services.near
        meant = meant or meant_by_bare_word(shopper) or meant_for_shop(shopper, faq, near)
        return self.colleagues.get(meant, self)

    async def replied(self, shopper: Shopper) -> Reply:
        """The whole reply: to the errand, to what else was asked, and back to the question that was open."""
        understood = shopper.intent
        shopper = in_context(taken_up(shopper))
        if request := errand(shopper):
            shopper = replace(shopper, intent=request.intent)
        action = self if shopper.intent == understood else self.colleagues[action_of(shopper.intent)]
        reply = spoken_to(shopper, counted(shopper, await action.taken_by(shopper).answer(shopper)))
        reply = asked_on(shopper, await self._and_the_other(shopper, reply))
        reply = resumed(shopper, self.services.shelf, reply)
        closed = not self.services.hours.is_open(self.services.clock())
        return by_callback(reply) if closed else reply

    async def _and_the_other(self, shopper: Shopper, reply: Reply) -> Reply:
        """The reply with what else was asked: answered in passing where a line of the terms does it, else offered."""
        request = other_request(shopper)
        if request is None or reply.misunderstood:
            return reply
        if request.intent in AT_ONCE:
            further = await self.colleagues[action_of(request.intent)].answer(served(shopper, request))
            if is_plain(further):
                return replace(reply, says=(*reply.says, *(say for say in further.says if say not in reply.says)))
        return offered(request, reply, shopper)

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Mapping[str, Any],
    ) -> list[dict[str, Any]]:
        """Translate between rasa_sdk and `sell`."""
        shopper = read_shopper(tracker)
        reply = await self.replied(shopper)
        wording = wording_for(shopper, domain)
        for say in reply.says:
            utter(dispatcher, wording.of(say))
        if reply.happened:
            dispatcher.utter_message(json_message={"happened": [told(h) for h in reply.happened]})
        return _events(reply) + _leaving(shopper, reply)


def spoken_to(shopper: Shopper, reply: Reply) -> Reply:
    """The reply with the form of address that the shopper asked for, remembered for the conversation."""
    form = wished_address(shopper.text)
    return replace(reply, slots={**reply.slots, "address": form}) if form else reply


def asked_on(shopper: Shopper, reply: Reply) -> Reply:
    """The reply to another question amid the form of an order: the form asks again once, then it is given up."""
    if shopper.loop != ORDER_FORM or reply.closes_form or reply.followup == ORDER_FORM:
        return reply
    asking = dict(shopper.slots.get("proof") or {})
    if any(say.cards or say.table for say in reply.says):
        # Who goes on about products wants no order looked up.
        return replace(reply, closes_form=True, slots={**NOTHING_ASKED, **reply.slots})
    if any(say.response in ABOUT_FORM for say in reply.says):
        return replace(reply, followup=ORDER_FORM, slots={**reply.slots, "proof": {**asking, "how": "resumed"}})
    if asking.get("resumed") or reply.followup or reply.pending:
        return replace(reply, closes_form=True, slots={**NOTHING_ASKED, **reply.slots})
    resumed = {**asking, "resumed": True, "how": "resumed"}
    return replace(reply, followup=ORDER_FORM, slots={**reply.slots, "proof": resumed})


def wording_for(shopper: Shopper, domain: Mapping[str, Any]) -> Wording:
    """The words for this shopper: those of the domain, none of them said a moment ago."""
    return Wording(domain.get("responses") or {}, shopper.language, shopper.answered, shopper.said)


def colleagues(actions: Iterable[type[SalesAction]], services: Services) -> Mapping[str, SalesAction]:
    """The actions by name, each of which can hand the shopper to any other."""
    made: dict[str, SalesAction] = {a.action_name: a(services) for a in actions}
    for action in made.values():
        action.colleagues = made
    return made


def utter(dispatcher: CollectingDispatcher, say: Say) -> None:
    """Hand a message to Rasa with all that is shown with it."""
    shown: dict[str, Any] = {"cards": list(say.cards)} if say.cards else {}
    if say.table:
        shown["table"] = say.table
    if say.order:
        shown["order"] = dict(say.order)
    if say.question:
        shown["question"] = dict(say.question)
    if say.callback:
        shown["callback"] = say.callback
    if say.handoff:
        shown["handoff"] = dict(say.handoff)
    if names := [value for name, value in say.fields.items() if name in NAMES and speaks_to_shopper(str(value))]:
        shown["names"] = names
    if say.instead_of:
        shown["response"] = say.instead_of
    dispatcher.utter_message(
        response=say.response, buttons=list(say.chips) or None, json_message=shown or None, **_safe(say.fields)
    )


def _safe(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without the one pair of characters that makes Rasa's interpolator give up: "RAID 0[x]"."""
    return {name: value.replace("0[", "0 [") if isinstance(value, str) else value for name, value in fields.items()}


def _events(reply: Reply) -> list[dict[str, Any]]:
    remembered = {"pending": reply.pending or None, "misunderstood": reply.misunderstood, OFFERED: None, **reply.slots}
    if reply.selection is not None:
        remembered["selection"] = reply.selection.to_json()
    events = [SlotSet(name, value) for name, value in remembered.items()]
    if reply.closes_form:
        events += [ActiveLoop(None), SlotSet("requested_slot", None)]
    return events + ([FollowupAction(reply.followup)] if reply.followup else [])


def _leaving(shopper: Shopper, reply: Reply) -> list[dict[str, Any]]:
    """A form asks again after one message about something else; after the second in a row it is let go."""
    if reply.followup == CALLBACK_FORM:
        return [SlotSet("strayed", None)]
    if shopper.loop != CALLBACK_FORM or "callback_contact" in reply.slots or reply.followup:
        return []
    if not shopper.strayed:
        return [SlotSet("strayed", ONCE)]
    return [SlotSet("strayed", LET_GO), ActiveLoop(None), SlotSet("requested_slot", None)]
