"""What Rasa calls a message, as the conversation keeps it: text, cards, chips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FOR_THE_JOURNEY = ("callback", "handoff", "happened")
"""What an action tells with a reply and no shopper needs."""


def shown(replies: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies without those that only the journey hears of."""
    return [reply for reply in replies if set(reply.get("custom") or ()) != {"happened"}]


def body(reply: dict[str, Any], language: str) -> dict[str, Any]:
    """The body of one reply, said in `language`.

    Chips keep their payload here, on the server; the gateway never sends it on.
    """
    said = {"text": reply.get("text") or "", "response": reply.get("utter_action", ""), "language": language}
    kept: dict[str, Any] = {name: value for name, value in said.items() if value or name != "language"}
    # A client that knows nothing of questions still shows what is asked.
    if asked := (reply.get("custom") or {}).get("question"):
        kept["text"] = f"{kept['text']}\n{asked['label']}".lstrip()
    chips = [{"label": b["title"], "payload": b["payload"]} for b in reply.get("buttons") or []]
    custom = {name: value for name, value in (reply.get("custom") or {}).items() if name not in FOR_THE_JOURNEY}
    return kept | ({"chips": chips} if chips else {}) | custom
