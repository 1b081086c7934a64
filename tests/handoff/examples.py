"""A shopper who asks to be called, and a clock that stands still."""

from __future__ import annotations

from typing import Any

from bot.handoff.ports import CallbackRequest, ContactKind


class Clock:
    """A clock that shows what a test sets, in epoch milliseconds."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def __call__(self) -> int:
        """The time as it was set."""
        return self.now


def asking(conversation: str = "c1", **other: Any) -> CallbackRequest:
    """A request to be called back, with `other` fields as given."""
    usual: dict[str, Any] = {
        "conversation": conversation,
        "asked_ms": 1_000,
        "contact": "+31612345678",
        "contact_kind": ContactKind.PHONE,
        "reason": "request_human",
        "language": "nl",
        "last_words": "Kan iemand me bellen? 😀 <b>'; DROP TABLE",
    }
    return CallbackRequest(**(usual | other))
