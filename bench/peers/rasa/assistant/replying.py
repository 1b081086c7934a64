"""The peer's action server: one action per intent, each says a ready-made text. Runs under the peer's own Python."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action

REPLIES: dict[str, list[str]] = yaml.safe_load(Path("replies.yml").read_text(encoding="utf-8"))


class Reply(Action):  # type: ignore[misc]  # rasa_sdk has no types that are checked here
    """Says the next of its texts."""

    texts: itertools.cycle[str]
    intent = ""

    def name(self) -> str:
        """The name under which the domain knows it."""
        return f"action_{self.intent}"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:  # noqa: ARG002  # the signature of the SDK
        """Say it; nothing is remembered."""
        dispatcher.utter_message(text=next(self.texts))
        return []


# The action server finds classes that exist once this module was imported.
ACTIONS = [
    type(f"Reply_{intent}", (Reply,), {"intent": intent, "texts": itertools.cycle(texts)})
    for intent, texts in REPLIES.items()
]
