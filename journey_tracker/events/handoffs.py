"""A person is asked for, comes, and goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


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
