"""A shopper who waits for a person."""

from __future__ import annotations

from typing import Any

from bot.handoff.queue import Handoff
from bot.handoff.summary import Summary

TOLD = Summary(
    category={"nl": "laptop", "en": "laptop"},
    wishes={"nl": ("prijs tot € 700",), "en": ("price up to €700",)},
    shown=("Noordik Zwaluw 14", "Ombrik Veer 13"),
    chosen="Ombrik Veer 13",
    basket=("2 × Muis",),
    page="https://shop.example/p/1",
    order_number="KW-1",
    intents=("state_need", "request_human"),
    misunderstood=1,
    last_words="Kan ik iemand spreken? 😀 <b>'; DROP TABLE",
)


def waiting(conversation: str = "c1", **other: Any) -> Handoff:
    """A handoff in the queue, with `other` fields as given."""
    usual: dict[str, Any] = {"asked_ms": 1_000, "reason": "request_human", "language": "nl", "summary": TOLD}
    return Handoff(conversation=conversation, **(usual | other))
