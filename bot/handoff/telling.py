"""What staff does, in the words of the journey: events without a name of staff and without personal data."""

from __future__ import annotations

import uuid

from bot.conversation.ports import SEQ
from bot.handoff.queue import Handoff
from journey_tracker.envelopes import NAMESPACE, Envelope
from journey_tracker.events import AgentMessage, Event, HandoffAccepted, HandoffEnded

SOURCE = "/bot/desk"


def accepted(handoff: Handoff) -> str:
    """Somebody took the shopper out of the queue."""
    waited = _waited_ms(handoff)
    return _told(handoff, handoff.taken_ms, HandoffAccepted(handoff.conversation, 0, handoff.reason, waited))


def said(handoff: Handoff, client_id: str, text: str, at_ms: int) -> str:
    """Somebody of staff wrote `text`, which is redacted already."""
    return _told(handoff, at_ms, AgentMessage(handoff.conversation, 0, text), client_id)


def ended(handoff: Handoff) -> str:
    """The talk with a person is over."""
    held = max(0, handoff.ended_ms - handoff.taken_ms)
    event = HandoffEnded(handoff.conversation, 0, handoff.stage.value, _waited_ms(handoff), held)
    return _told(handoff, handoff.ended_ms, event)


def _waited_ms(handoff: Handoff) -> int:
    return max(0, handoff.taken_ms - handoff.asked_ms)


def _told(handoff: Handoff, at_ms: int, event: Event, which: str = "") -> str:
    """CloudEvents JSON in which the log fills in the seq; the same step gives the same id."""
    name = f"{SOURCE}|{handoff.id}|{event.name}|{which}"
    told = Envelope(SOURCE, at_ms, event, id=str(uuid.uuid5(NAMESPACE, name)))
    # Inside a JSON text the quotes would be escaped: this is the field itself, and nothing somebody typed.
    return told.to_json().replace('"seq":0', f'"seq":{SEQ}', 1)
