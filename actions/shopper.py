"""The shopper as an action sees it, read from what rasa_sdk passes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from bot.language.entities import Entity
from bot.language.requests import answered_amount
from bot.selection.state import State

LANGUAGE_ENTITY = "language"
ASK_BUDGET = "ask_budget"
"""What `Shopper.pending` is after the question what it may cost."""
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
