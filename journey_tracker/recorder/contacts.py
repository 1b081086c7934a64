"""How an event outside the chat becomes a touchpoint of its own."""

from __future__ import annotations

import uuid
from typing import Any

from journey_tracker.envelopes import NAMESPACE, Envelope
from journey_tracker.events import (
    BasketChanged,
    CheckoutStarted,
    MailSent,
    OrderPlaced,
    OrderReturned,
    ProductViewed,
    ReviewWritten,
    ShopEvent,
    SurveyAnswered,
    SurveyAsked,
)
from journey_tracker.journey.model import JourneyModel
from journey_tracker.journey.people import alias_of
from journey_tracker.journey.touchpoint import NO_OFFER, Offered, PhaseStay, Place, Touchpoint

_DETAIL = ("page", "reason", "carrier", "instrument", "product")
"""Fields that tell what kind of event it was, the first that is there."""


def short_name(name: str) -> str:
    """The name of an event without whose it is and which version, such as ``order_placed``."""
    return name.removeprefix("koopwijzer.").rpartition(".")[0]


OWN_ACTS = frozenset(short_name(event.name) for event in (MailSent, SurveyAsked))
"""Kinds of contact that the shop makes by itself: they are no steps of anybody, and nobody comes back by them."""


def touchpoint_of(model: JourneyModel, envelope: Envelope) -> Touchpoint:
    """The touchpoint that an event outside the chat is; its phase is None when the model names none for it."""
    event, at_ms = envelope.event, envelope.time_ms
    if not isinstance(event, ShopEvent):
        raise TypeError(f"{event.name} is part of a conversation")
    asked = event.phase if isinstance(event, SurveyAsked | SurveyAnswered) else ""
    phase = asked if asked in {p.key for p in model.phases} else model.phase_of(event)
    stay = PhaseStay(1, phase, at_ms, at_ms, outcome=model.outcome_of(event))
    return Touchpoint(
        id=str(uuid.uuid5(NAMESPACE, f"touchpoint|{envelope.source}|{envelope.id}")),
        conversation="",
        number=1,
        model=model.name,
        model_version=model.version,
        channel=event.channel,
        first_ms=at_ms,
        last_ms=at_ms,
        last=Place(event.seq, 0, envelope.n, envelope.source, envelope.id),
        kind=short_name(event.name),
        alias=alias_of(event),
        stays=(stay,),
        **_told(event),
    )


def _told(event: ShopEvent) -> dict[str, Any]:
    return {
        "detail": next((str(v) for name in _DETAIL if (v := getattr(event, name, ""))), ""),
        "score": _score(event),
        "offered": _offered(event),
        "exchange_of": getattr(event, "exchange_of", ""),
        **{name: getattr(event, name) for name in _COMMON},
    }


_COMMON = ("session", "order", "language", "category", "campaign", "medium", "cost_cents")


def _score(event: ShopEvent) -> int | None:
    if isinstance(event, ReviewWritten):
        return event.stars or None
    return event.score if isinstance(event, SurveyAnswered) else None


def _offered(event: ShopEvent) -> Offered:
    match event:
        case ProductViewed() | BasketChanged():
            return Offered(event.price_cents, event.list_price_cents, event.offer)
        case OrderPlaced():
            return Offered(event.value_cents, event.list_value_cents, event.offer)
        case CheckoutStarted() | OrderReturned():
            return Offered(event.value_cents)
    return NO_OFFER
