"""The events a journey is made of: named and versioned.

The bot writes them, the tracker reads them; a shop may send its own through the same door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

UNSCORED = "none"


@dataclass(frozen=True, slots=True)
class ShopperMessage:
    """The shopper said something, and it was understood as `intent`.

    Event name: ``koopwijzer.shopper_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.shopper_message.v1"
    conversation: str
    seq: int
    text: str
    """Redacted: no personal data in it."""
    intent: str
    """Name of the intent, `nlu_fallback` when it was not understood, `chip` payloads by their intent."""
    intent_confidence: float
    language: str
    sentiment: float
    """-1..1"""
    sentiment_label: str
    """negative, neutral or positive"""
    sentiment_confidence: float
    sentiment_model: str
    """Name and version of what gave the score, so that a change of model can be seen on the time axis;
    `none` when there was nothing to score, as in a pressed chip: the sentiment is then not counted."""
    channel: str = "webchat"

    @property
    def scored(self) -> float | None:
        """The sentiment if there is one, else None."""
        return None if self.sentiment_model == UNSCORED else self.sentiment


@dataclass(frozen=True, slots=True)
class BotMessage:
    """The bot answered.

    Event name: ``koopwijzer.bot_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.bot_message.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message it answers."""
    text: str
    """Redacted."""
    response: str
    """Name of the response, such as ``utter_shortlist``."""
    products: tuple[str, ...] = ()
    """Ids of the products shown, in order."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class CallbackRequested:
    """A person was asked for, and will call or write back.

    Event name: ``koopwijzer.callback_requested.v1``.
    """

    name: ClassVar[str] = "koopwijzer.callback_requested.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that led to it."""
    reason: str
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    """A person was asked for, now, and the shopper stands in the queue.

    Event name: ``koopwijzer.handoff_requested.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_requested.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that led to it."""
    reason: str
    """Name of the intent that led to it, such as ``request_human``."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffAccepted:
    """Somebody of staff took the shopper out of the queue. Who is not written: figures per agent are not made.

    Event name: ``koopwijzer.handoff_accepted.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_accepted.v1"
    conversation: str
    seq: int
    """Seq of the message in which the shopper is told."""
    reason: str
    waited_ms: int
    """How long the shopper stood in the queue."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class AgentMessage:
    """Somebody of staff wrote to the shopper.

    Event name: ``koopwijzer.agent_message.v1``.
    """

    name: ClassVar[str] = "koopwijzer.agent_message.v1"
    conversation: str
    seq: int
    """Its own seq."""
    text: str
    """Redacted; its mood is never scored."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class HandoffEnded:
    """The shopper no longer waits for a person, or no longer talks with one.

    Event name: ``koopwijzer.handoff_ended.v1``.
    """

    name: ClassVar[str] = "koopwijzer.handoff_ended.v1"
    conversation: str
    seq: int
    """Seq of the message that ended it, or in which the shopper is told."""
    how: str
    """``returned`` to the assistant, ``completed`` by staff, or ``called_off`` by the shopper."""
    waited_ms: int
    held_ms: int
    """How long the talk with a person lasted; 0 when there was none."""
    channel: str = "webchat"


ENDS = ("returned", "completed", "called_off")
"""How a handoff can end."""
Spoken = ShopperMessage | BotMessage | AgentMessage
"""What has words in it."""
Event = Spoken | CallbackRequested | HandoffRequested | HandoffAccepted | HandoffEnded
KNOWN: dict[str, type[Event]] = {
    e.name: e
    for e in (
        ShopperMessage,
        CallbackRequested,
        BotMessage,
        HandoffRequested,
        HandoffEnded,
        HandoffAccepted,
        AgentMessage,
    )
}
"""Every kind of event by name, in the order in which they stand within one turn; a new one comes last."""

LONGEST_KEY = 255
"""Characters of an id, a source or a conversation, so that every database can index them."""
MAX_SEQ = 2**31 - 1
LONGEST_MS = 2**53 - 1
"""Longest time that an event may tell of, in milliseconds."""
