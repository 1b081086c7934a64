"""The shape of every action: a `Shopper` comes in, a `Reply` goes out, and no sentence is written in Python."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.handoff.ports import Handoffs
from bot.language.entities import Entity
from bot.language.requests import answered_amount
from bot.selection.state import State
from bot.shop.ports import Catalogue

LANGUAGE_ENTITY = "language"
ASK_BUDGET = "ask_budget"
"""What `Shopper.pending` is after the question what it may cost."""
WISHES = frozenset(
    {"category", "brand", "price_max", "price_min", "price_around", "measure", "value", "attribute", "wish"}
)
"""Kinds of entities that say something of what is sought."""
AGAIN = "_again"
SAID_OTHERWISE = frozenset(
    {
        "utter_ask_category",
        "utter_choose_which",
        "utter_chosen",
        "utter_done",
        "utter_greet",
        "utter_no_cheaper",
        "utter_no_more",
        "utter_not_understood",
        "utter_nothing_fits",
        "utter_nothing_pending",
        "utter_offer_human",
        "utter_order_status",
        "utter_others",
        "utter_shortlist",
        "utter_shortlist_open",
        "utter_shortlist_partly",
        "utter_shown_no",
        "utter_shown_yes",
        "utter_thank",
    }
)
"""Responses that have a second wording, named with `AGAIN`, for when they come twice in a row."""


@dataclass(frozen=True, slots=True)
class Services:
    """What actions act on; handed in by the composition root."""

    catalogue: Catalogue
    handoffs: Handoffs
    shop_name: str


@dataclass(frozen=True, slots=True)
class Shopper:
    """The shopper at this moment of the conversation."""

    text: str
    text_before: str
    """What was said before this message, empty at the start."""
    intent: str
    entities: tuple[Entity, ...]
    language: str
    selection: State
    pending: str
    """What a bare yes or no would answer; empty when nothing was asked."""
    misunderstood: int
    """Messages in a row that were not understood."""
    loop: str
    """Name of the form that is being filled in, or empty."""
    page: Mapping[str, str]
    conversation: str
    key: str
    """Idempotency key of this message, for whatever changes the world."""
    answered: frozenset[str] = frozenset()
    """Names of the bot's responses to the message before this one."""
    upset: bool = False
    """Whether the message is in a bad mood."""

    def entity(self, kind: str) -> Entity | None:
        """The first entity of a kind that is not negated."""
        return next((e for e in self.entities if e.kind == kind and not e.negated), None)

    def names_a_wish(self) -> bool:
        """Whether the message says something of what is sought, whatever its intent was taken to be."""
        return any(e.kind in WISHES for e in self.entities)


@dataclass(frozen=True, slots=True)
class Say:
    """One message of the bot: the response's name, what fills it, and what is shown with it."""

    response: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    cards: tuple[Mapping[str, Any], ...] = ()
    chips: tuple[Mapping[str, str], ...] = ()
    """Chips beside those of the response: `{"title", "payload"}`."""
    callback: str = ""
    """Reason of the call-back that was asked for with this message, for the journey."""


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
    """Name of the action that answers instead."""


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
        """The reply to the shopper: by this action, or by the one that it hands the shopper to."""
        reply = await self.sell(shopper)
        return await self.colleagues[reply.handed_to].answer(shopper) if reply.handed_to else reply

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002  # protocol
    ) -> list[dict[str, Any]]:
        """Translate between rasa_sdk and `sell`."""
        shopper = read_shopper(tracker)
        reply = await self.answer(shopper)
        for say in reply.says:
            _utter(dispatcher, said_otherwise(say, shopper.answered))
        return _events(reply)


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


def read_shopper(tracker: Tracker) -> Shopper:
    """The shopper as rasa_sdk's tracker tells it."""
    said = tracker.latest_message
    metadata = said.get("metadata") or {}
    earlier = [e.get("text") or "" for e in tracker.events if e.get("event") == "user"]
    text, pending = said.get("text") or "", tracker.get_slot("pending") or ""
    recognised = tuple(_entity(e) for e in said.get("entities") or () if e["entity"] != LANGUAGE_ENTITY)
    return Shopper(
        text=text,
        text_before=earlier[-2] if len(earlier) > 1 else "",
        intent=(said.get("intent") or {}).get("name") or "",
        entities=in_context(text, recognised, pending),
        language=tracker.get_slot("language") or "nl",
        selection=State.from_json(tracker.get_slot("selection") or {}),
        pending=pending,
        misunderstood=int(tracker.get_slot("misunderstood") or 0),
        loop=(tracker.active_loop or {}).get("name") or "",
        page=metadata.get("page") or {},
        conversation=tracker.sender_id,
        key=metadata.get("key") or tracker.sender_id,
        answered=_answered(tracker.events),
        upset=(said.get("sentiment") or {}).get("label") == "negative",
    )


def in_context(text: str, entities: tuple[Entity, ...], pending: str) -> tuple[Entity, ...]:
    """The entities, with what is only clear from the question that the message answers: "500" is a budget."""
    answered = answered_amount(text, entities) if pending == ASK_BUDGET else ()
    kept = (e for e in entities if not (answered and e.kind == "price_around"))
    return (*kept, *answered)


def _answered(events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Names of the responses between the last two messages among Rasa's events."""
    said = [at for at, event in enumerate(events) if event.get("event") == "user"]
    between = events[said[-2] : said[-1]] if len(said) > 1 else ()
    return frozenset(str((e.get("metadata") or {}).get("utter_action")) for e in between if e.get("event") == "bot")


def _entity(found: Mapping[str, Any]) -> Entity:
    return Entity(
        kind=found["entity"],
        value=found["value"],
        start=found.get("start", 0),
        end=found.get("end", 0),
        negated=bool(found.get("negated")),
        confidence=float(found.get("confidence_entity") or 1.0),
    )


def _utter(dispatcher: CollectingDispatcher, say: Say) -> None:
    shown: dict[str, Any] = {"cards": list(say.cards)} if say.cards else {}
    if say.callback:
        shown["callback"] = say.callback
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
    return events + ([FollowupAction(reply.followup)] if reply.followup else [])
