"""How events become touchpoints: pure, in the order of the talk, whatever the order of arrival."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from journey_tracker.envelopes import NAMESPACE, Envelope
from journey_tracker.events import (
    CHAT,
    AgentMessage,
    BotMessage,
    ChatEvent,
    Choosing,
    HandoffEnded,
    ShopEvent,
    ShopperMessage,
    Spoken,
    Who,
)
from journey_tracker.journey import SILENCE_MS, JourneyModel, Line, Outcome, PhaseStay, Place, Touchpoint
from journey_tracker.journey.people import alias_of

_STEPS = {kind: step for step, kind in enumerate(CHAT.values())}


@dataclass(frozen=True, slots=True)
class History:
    """What a run of events left behind: changed touchpoints and stays, as they are now, and new lines."""

    touchpoints: tuple[Touchpoint, ...]
    stays: tuple[tuple[str, PhaseStay], ...]
    """Each with the id of its touchpoint."""
    lines: tuple[Line, ...]


def said(envelope: Envelope) -> ChatEvent:
    """The event of an envelope, which must be part of a conversation; raises TypeError when it is not."""
    event = envelope.event
    if isinstance(event, ShopEvent | Who):
        raise TypeError(f"{event.name} is no part of a conversation")
    return event


def place(envelope: Envelope) -> Place:
    """Where an event stands in its conversation."""
    event = said(envelope)
    return Place(event.seq, _STEPS[type(event)], envelope.n, envelope.source, envelope.id)


def is_next(model: JourneyModel, current: Touchpoint | None, envelope: Envelope) -> bool:
    """Whether the event can be added to what is stored; if not, its conversation is recorded anew."""
    if current is None:
        return True
    return (current.model, current.model_version) == (model.name, model.version) and place(envelope) > current.last


def record(model: JourneyModel, current: Touchpoint | None, ordered: Iterable[Envelope]) -> History:
    """Continue a conversation from its latest touchpoint (None: from nothing) with events in order."""
    known = frozenset(current.stays) if current else frozenset()
    touchpoints: dict[str, Touchpoint] = {}
    lines: list[Line] = []
    for envelope in ordered:
        current = advance(model, current, envelope)
        touchpoints[current.id] = current
        lines += _lines(current, envelope)
    changed = [(t.id, stay) for t in touchpoints.values() for stay in t.stays if stay not in known]
    return History(tuple(touchpoints.values()), tuple(changed), tuple(lines))


def advance(model: JourneyModel, current: Touchpoint | None, envelope: Envelope) -> Touchpoint:
    """The touchpoint after one more event: the current one, or a new one after 30 silent minutes.

    Waiting for a person, or talking with one, is not silence. Only the shopper opens a new one: an answer, however
    late, belongs to the contact in which was asked. A new touchpoint begins without a phase.
    """
    if current is None or _reopens(current, envelope):
        current = _opened(model, envelope, 1 if current is None else current.number + 1)
    event, time_ms = said(envelope), envelope.time_ms
    heard = event if isinstance(event, ShopperMessage) else None
    felt = heard.scored if heard else None
    return replace(
        current,
        first_ms=min(current.first_ms, time_ms),
        last_ms=max(current.last_ms, time_ms),
        last=place(envelope),
        bot_messages=current.bot_messages + isinstance(event, BotMessage),
        language=(heard.language if heard else "") or current.language,
        category=(event.category if isinstance(event, Choosing) else "") or current.category,
        sentiment_start=felt if current.sentiment_start is None else current.sentiment_start,
        sentiment_end=current.sentiment_end if felt is None else felt,
        sentiment_model=current.sentiment_model if heard is None or felt is None else heard.sentiment_model,
        stays=_stays(model, current.stays, envelope),
        handoff=current.handoff.after(event),
        choice=current.choice.after(event),
        feeling=current.feeling.after(event),
    )


def _reopens(current: Touchpoint, envelope: Envelope) -> bool:
    silent = envelope.time_ms - current.last_ms >= SILENCE_MS and not current.handoff.is_live
    return silent and isinstance(envelope.event, ShopperMessage)


def _opened(model: JourneyModel, envelope: Envelope, number: int) -> Touchpoint:
    event = said(envelope)
    return Touchpoint(
        id=str(uuid.uuid5(NAMESPACE, f"touchpoint|{event.conversation}|{number}")),
        alias=alias_of(event),
        conversation=event.conversation,
        number=number,
        model=model.name,
        model_version=model.version,
        channel=event.channel,
        first_ms=envelope.time_ms,
        last_ms=envelope.time_ms,
        last=place(envelope),
    )


def _stays(model: JourneyModel, stays: tuple[PhaseStay, ...], envelope: Envelope) -> tuple[PhaseStay, ...]:
    """The stays after one more event: messages before the first phase is named join that phase."""
    phase, time_ms = model.phase_of(envelope.event), envelope.time_ms
    if not stays:
        return (_spoken(model, PhaseStay(1, phase, time_ms, time_ms), envelope),)
    *before, last = stays
    if phase is not None and last.phase not in (None, phase):
        before.append(_left(model, last, phase))
        last = PhaseStay(last.number + 1, phase, time_ms, time_ms)
    return (*before, _spoken(model, replace(last, phase=phase or last.phase), envelope))


def _left(model: JourneyModel, stay: PhaseStay, following: str) -> PhaseStay:
    """Whoever goes on to a later phase got done what the earlier one was for."""
    if stay.phase is None or stay.outcome is Outcome.HANDOFF or not model.is_forward(stay.phase, following):
        return stay
    return replace(stay, outcome=Outcome.RESOLVED)


def _spoken(model: JourneyModel, stay: PhaseStay, envelope: Envelope) -> PhaseStay:
    event = said(envelope)
    stay = replace(
        stay,
        errand=_errand(model, stay, event),
        first_ms=min(stay.first_ms, envelope.time_ms),
        last_ms=max(stay.last_ms, envelope.time_ms),
        outcome=_outcome(model, stay, event),
    )
    if not isinstance(event, ShopperMessage):
        return stay
    stay = replace(stay, shopper_messages=stay.shopper_messages + 1)
    return stay if event.scored is None else _felt(stay, event.scored)


def _errand(model: JourneyModel, stay: PhaseStay, event: ChatEvent) -> str:
    """The first intent that names the phase; once that is done, the next."""
    is_open = stay.errand and stay.outcome is not Outcome.RESOLVED
    if is_open or not isinstance(event, ShopperMessage) or not model.phase_of(event):
        return stay.errand
    return event.intent


def _felt(stay: PhaseStay, sentiment: float) -> PhaseStay:
    return replace(
        stay,
        sentiment_sum=stay.sentiment_sum + sentiment,
        sentiment_n=stay.sentiment_n + 1,
        sentiment_min=min(sentiment, 1.0 if stay.sentiment_min is None else stay.sentiment_min),
    )


def _outcome(model: JourneyModel, stay: PhaseStay, event: ChatEvent) -> Outcome:
    """A handoff is one for good; else what the last words of the shopper tell, and whether the errand was done."""
    if stay.outcome is Outcome.HANDOFF:
        return stay.outcome
    if model.is_done(stay.errand, event):
        return Outcome.RESOLVED
    if isinstance(event, BotMessage | AgentMessage | HandoffEnded | Choosing):
        return stay.outcome
    return model.outcome_after(stay.outcome, event)


def _lines(touchpoint: Touchpoint, envelope: Envelope) -> tuple[Line, ...]:
    """What was said; nothing when there are no words in it, or no longer."""
    event = said(envelope)
    if not isinstance(event, Spoken) or not event.text:
        return ()
    line = Line(
        touchpoint=touchpoint.id,
        stay=touchpoint.stays[-1].number,
        conversation=event.conversation,
        place=touchpoint.last,
        role="shopper",
        at_ms=envelope.time_ms,
        text=event.text,
    )
    if isinstance(event, BotMessage):
        return (replace(line, role="bot", response=event.response),)
    if isinstance(event, AgentMessage):
        return (replace(line, role="agent"),)
    return (
        replace(
            line,
            language=event.language,
            intent=event.intent,
            confidence=event.intent_confidence,
            sentiment=event.scored,
            sentiment_label=None if event.scored is None else event.sentiment_label,
        ),
    )
