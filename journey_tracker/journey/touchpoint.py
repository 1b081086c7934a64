"""Touchpoints: contacts, with their unbroken stays in a phase."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from journey_tracker.journey.calendar import day_of
from journey_tracker.journey.choice import NO_CHOICE, Choice
from journey_tracker.journey.feeling import NO_FEELING, Feeling
from journey_tracker.journey.handoff import NO_HANDOFF, Handoff
from journey_tracker.journey.model import Outcome
from journey_tracker.journey.mood import Mood

CHAT = "chat"
"""Kind of a touchpoint that is a conversation; the others are called after their event."""


class Place(NamedTuple):
    """Where an event stands in its conversation, whenever it arrived; compares in the order of the talk."""

    seq: int
    step: int
    """Order within a turn: the shopper, what came of it, the bot."""
    n: int
    source: str
    id: str
    """The event itself, so that no two share a place."""


@dataclass(frozen=True, slots=True)
class PhaseStay:
    """One unbroken stay in a phase within a touchpoint."""

    number: int
    """From 1 within the touchpoint."""
    phase: str | None
    """None while nothing that was said names a phase."""
    first_ms: int
    last_ms: int
    shopper_messages: int = 0
    sentiment_sum: float = 0.0
    sentiment_n: int = 0
    sentiment_min: float | None = None
    outcome: Outcome = Outcome.PROGRESS
    errand: str = ""
    """What the shopper came for: the first intent that named the phase; empty outside the chat."""
    about: str = ""
    """Of a chat: number of the order that it is about, as it was proven in the conversation; empty when none was."""

    @property
    def sentiment_mean(self) -> float | None:
        """Mean sentiment of the shopper's messages, -1..1; None when there were none."""
        return self.sentiment_sum / self.sentiment_n if self.sentiment_n else None


@dataclass(frozen=True, slots=True)
class Offered:
    """The price at which something was shown or bought, in euro cents."""

    value_cents: int = 0
    list_cents: int = 0
    """The same without offer; 0 when nobody knows."""
    offer: str = ""
    """Name of the offer."""

    @property
    def position(self) -> str:
        """Where the price stands: ``discount``, ``list``, ``above``, or empty when nobody knows."""
        if not (self.value_cents and self.list_cents):
            return ""
        if self.value_cents == self.list_cents:
            return "list"
        return "discount" if self.value_cents < self.list_cents else "above"


NO_OFFER = Offered()


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One contact: a conversation until 30 silent minutes, or one event outside the chat.

    What can be derived from the stays is derived.
    """

    id: str
    conversation: str
    """Empty outside the chat."""
    number: int
    """From 1 within the conversation."""
    model: str
    model_version: int
    channel: str
    first_ms: int
    last_ms: int
    last: Place
    """Place of the latest event that is counted in it."""
    kind: str = CHAT
    """``chat``, or the short name of the event, such as ``order_placed``."""
    detail: str = ""
    """What kind of it: of a page which, of a return or failure why, of a survey which."""
    score: int | None = None
    """Of an answered survey or a review."""
    alias: str = ""
    """What it is known by before it is known whose it is (`journey.people`)."""
    session: str = ""
    order: str = ""
    """Number of the order that it is about."""
    exchange_of: str = ""
    """Order that this one replaces."""
    language: str = ""
    category: str = ""
    campaign: str = ""
    medium: str = ""
    cost_cents: int = 0
    offered: Offered = NO_OFFER
    bot_messages: int = 0
    sentiment_start: float | None = None
    sentiment_end: float | None = None
    sentiment_model: str = ""
    """What gave the last sentiment."""
    stays: tuple[PhaseStay, ...] = ()
    handoff: Handoff = NO_HANDOFF
    choice: Choice = NO_CHOICE
    feeling: Feeling = NO_FEELING

    @property
    def day(self) -> int:
        """Dutch day on which it began, as the number YYYYMMDD."""
        return day_of(self.first_ms)

    @property
    def month(self) -> int:
        """Dutch month in which it began, as the number YYYYMM."""
        return self.day // 100

    @property
    def shopper_messages(self) -> int:
        """How many messages the shopper sent."""
        return sum(s.shopper_messages for s in self.stays)

    @property
    def phase(self) -> str | None:
        """The headline phase: most messages of the shopper, on a tie the one that was left last."""
        said: Counter[str | None] = Counter()
        for stay in self.stays:
            said[stay.phase] += stay.shopper_messages
        return max(reversed(self.stays), key=lambda s: said[s.phase]).phase if self.stays else None

    @property
    def sentiment_mean(self) -> float | None:
        """Mean over all messages of the shopper, -1..1."""
        n = sum(s.sentiment_n for s in self.stays)
        return sum(s.sentiment_sum for s in self.stays) / n if n else None

    @property
    def sentiment_min(self) -> float | None:
        """The lowest point, -1..1."""
        return min((s.sentiment_min for s in self.stays if s.sentiment_min is not None), default=None)

    @property
    def sentiment_trend(self) -> float | None:
        """How far the mood went since the first message, -2..2: below zero it fell; None when nothing was scored."""
        if self.feeling.now is None or self.sentiment_start is None:
            return None
        return self.feeling.now - self.sentiment_start

    @property
    def mood(self) -> Mood | None:
        """The mean sentiment in a word."""
        return None if self.sentiment_mean is None else Mood.of(self.sentiment_mean)

    @property
    def outcome(self) -> Outcome:
        """Handoff when a person was asked for anywhere in it, else what came of the last stay."""
        outcomes = [s.outcome for s in self.stays]
        return Outcome.HANDOFF if Outcome.HANDOFF in outcomes else outcomes[-1]


@dataclass(frozen=True, slots=True)
class Line:
    """One redacted message of a touchpoint."""

    touchpoint: str
    """Id of the touchpoint it is part of."""
    stay: int
    """Number of the stay in which it was said."""
    conversation: str
    place: Place
    role: str
    """shopper, bot or agent"""
    at_ms: int
    text: str
    language: str | None = None
    intent: str | None = None
    confidence: float | None = None
    """How sure the intent was, 0..1."""
    response: str | None = None
    sentiment: float | None = None
    sentiment_label: str | None = None
