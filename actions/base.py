"""The shape of every action: a `Shopper` comes in, a `Reply` goes out, and no sentence is written in Python."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.happened import Happened, told
from actions.pending import CALLBACK_FORM, NOTHING_ASKED, ORDER_FORM, asked_before
from actions.reading import ANSWER_QUESTION, lost_patience, meant_for_question
from actions.rerouting import meant_for_choice, meant_for_ideas
from actions.shelf import Shelf
from actions.shopper import LET_GO, ONCE, Shopper, read_shopper
from actions.way_out import meant_for_way_out
from bot.handoff.hours import ALWAYS, Hours
from bot.handoff.ports import Handoffs
from bot.handoff.queue import HandoffQueue
from bot.selection.glossary import Glossary
from bot.selection.mood import MoodRules
from bot.selection.state import State
from bot.selection.views import ViewedCatalogue
from bot.shop.orders.proof import Clock, OrderDesk, epoch_ms
from bot.shop.terms import Terms

AGAIN = "_again"
SAID_OTHERWISE = frozenset(
    {
        "utter_abuse",
        "utter_answer_waved",
        "utter_answered",
        "utter_answered_still",
        "utter_ask_category",
        "utter_cheaper",
        "utter_choose_which",
        "utter_chosen",
        "utter_closing",
        "utter_closing_one",
        "utter_done",
        "utter_goodbye",
        "utter_greet",
        "utter_inspiration",
        "utter_no_differences",
        "utter_nothing_such",
        "utter_nothing_together",
        "utter_no_cheaper",
        "utter_no_more",
        "utter_not_explained",
        "utter_not_explained_which",
        "utter_not_understood",
        "utter_nothing_fits",
        "utter_nothing_pending",
        "utter_offer_human",
        "utter_others",
        "utter_shortlist",
        "utter_shortlist_one",
        "utter_shortlist_open",
        "utter_shortlist_partly",
        "utter_shown_no",
        "utter_shown_yes",
        "utter_smalltalk",
        "utter_smalltalk_joke",
        "utter_smalltalk_robot",
        "utter_smalltalk_well",
        "utter_still",
        "utter_thank",
    }
)
"""Responses that have a second wording, named with `AGAIN`, for when they come twice in a row."""


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
    policy: str = "adaptive"
    """By which policy questions are chosen (`bot.selection.asking.policies`)."""

    @cached_property
    def shelf(self) -> Shelf:
        """The catalogue as all actions rank it, its columns made once per import."""
        return Shelf(self.catalogue)


@dataclass(frozen=True, slots=True)
class Say:
    """One message of the bot: the response's name, what fills it, and what is shown with it."""

    response: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    cards: tuple[Mapping[str, Any], ...] = ()
    chips: tuple[Mapping[str, str], ...] = ()
    """Chips beside those of the response: `{"title", "payload"}`."""
    table: Mapping[str, Any] = field(default_factory=dict)
    """A comparison, as docs/protocol.md has it; empty when nothing is compared."""
    callback: str = ""
    """Reason of the call-back that was asked for with this message, for the journey."""
    handoff: Mapping[str, str | int] = field(default_factory=dict)
    """For the journey: the `reason` for which a person was called, or `how` that ended and `waited_ms`."""
    order: Mapping[str, Any] = field(default_factory=dict)
    """An order, as docs/protocol.md draws it; empty when none is told about."""
    question: Mapping[str, Any] = field(default_factory=dict)
    """A question that helps to choose, as docs/protocol.md has it; its words end the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an action answers and what the conversation remembers of it."""

    says: tuple[Say, ...] = ()
    selection: State | None = None
    """The new state of the choice; None leaves it as it was."""
    pending: str = ""
    misunderstood: int = 0
    slots: Mapping[str, Any] = field(default_factory=dict)
    followup: str = ""
    """Name of the form to open next, before the shopper speaks."""
    handed_to: str = ""
    """Name of the action that goes on answering."""
    reason: str = ""
    """Why a person is wanted, when the shopper is handed to one for another reason than the intent."""
    closes_form: bool = False
    """Whether the form that is being filled in is given up."""
    happened: tuple[Happened, ...] = ()
    """What the journey learns from it; nobody else sees it."""


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
        meant = asked_before(shopper) or meant_for_question(shopper, shelf) or meant_for_way_out(shopper, shelf)
        meant = meant or meant_for_ideas(shopper, shelf) or meant_for_choice(shopper)
        return self.colleagues.get(meant, self)

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002  # protocol
    ) -> list[dict[str, Any]]:
        """Translate between rasa_sdk and `sell`."""
        shopper = read_shopper(tracker)
        reply = asked_on(shopper, await self.taken_by(shopper).answer(shopper))
        for say in reply.says:
            _utter(dispatcher, said_otherwise(say, shopper.answered))
        if reply.happened:
            dispatcher.utter_message(json_message={"happened": [told(h) for h in reply.happened]})
        return _events(reply) + _leaving(shopper, reply)


def asked_on(shopper: Shopper, reply: Reply) -> Reply:
    """The reply to another question amid the form of an order: the form asks again once, then it is given up."""
    if shopper.loop != ORDER_FORM or reply.closes_form or reply.followup == ORDER_FORM:
        return reply
    asking = dict(shopper.slots.get("proof") or {})
    if asking.get("resumed") or reply.followup or reply.pending:
        return replace(reply, closes_form=True, slots={**NOTHING_ASKED, **reply.slots})
    resumed = {**asking, "resumed": True, "how": "resumed"}
    return replace(reply, followup=ORDER_FORM, slots={**reply.slots, "proof": resumed})


def colleagues(actions: Iterable[type[SalesAction]], services: Services) -> Mapping[str, SalesAction]:
    """The actions by name, each of which can hand the shopper to any other."""
    made: dict[str, SalesAction] = {a.action_name: a(services) for a in actions}
    for action in made.values():
        action.colleagues = made
    return made


def said_otherwise(say: Say, answered: Collection[str]) -> Say:
    """The same in its other words when it was answered to the message before."""
    if say.response in answered and say.response in SAID_OTHERWISE:
        return replace(say, response=say.response + AGAIN)
    return say


def _utter(dispatcher: CollectingDispatcher, say: Say) -> None:
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
    dispatcher.utter_message(
        response=say.response, buttons=list(say.chips) or None, json_message=shown or None, **_safe(say.fields)
    )


def _safe(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without the one pair of characters that makes Rasa's interpolator give up: "RAID 0[x]"."""
    return {name: value.replace("0[", "0 [") if isinstance(value, str) else value for name, value in fields.items()}


def _events(reply: Reply) -> list[dict[str, Any]]:
    remembered = {"pending": reply.pending or None, "misunderstood": reply.misunderstood, **reply.slots}
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
