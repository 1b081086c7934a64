"""Between the pure types and the rows of the tables."""

from __future__ import annotations

import uuid
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import RowMapping

from journey_tracker.envelopes import NAMESPACE, Envelope, from_json
from journey_tracker.events import Spoken
from journey_tracker.feeling import Feeling
from journey_tracker.journey import WORDS_KEPT_DAYS, Choice, Handoff, Line, Outcome, PhaseStay, Place, Touchpoint

Row = dict[str, Any]

WORDS_KEPT_MS = WORDS_KEPT_DAYS * 24 * 3600 * 1000
"""So long the words of a conversation are kept; what they amount to stays."""


def event_row(envelope: Envelope, raw: str, recorded_ms: int) -> Row:
    """An event as it came in."""
    return {
        "source": envelope.source,
        "id": envelope.id,
        "type": envelope.event.name,
        "conversation": envelope.event.conversation,
        "seq": envelope.event.seq,
        "occurred_ms": envelope.time_ms,
        "recorded_ms": recorded_ms,
        "raw": raw,
    }


def without_words(raw: str) -> str:
    """A stored event without what was said in it."""
    envelope = from_json(raw)
    if not isinstance(envelope.event, Spoken):
        return raw
    return replace(envelope, event=replace(envelope.event, text="")).to_json()


def touchpoint_row(touchpoint: Touchpoint) -> Row:
    """A touchpoint with all that is derived from its stays."""
    mood = touchpoint.mood
    return {
        "id": touchpoint.id,
        "conversation": touchpoint.conversation,
        "number": touchpoint.number,
        "model": touchpoint.model,
        "model_version": touchpoint.model_version,
        "channel": touchpoint.channel,
        "day": touchpoint.day,
        "month": touchpoint.month,
        "first_ms": touchpoint.first_ms,
        "last_ms": touchpoint.last_ms,
        "phase": touchpoint.phase,
        "outcome": touchpoint.outcome.value,
        "shopper_messages": touchpoint.shopper_messages,
        "bot_messages": touchpoint.bot_messages,
        "sentiment_start": touchpoint.sentiment_start,
        "sentiment_end": touchpoint.sentiment_end,
        "sentiment_mean": touchpoint.sentiment_mean,
        "sentiment_min": touchpoint.sentiment_min,
        "sentiment_label": mood.value if mood else None,
        **{f"last_{name}": value for name, value in touchpoint.last._asdict().items()},
        **{f"handoff_{name}": value for name, value in asdict(touchpoint.handoff).items()},
        **{f"choice_{name}": value for name, value in asdict(touchpoint.choice).items()},
        **{f"feeling_{name}": value for name, value in asdict(touchpoint.feeling).items()},
    }


def touchpoint_of(row: RowMapping, stays: tuple[PhaseStay, ...]) -> Touchpoint:
    """The touchpoint as it was stored."""
    return Touchpoint(
        id=row["id"],
        conversation=row["conversation"],
        number=row["number"],
        model=row["model"],
        model_version=row["model_version"],
        channel=row["channel"],
        first_ms=row["first_ms"],
        last_ms=row["last_ms"],
        last=Place(*(row[f"last_{name}"] for name in Place._fields)),
        bot_messages=row["bot_messages"],
        sentiment_start=row["sentiment_start"],
        sentiment_end=row["sentiment_end"],
        stays=stays,
        handoff=Handoff(**{field.name: row[f"handoff_{field.name}"] for field in fields(Handoff)}),
        choice=Choice(**{field.name: row[f"choice_{field.name}"] for field in fields(Choice)}),
        feeling=Feeling(**{field.name: row[f"feeling_{field.name}"] for field in fields(Feeling)}),
    )


def stay_row(touchpoint_id: str, stay: PhaseStay) -> Row:
    """A stay of a touchpoint."""
    return {**asdict(stay), "touchpoint_id": touchpoint_id, "outcome": stay.outcome.value}


def stay_of(row: RowMapping) -> PhaseStay:
    """The stay as it was stored."""
    kept = {name: value for name, value in row.items() if name != "touchpoint_id"}
    return PhaseStay(**{**kept, "outcome": Outcome(row["outcome"])})


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
