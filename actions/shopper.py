"""The shopper as an action sees it, read from what rasa_sdk passes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from bot.language.entities import Entity
from bot.language.requests import answered_amount
from bot.selection.household import household
from bot.selection.mood import MOST_MESSAGES
from bot.selection.state import State

LANGUAGE_ENTITY = "language"
ASK_GIFT_BUDGET = "ask_gift_budget"
"""What `Shopper.pending` is after the question what a present may cost, of whatever kind."""
ONCE, LET_GO = "once", "let_go"
"""How often in a row something else was said while a contact was asked for: once, or until that was given up."""
WISHES = frozenset(
    {"category", "brand", "price_max", "price_min", "price_around", "measure", "value", "attribute", "wish"}
)
"""Kinds of entities that say something of what is sought."""


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
    page: Mapping[str, Any]
    """Where the shopper is: `product`, `category`, `url` and `basket`, as far as it is told."""
    conversation: str
    key: str
    """Idempotency key of this message, for whatever changes the world."""
    answered: frozenset[str] = frozenset()
    """Names of the bot's responses to the message before this one."""
    upset: bool = False
    """Whether the message is in a bad mood."""
    scores: tuple[float, ...] = ()
    """Sentiment of the last messages, -1..1, the oldest first; this one's at the end."""
    negatives: tuple[bool, ...] = ()
    """Whether each of them was in a bad mood."""
    intents: tuple[str, ...] = ()
    """What was wanted last, as far as it is remembered, the oldest first; this message's at the end."""
    handoff: str = ""
    """Id of the handoff that was asked for last, or empty."""
    strayed: bool = False
    """Whether the message before this one was no answer to the form of a call-back either."""
    let_go: bool = False
    """Whether that form was given up: a contact that comes all the same is still one."""
    order_number: str = ""
    """The order talked about, or empty."""
    reason: str = ""
    """Why a person is wanted, when an action said so."""
    moved: bool = False
    """Whether the shopper went to another product's page since the message before."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What else the conversation remembers, by its name in domain.yml."""

    def entity(self, kind: str) -> Entity | None:
        """The first entity of a kind that is not negated."""
        return next((e for e in self.entities if e.kind == kind and not e.negated), None)

    def names_a_wish(self) -> bool:
        """Whether the message says something of what is sought, whatever its intent was taken to be."""
        return any(e.kind in WISHES for e in self.entities)


def read_shopper(tracker: Tracker) -> Shopper:
    """The shopper as rasa_sdk's tracker tells it."""
    said = tracker.latest_message
    metadata = said.get("metadata") or {}
    earlier = [e for e in tracker.events if e.get("event") == "user"]
    text, pending = said.get("text") or "", tracker.get_slot("pending") or ""
    known = State.from_json(tracker.get_slot("selection") or {})
    recognised = tuple(_entity(e) for e in said.get("entities") or () if e["entity"] != LANGUAGE_ENTITY)
    return Shopper(
        text=text,
        text_before=(earlier[-2].get("text") or "") if len(earlier) > 1 else "",
        intent=(said.get("intent") or {}).get("name") or "",
        entities=in_context(text, recognised, pending),
        language=tracker.get_slot("language") or "nl",
        selection=replace(known, turn=known.turn + 1) if known.category else known,
        pending=pending,
        misunderstood=int(tracker.get_slot("misunderstood") or 0),
        loop=(tracker.active_loop or {}).get("name") or "",
        page=metadata.get("page") or {},
        conversation=tracker.sender_id,
        key=metadata.get("key") or tracker.sender_id,
        answered=_answered(tracker.events),
        upset=_mood(said).get("label") == "negative",
        scores=tuple(float(_mood(e.get("parse_data") or {}).get("score") or 0.0) for e in earlier[-MOST_MESSAGES:]),
        negatives=tuple(_mood(e.get("parse_data") or {}).get("label") == "negative" for e in earlier[-MOST_MESSAGES:]),
        intents=tuple(name for e in earlier if (name := _intent(e))),
        handoff=tracker.get_slot("handoff") or "",
        strayed=tracker.get_slot("strayed") == ONCE,
        let_go=tracker.get_slot("strayed") == LET_GO,
        order_number=next(reversed(tracker.get_slot("proven") or []), ""),
        moved=len(earlier) > 1 and _on_page(earlier[-2]) != _on_page(earlier[-1]) != "",
        slots=tracker.current_slot_values(),
    )


def in_context(text: str, entities: tuple[Entity, ...], pending: str) -> tuple[Entity, ...]:
    """The entities, with what is only clear from the question that the message answers: "500" is a budget."""
    # "een gezin van 5" is no budget, whatever was asked.
    asked = pending == ASK_GIFT_BUDGET and household(text) is None
    answered = answered_amount(text, entities) if asked else ()
    kept = (e for e in entities if not (answered and e.kind == "price_around"))
    return (*kept, *answered)


def _mood(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sentiment of a message as it was parsed; empty when it was not."""
    return said.get("sentiment") or {}


def _answered(events: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Names of the responses between the last two messages among Rasa's events."""
    said = [at for at, event in enumerate(events) if event.get("event") == "user"]
    between = events[said[-2] : said[-1]] if len(said) > 1 else ()
    return frozenset(str((e.get("metadata") or {}).get("utter_action")) for e in between if e.get("event") == "bot")


def _intent(said: Mapping[str, Any]) -> str:
    return str(((said.get("parse_data") or {}).get("intent") or {}).get("name") or "")


def _on_page(said: Mapping[str, Any]) -> str:
    """Id of the product on whose page a message was written, or empty."""
    return str(((said.get("metadata") or {}).get("page") or {}).get("product") or "")


def _entity(found: Mapping[str, Any]) -> Entity:
    return Entity(
        kind=found["entity"],
        value=found["value"],
        start=found.get("start", 0),
        end=found.get("end", 0),
        negated=bool(found.get("negated")),
        confidence=float(found.get("confidence_entity") or 1.0),
    )
