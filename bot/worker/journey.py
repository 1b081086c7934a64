"""A turn in the words of the journey: events with the phase's raw material, and no personal data."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasa.shared.core.events import UserUttered

from bot.conversation.ports import Waiting
from bot.worker import replies as rasas
from bot.worker.ports import Redact
from journey_tracker.envelopes import envelopes
from journey_tracker.events import (
    CHAT,
    BotMessage,
    CallbackRequested,
    ChatEvent,
    Event,
    HandoffEnded,
    HandoffRequested,
    Identified,
    ShopperMessage,
)
from journey_tracker.journey import NOT_UNDERSTOOD

SOURCE = "/bot/webchat"
_OUTSIDE = tuple(f'"type":"{kind.name}"' for kind in (CallbackRequested, HandoffRequested, HandoffEnded))
NEUTRAL: dict[str, Any] = {"score": 0.0, "label": "neutral", "confidence": 0.0, "model": "none"}
"""The mood of a pressed chip: nothing was typed, so nothing is known."""


def events(message: Waiting, said: ShopperMessage, replies: Sequence[dict[str, Any]], redact: Redact) -> list[str]:
    """CloudEvents JSON of what happened in the turn, in order."""
    happened = [(message.entry.at_ms, said), *_answered(message, replies, redact)]
    return [envelope.to_json() for envelope in envelopes(SOURCE, happened)]


def lasting(unwritten: Sequence[str], told: Sequence[str]) -> list[str]:
    """Of the events of a turn that was never written, those of what happened all the same, outside the log.

    Without those that are `told` in the turn instead of it.
    """
    known = {_id(event) for event in told}
    outside = (event for event in unwritten if any(name in event for name in _OUTSIDE))
    return [event for event in outside if _id(event) not in known]


def shopper_message(message: Waiting, heard: UserUttered | None, redact: Redact) -> ShopperMessage:
    """What the shopper said and how it was understood; `heard` None means that understanding failed."""
    parsed = heard.parse_data if heard else {}
    mood = parsed.get("sentiment") or NEUTRAL
    return ShopperMessage(
        conversation=message.conversation,
        seq=message.entry.seq,
        text=redact(str(message.entry.body.get("text", ""))),
        intent=(heard.intent_name if heard else None) or NOT_UNDERSTOOD,
        intent_confidence=round(float(parsed.get("intent", {}).get("confidence") or 0.0), 4),
        language=str((parsed.get("language") or {}).get("code") or message.entry.body.get("language") or ""),
        sentiment=mood["score"],
        sentiment_label=mood["label"],
        sentiment_confidence=mood["confidence"],
        sentiment_model=mood["model"],
    )


def _answered(message: Waiting, replies: Sequence[dict[str, Any]], redact: Redact) -> Iterator[tuple[int, Event]]:
    now = int(time.time() * 1000)
    for happened in (h for reply in replies for h in (reply.get("custom") or {}).get("happened", ())):
        yield now, _learnt(message, happened)
    for reply in rasas.shown(replies):
        custom = reply.get("custom") or {}
        yield (
            now,
            BotMessage(
                conversation=message.conversation,
                seq=message.entry.seq,
                text=redact(reply.get("text") or ""),
                response=reply.get("utter_action", ""),
                products=tuple(card["id"] for card in custom.get("cards", ())),
            ),
        )
        if reason := custom.get("callback"):
            yield now, CallbackRequested(message.conversation, message.entry.seq, reason)
        if handoff := custom.get("handoff"):
            yield now, _handoff(message, handoff)


def _id(event: str) -> str:
    found = re.search(r'"id":"([^"]+)"', event)
    return found[1] if found else event


def _learnt(message: Waiting, told: Mapping[str, Any]) -> Event:
    """What an action tells of the choice or of who it is, with where it happened (`actions.happened`)."""
    said: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
    name = said.pop("event")
    if name == Identified.name:
        return Identified(conversation=message.conversation, **said)
    kind = CHAT[name]
    return kind(conversation=message.conversation, seq=message.entry.seq, **said)


def _handoff(message: Waiting, told: Mapping[str, Any]) -> ChatEvent:
    """A person who was called, or called off; `told` is what the action says of it."""
    conversation, seq = message.conversation, message.entry.seq
    if "how" in told:
        return HandoffEnded(conversation, seq, told["how"], told["waited_ms"], held_ms=0)
    return HandoffRequested(conversation, seq, told["reason"])
