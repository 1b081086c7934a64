"""The journey in pure types: phases and models, touchpoints and their stays in a phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from journey_tracker.events import (
    AgentMessage,
    Event,
    HandoffAccepted,
    HandoffEnded,
    HandoffRequested,
    NeedTold,
    ProductChosen,
    ProductsLost,
    QuestionAnswered,
    QuestionAsked,
    ShopperMessage,
)
from journey_tracker.feeling import NO_FEELING, Feeling

ZONE = ZoneInfo("Europe/Amsterdam")
"""Days and months are the Dutch ones; times are stored in UTC."""

LANGUAGES = ("nl", "en")
"""Of the names of phases, and of the pages."""

SILENCE_MS = 30 * 60 * 1000
"""So long nothing was said, and the next message of the shopper begins a new touchpoint."""

NOT_UNDERSTOOD = "nlu_fallback"
"""The intent of a message that was not understood."""
WORDS_KEPT_DAYS = 90
"""So long the redacted words of a touchpoint are kept."""

MOOD_EDGE = 0.15
"""A mean sentiment nearer to zero than this is neutral."""

WAITING = "waiting"
HUMAN = "human"


class Outcome(StrEnum):
    """What came of a stay in a phase: whether the shopper got done what they came for."""

    PROGRESS = "progress"
    RESOLVED = "resolved"
    ABANDONED = "abandoned"
    ERROR = "error"
    HANDOFF = "handoff"


class Mood(StrEnum):
    """A sentiment in a word."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"

    @classmethod
    def of(cls, sentiment: float) -> Mood:
        """The word for a sentiment of -1..1."""
        if abs(sentiment) < MOOD_EDGE:
            return cls.NEUTRAL
        return cls.POSITIVE if sentiment > 0 else cls.NEGATIVE


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a journey model."""

    key: str
    labels: Mapping[str, str]
    """Name by language of `LANGUAGES`."""
    order: int
    """Place in the model, from 1."""
    optional: bool = False
    """A journey is whole without it."""
    transversal: bool = False
    """Happens during all other phases, so it is neither before nor after any of them."""


@dataclass(frozen=True, slots=True)
class JourneyModel:
    """Phases and the rules by which a contact falls into one; read from a file by `model_file`."""

    name: str
    version: int
    phases: tuple[Phase, ...]
    phase_rules: Mapping[str, str]
    """Phase by name of an intent or of an event."""
    outcome_rules: Mapping[str, Outcome] = field(default_factory=dict)
    """Outcome by name of an intent or of an event; everything else is progress."""

    def phase(self, key: str) -> Phase:
        """The phase called `key`; raises KeyError when the model has none."""
        return {p.key: p for p in self.phases}[key]

    def phase_of(self, event: Event) -> str | None:
        """Key of the phase an event names, or None when it inherits the phase the contact is in."""
        return self.phase_rules.get(_rule(event))

    def outcome_of(self, event: Event) -> Outcome:
        """What the event says of the shopper's errand."""
        return self.outcome_rules.get(_rule(event), Outcome.PROGRESS)

    def is_forward(self, earlier: str, later: str) -> bool:
        """Whether `later` comes after `earlier` in the ordered part of the model."""
        a, b = self.phase(earlier), self.phase(later)
        return not a.transversal and not b.transversal and a.order < b.order


def _rule(event: Event) -> str:
    return event.intent if isinstance(event, ShopperMessage) else event.name


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

    @property
    def sentiment_mean(self) -> float | None:
        """Mean sentiment of the shopper's messages, -1..1; None when there were none."""
        return self.sentiment_sum / self.sentiment_n if self.sentiment_n else None


@dataclass(frozen=True, slots=True)
class Handoff:
    """What came of asking for a person, now, within a touchpoint."""

    times: int = 0
    stage: str = ""
    """How the last one stands: `waiting`, `human`, or how it ended; empty when there was none."""
    waited_ms: int = 0
    """How long the shopper stood in the queue, as far as that is over; all times together."""
    held_ms: int = 0
    """How long the talk with a person lasted, as far as that is over."""
    messages: int = 0
    """How many messages staff wrote."""

    @property
    def is_live(self) -> bool:
        """Whether the shopper waits for a person or talks with one: silence is then no end of the contact."""
        return self.stage in (WAITING, HUMAN)

    def after(self, event: Event) -> Handoff:
        """The same after one more event; a step whose forerunner was lost counts for both."""
        match event:
            case HandoffRequested():
                return replace(self._begun(), stage=WAITING)
            case HandoffAccepted():
                return replace(self._begun(), stage=HUMAN, waited_ms=self.waited_ms + event.waited_ms)
            case AgentMessage():
                return replace(self, messages=self.messages + 1)
            case HandoffEnded():
                waited = 0 if self.stage == HUMAN else event.waited_ms
                held = self.held_ms + event.held_ms
                return replace(self._begun(), stage=event.how, waited_ms=self.waited_ms + waited, held_ms=held)
        return self

    def _begun(self) -> Handoff:
        return self if self.is_live else replace(self, times=self.times + 1)


NO_HANDOFF = Handoff()


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of choosing within a touchpoint: why, and why not."""

    need: str = ""
    """What brought the shopper, as was told last: `latent`, `explicit` or `impulse`; empty when nobody knows."""
    asked: int = 0
    """How many questions were put."""
    answered: int = 0
    """How many of them got an answer that says something."""
    chosen: str = ""
    """Id of the product that was chosen last; empty when none was."""
    chosen_for: str = ""
    """What spoke for it: attribute keys parted by a space, those that count most first."""
    lost_for: str = ""
    """What spoke against others: reasons parted by a space, each once, in the order in which they came up."""

    def after(self, event: Event) -> Choice:
        """The same after one more event."""
        match event:
            case NeedTold():
                return replace(self, need=event.kind)
            case QuestionAsked():
                return replace(self, asked=self.asked + 1)
            case QuestionAnswered(how="option" | "other"):
                return replace(self, answered=self.answered + 1)
            case ProductChosen():
                return replace(self, chosen=event.product, chosen_for=" ".join(event.reasons))
            case ProductsLost():
                return replace(self, lost_for=" ".join(dict.fromkeys((*self.lost_for.split(), event.reason))))
        return self


NO_CHOICE = Choice()


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One contact: a conversation until 30 silent minutes. What can be derived from the stays is derived."""

    id: str
    conversation: str
    number: int
    """From 1 within the conversation."""
    model: str
    model_version: int
    channel: str
    first_ms: int
    last_ms: int
    last: Place
    """Place of the latest event that is counted in it."""
    bot_messages: int = 0
    sentiment_start: float | None = None
    sentiment_end: float | None = None
    stays: tuple[PhaseStay, ...] = ()
    handoff: Handoff = NO_HANDOFF
    choice: Choice = NO_CHOICE
    feeling: Feeling = NO_FEELING

    @property
    def day(self) -> int:
        """Dutch day on which it began, as the number YYYYMMDD."""
        local = local_time(self.first_ms)
        return local.year * 10_000 + local.month * 100 + local.day

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


def local_time(ms: int) -> datetime:
    """Epoch milliseconds as Dutch time."""
    return datetime.fromtimestamp(ms / 1000, ZONE)
