"""Messages of every kind, as actions and the desk put them into the log."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from bot.conversation.ports import Role
from tests.browser.chat import Chat
from tests.gateway.running import RunningGateway

PICTURE = "/img/of-a-test.svg"
"""None is there: a test that wants one answers for it."""
TITLES = ("Meander 14", "Sluis Pro 15", "Dijk Air")
CARDS: dict[str, Any] = {
    "text": "Deze drie passen het best bij wat je zoekt.",
    "cards": [
        {
            "id": f"p{n}",
            "title": title,
            "price": f"€ {5 + n}49,00",
            "url": f"/p/p{n}",
            "image": PICTURE if n < 2 else "",
            "in_stock": n != 1,
            "rating": 4.3,
            "energy": "BEG"[n],
            "cart_url": f"/basket?add=p{n}",
            "facts": [
                {"label": "gewicht", "value": "1,1 kg", "fits": True},
                {"label": "werkgeheugen", "value": "8 GB", "fits": False},
                {"label": "scherm", "value": "14 inch", "fits": None},
            ],
        }
        for n, title in enumerate(TITLES)
    ],
    "chips": [{"label": label, "payload": "/refine_choice"} for label in ("Goedkoper", "Lichter", "Vergelijk ze")],
}
TABLE: dict[str, Any] = {
    "text": "Dit zijn de verschillen.",
    "table": {
        "products": [
            {"id": f"p{n}", "title": title, "price": f"€ {5 + n}49,00", "url": f"/p/p{n}", "image": PICTURE}
            | {"in_stock": n != 1}
            for n, title in enumerate(TITLES)
        ],
        "rows": [
            {
                "label": "scherm",
                "values": ["14 inch", "15,6 inch", "13 inch"],
                "fits": [None] * 3,
                "wished": False,
                "best": 1,
            },
            {"label": "gewicht", "values": ["1,1 kg", "1,9 kg", ""], "fits": [True, False, None], "wished": True},
            {"label": "accuduur", "values": ["12 uur", "", "9 uur"], "fits": [None] * 3, "wished": False},
        ],
    },
}
ORDER: dict[str, Any] = {
    "text": "Je bestelling is onderweg.",
    "order": {
        "number": "1042",
        "status": "out_for_delivery",
        "status_label": "De bezorger is onderweg",
        "expected": "Vandaag tussen 14.00 en 16.00 uur",
        "track_url": "https://vervoerder.example/volg/1042",
        "lines": [
            {"title": "Meander 14", "quantity": 1, "url": "/p/p0", "image": PICTURE, "status_label": ""},
            {"title": "Hoes van vilt", "quantity": 2, "url": "", "image": "", "status_label": "Komt apart"},
        ],
        "steps": [
            {"label": "besteld", "at": "ma 16 nov", "done": True, "current": False},
            {"label": "ingepakt", "at": "di 17 nov", "done": True, "current": False},
            {"label": "onderweg", "at": "vandaag", "done": False, "current": True},
            {"label": "bezorgd", "at": "", "done": False, "current": False},
        ],
    },
}
JOINED: dict[str, Any] = {"text": "", "event": "agent_joined", "name": "Sanne"}
LEFT: dict[str, Any] = {"text": "", "event": "agent_left", "name": "Sanne"}
FROM_SANNE: dict[str, Any] = {"text": "Hoi, ik kijk even met je mee.", "name": "Sanne"}
LONG: dict[str, Any] = {"text": "Uitleg " + "over de verzendkosten en de levertijd. " * 40 + "x" * 300}


def tell(gateway: RunningGateway, chat: Chat, body: dict[str, Any], role: Role = Role.BOT) -> None:
    """Put a message into the conversation of a chat, and wait until it is on its screen."""
    before = chat.messages.count()
    gateway.run(gateway.log.append(chat.conversation, token_hex(8), body, role=role))
    chat.messages.nth(before).wait_for()
