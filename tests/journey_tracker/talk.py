"""Conversations for the tests, in few words: who says what at which minute."""

from __future__ import annotations

from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    AgentMessage,
    BotMessage,
    CallbackRequested,
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

SOURCE = "/bot/webchat"
DESK = "/bot/desk"
START_MS = 1_777_629_600_000
"""1 May 2026, 12:00 in Amsterdam."""


def at(minute: float) -> int:
    """Epoch milliseconds, `minute` minutes after the start."""
    return START_MS + round(minute * 60_000)


def shopper(
    seq: int,
    intent: str,
    *,
    minute: float = 0,
    mood: float = 0.0,
    conversation: str = "c1",
    text: str = "Hoi",
    language: str = "nl",
    sure: float = 0.9,
) -> Envelope:
    """The shopper says something."""
    label = "positive" if mood > 0 else "negative" if mood < 0 else "neutral"
    event = ShopperMessage(conversation, seq, text, intent, sure, language, mood, label, 0.8, "lexicon-1")
    return Envelope(SOURCE, at(minute), event)


def bot(seq: int, *, minute: float = 0, conversation: str = "c1", text: str = "Zeker!", n: int = 0) -> Envelope:
    """The bot answers the message at `seq`."""
    return Envelope(SOURCE, at(minute), BotMessage(conversation, seq, text, "utter_answer"), n=n)


def callback(seq: int, *, minute: float = 0, conversation: str = "c1") -> Envelope:
    """A person is asked for."""
    return Envelope(SOURCE, at(minute), CallbackRequested(conversation, seq, "asked for"))


def requested(seq: int, *, minute: float = 0, conversation: str = "c1") -> Envelope:
    """A person is called, now."""
    return Envelope(SOURCE, at(minute), HandoffRequested(conversation, seq, "request_human"))


def accepted(seq: int, *, minute: float = 0, waited_s: int = 60, conversation: str = "c1") -> Envelope:
    """Somebody of staff takes the shopper."""
    return Envelope(DESK, at(minute), HandoffAccepted(conversation, seq, "request_human", waited_s * 1000))


def agent(seq: int, *, minute: float = 0, text: str = "Dag!", conversation: str = "c1") -> Envelope:
    """Somebody of staff writes."""
    return Envelope(DESK, at(minute), AgentMessage(conversation, seq, text))


def ended(
    seq: int,
    how: str = "returned",
    *,
    minute: float = 0,
    waited_s: int = 60,
    held_s: int = 120,
    conversation: str = "c1",
) -> Envelope:
    """The shopper no longer waits for a person, or no longer talks with one."""
    event = HandoffEnded(conversation, seq, how, waited_s * 1000, held_s * 1000)
    return Envelope(DESK, at(minute), event)


def need(seq: int, kind: str = "explicit", *, minute: float = 0, conversation: str = "c1") -> Envelope:
    """It becomes known what brought the shopper."""
    return Envelope(SOURCE, at(minute), NeedTold(conversation, seq, kind, "laptop", ("school",)))


def asked(seq: int, about: str = "weight", *, minute: float = 0, conversation: str = "c1", n: int = 0) -> Envelope:
    """A question that helps to choose is put."""
    return Envelope(SOURCE, at(minute), QuestionAsked(conversation, seq, "laptop", about, 1.6, 0.4, 4), n=n)


def answered(seq: int, how: str = "option", *, minute: float = 0, conversation: str = "c1") -> Envelope:
    """The question gets its answer."""
    return Envelope(SOURCE, at(minute), QuestionAnswered(conversation, seq, "laptop", "weight", how))


def chosen(seq: int, product: str = "pluim-14", *, minute: float = 0, conversation: str = "c1") -> Envelope:
    """The shopper chooses."""
    event = ProductChosen(conversation, seq, "laptop", product, 39_900, ("price", "weight"), (), 2, True)
    return Envelope(SOURCE, at(minute), event)


def lost(seq: int, reason: str = "price", *, minute: float = 0, conversation: str = "c1", n: int = 0) -> Envelope:
    """Products are turned down."""
    return Envelope(SOURCE, at(minute), ProductsLost(conversation, seq, "laptop", reason, ("pluim-11",)), n=n)
