"""What a turn adds to the counters of the log, by the names under which `bot.metrics.figures` shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.worker.journey import NEUTRAL
from journey_tracker.events import ShopperMessage
from journey_tracker.journey import NOT_UNDERSTOOD

APOLOGY = "utter_apology"
"""The response for when something failed."""


def counts(said: ShopperMessage, replies: Sequence[dict[str, Any]], intents: Collection[str]) -> dict[str, int]:
    """One for each thing that can be said of the turn; `intents` are those of the domain, so that names stay few."""
    intent = said.intent if said.intent in intents else NOT_UNDERSTOOD
    happened = {
        f"intent:{intent}": True,
        f"language:{said.language}": bool(said.language),
        # A pressed chip has no mood.
        f"sentiment:{said.sentiment_label}": said.sentiment_model != NEUTRAL["model"],
        "fallbacks": intent == NOT_UNDERSTOOD,
        "apologies": any(reply.get("utter_action") == APOLOGY for reply in replies),
        "callbacks": any((reply.get("custom") or {}).get("callback") for reply in replies),
    }
    return {name: 1 for name, true in happened.items() if true}
