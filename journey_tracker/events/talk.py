"""What is said in a chat."""

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
