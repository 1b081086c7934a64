"""What Rasa calls a message, as the conversation keeps it: text, cards, chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.language.address import addressed

FOR_THE_JOURNEY = ("callback", "handoff", "happened", "names")
"""What an action tells with a reply and no shopper needs."""


def shown(replies: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies without those that only the journey hears of."""
    return [reply for reply in replies if set(reply.get("custom") or ()) != {"happened"}]


def in_form(reply: dict[str, Any], form: str) -> dict[str, Any]:
    """A Dutch reply that says `je` or `u`; the names of products and what the catalogue states stay as they are."""
    custom = dict(reply.get("custom") or {})
    names = tuple(dict.fromkeys((*custom.get("names", ()), *_titles(custom))))
    said = {**reply, "text": addressed(reply.get("text") or "", form, names)}
    if buttons := reply.get("buttons"):
        said["buttons"] = [{**button, "title": addressed(button["title"], form, names)} for button in buttons]
    if asked := custom.get("question"):
        options = [addressed(option, form, names) for option in asked["options"]]
        custom["question"] = {**asked, "label": addressed(asked["label"], form, names), "options": options}
    return {**said, "custom": custom} if custom else said


def _titles(shown: Mapping[str, Any]) -> Iterator[str]:
    """The names of the products in cards, table and order."""
    table, order = shown.get("table") or {}, shown.get("order") or {}
    for product in (*shown.get("cards", ()), *table.get("products", ()), *order.get("lines", ())):
        yield from (product["title"],) if "title" in product else ()


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
