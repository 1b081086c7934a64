"""Between the pure types and the rows of the tables."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import RowMapping

from journey_tracker.envelopes import NAMESPACE, Envelope, from_json
from journey_tracker.events import Event, ShopEvent, Spoken, Who
from journey_tracker.journey import (
    CHAT,
    DAY_MS,
    WORDS_KEPT_DAYS,
    Choice,
    Feeling,
    Handoff,
    JourneyModel,
    Line,
    Offered,
    Outcome,
    PhaseStay,
    Place,
    Placing,
    Touchpoint,
    day_of,
)
from journey_tracker.journey.people import alias_of

Row = dict[str, Any]

WORDS_KEPT_MS = WORDS_KEPT_DAYS * DAY_MS
"""So long the words of a conversation are kept; what they amount to stays."""


def event_row(envelope: Envelope, raw: str, recorded_ms: int) -> Row:
    """An event as it came in. Who is who belongs to no month: it may be told again later, and is the same event."""
    return {
        "source": envelope.source,
        "id": envelope.id,
        "type": envelope.event.name,
        **_whose(envelope.event),
        "occurred_ms": envelope.time_ms,
        "recorded_ms": recorded_ms,
        "raw": raw,
        "month": 0 if isinstance(envelope.event, Who) else day_of(envelope.time_ms) // 100,
    }


def _whose(event: Event) -> Row:
    if isinstance(event, Who):
        return {"conversation": event.conversation, "alias": "", "seq": 0}
    if isinstance(event, ShopEvent):
        return {"conversation": "", "alias": alias_of(event), "seq": event.seq}
    return {"conversation": event.conversation, "alias": alias_of(event), "seq": event.seq}


def without_words(raw: str) -> str:
    """A stored event without what was said in it."""
    envelope = from_json(raw)
    if not isinstance(envelope.event, Spoken):
        return raw
    return replace(envelope, event=replace(envelope.event, text="")).to_json()


_PLAIN = [
    "id",
    "number",
    "kind",
    "detail",
    "alias",
    "session",
    "exchange_of",
    "language",
    "category",
    "campaign",
    "medium",
    "cost_cents",
    "score",
    "sentiment_model",
    "model",
    "model_version",
    "channel",
    "day",
    "month",
    "first_ms",
    "last_ms",
    "phase",
    "shopper_messages",
    "bot_messages",
    "sentiment_start",
    "sentiment_end",
    "sentiment_mean",
    "sentiment_min",
]
"""Columns of a touchpoint that are called as in the type."""


def touchpoint_row(touchpoint: Touchpoint, model: JourneyModel) -> Row:
    """A touchpoint with all that is derived from its stays; not yet where it stands on whose road."""
    mood = touchpoint.mood
    return {
        **{name: getattr(touchpoint, name) for name in _PLAIN},
        # What is no chat has a conversation of its own, so that conversation and number are unique.
        "conversation": touchpoint.conversation or touchpoint.id,
        "order_ref": touchpoint.order,
        "channel_role": model.role_of(touchpoint.medium or touchpoint.channel),
        "value_cents": touchpoint.offered.value_cents,
        "list_cents": touchpoint.offered.list_cents,
        "offer": touchpoint.offered.offer,
        "price_position": touchpoint.offered.position,
        "outcome": touchpoint.outcome.value,
        "sentiment_label": mood.value if mood else None,
        **{f"last_{name}": value for name, value in touchpoint.last._asdict().items()},
        **{f"handoff_{name}": getattr(touchpoint.handoff, name) for name in _HANDOFF},
        **{f"choice_{name}": getattr(touchpoint.choice, name) for name in _CHOICE},
        **{f"feeling_{name}": getattr(touchpoint.feeling, name) for name in _FEELING},
    }


def on_the_road(person: str, traffic: str, placing: Placing | None, kind_before: str) -> Row:
    """Whose a touchpoint is and where it stands, by its last stay; `placing` None when it counts nowhere."""
    return {
        "person": person,
        "traffic": traffic,
        "cycle": placing.cycle if placing else None,
        "position": placing.position if placing else "",
        "kind_before": kind_before,
    }


_HANDOFF = [field.name for field in fields(Handoff)]
_CHOICE = [field.name for field in fields(Choice)]
_FEELING = [field.name for field in fields(Feeling)]


def touchpoint_of(row: Mapping[str, Any], stays: tuple[PhaseStay, ...]) -> Touchpoint:
    """The touchpoint as it was stored."""
    return Touchpoint(
        **{name: row[name] for name in _STORED},
        conversation=row["conversation"] if row["kind"] == CHAT else "",
        order=row["order_ref"],
        last=Place(row["last_seq"], row["last_step"], row["last_n"], row["last_source"], row["last_id"]),
        offered=Offered(row["value_cents"], row["list_cents"], row["offer"]),
        stays=stays,
        handoff=Handoff(**{name: row[f"handoff_{name}"] for name in _HANDOFF}),
        choice=Choice(**{name: row[f"choice_{name}"] for name in _CHOICE}),
        feeling=Feeling(**{name: row[f"feeling_{name}"] for name in _FEELING}),
    )


_STORED = [field.name for field in fields(Touchpoint) if field.name in _PLAIN]


def stay_row(touchpoint_id: str, stay: PhaseStay, placing: Placing | None) -> Row:
    """A stay of a touchpoint, and where it stands on the road."""
    return {
        **{name: getattr(stay, name) for name in _STAY},
        "touchpoint_id": touchpoint_id,
        "outcome": stay.outcome.value,
        "cycle": placing.cycle if placing else None,
        "phase_before": placing.before if placing else None,
        "during": placing.during if placing else None,
        "came_of_it": placing.outcome.value if placing else "",
    }


def stay_of(row: Mapping[str, Any]) -> PhaseStay:
    """The stay as it was stored."""
    return PhaseStay(**{**{name: row[name] for name in _STAY}, "outcome": Outcome(row["outcome"])})


_STAY = [field.name for field in fields(PhaseStay)]


def line_row(line: Line) -> Row:
    """A line of the transcript, with the time from which on it is to be forgotten."""
    return {
        "source": line.place.source,
        "event_id": line.place.id,
        "touchpoint_id": line.touchpoint,
        "stay": line.stay,
        "conversation": line.conversation,
        "seq": line.place.seq,
        "step": line.place.step,
        "n": line.place.n,
        "role": line.role,
        "at_ms": line.at_ms,
        "text": line.text,
        "language": line.language,
        "intent": line.intent,
        "confidence": line.confidence,
        "response": line.response,
        "sentiment": line.sentiment,
        "sentiment_label": line.sentiment_label,
        "expires_ms": line.at_ms + WORDS_KEPT_MS,
    }


def line_of(row: RowMapping) -> Line:
    """The line as it was stored."""
    return Line(
        touchpoint=row["touchpoint_id"],
        stay=row["stay"],
        conversation=row["conversation"],
        place=Place(row["seq"], row["step"], row["n"], row["source"], row["event_id"]),
        role=row["role"],
        at_ms=row["at_ms"],
        text=row["text"],
        language=row["language"],
        intent=row["intent"],
        confidence=row["confidence"],
        response=row["response"],
        sentiment=row["sentiment"],
        sentiment_label=row["sentiment_label"],
    )


def dead_letter_row(raw: str, reason: str, recorded_ms: int) -> Row:
    """An event that could not be read, in characters every database can store; the same one is kept once."""
    safe = raw.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000")
    return {
        "id": str(uuid.uuid5(NAMESPACE, safe)),
        "reason": reason.encode("utf-8", "backslashreplace").decode().replace("\0", "\\u0000"),
        "raw": safe,
        "recorded_ms": recorded_ms,
    }
