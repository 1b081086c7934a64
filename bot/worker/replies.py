"""What Rasa calls a message, as the conversation keeps it: text, cards, chips."""

from __future__ import annotations

from typing import Any

FOR_THE_JOURNEY = ("callback", "handoff")
"""What an action tells with a reply and no shopper needs."""


def body(reply: dict[str, Any], language: str) -> dict[str, Any]:
    """The body of one reply, said in `language`.

    Chips keep their payload here, on the server; the gateway never sends it on.
    """
    said = {"text": reply.get("text") or "", "response": reply.get("utter_action", ""), "language": language}
    kept: dict[str, Any] = {name: value for name, value in said.items() if value or name != "language"}
    chips = [{"label": b["title"], "payload": b["payload"]} for b in reply.get("buttons") or []]
    custom = {name: value for name, value in (reply.get("custom") or {}).items() if name not in FOR_THE_JOURNEY}
    return kept | ({"chips": chips} if chips else {}) | custom
