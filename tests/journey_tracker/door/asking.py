"""What systems and browsers of a shop send, and what of it is kept."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from journey_tracker.door import Keys, Rules
from tests.journey_tracker.door.tokens import SECRET

KEY, OTHER_KEY = "k" * 40, "o" * 40
NOW_MS = 1_780_000_000_000
NOW = "2026-05-28T20:26:40.000Z"
ORIGIN = "https://shop.example"
VISITOR, SESSION = "v" * 32, "s" * 32
FIREFOX = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
CHAT_TOKEN = "the token of chat c1"
RULES = Rules(
    keys=Keys.read(f"/shop/web={KEY} /shop/erp={OTHER_KEY}"),
    site="shop",
    origins=(ORIGIN,),
    secret=SECRET,
    conversation={CHAT_TOKEN: "c1"}.get,
    clock=lambda: NOW_MS,
)
Client = TestClient[Any, Any]
Json = dict[str, Any]


def event(id: str = "e1", kind: str = "product_viewed", **data: Any) -> Json:
    """A CloudEvent of the shop, of a visitor who looks at a product; `data` changes that."""
    given = {"specversion": "1.0", "id": id, "source": "/shop/web", "type": f"koopwijzer.{kind}.v1", "time": NOW}
    return given | {"data": {"visitor": VISITOR, "product": "laptop-7"} | data}


async def send(
    client: Client, body: object, *, key: str = KEY, sort: str = "application/json", **headers: str
) -> ClientResponse:
    """Send events with a key; the text of `body` as it is, anything else as JSON."""
    raw = body if isinstance(body, str | bytes | io.IOBase) else json.dumps(body)
    given = {"Authorization": f"Bearer {key}", "Content-Type": sort} | headers
    return await client.post("/journey/v1/events", data=raw, headers=given)


def contact(id: str = "c" * 32, kind: str = "page_viewed", **data: Any) -> Json:
    """A contact as journey.js tells it, of this moment by a clock that is wrong."""
    return {"id": id, "at": 5_000, "type": kind} | data


async def visit(
    client: Client, *contacts: Json, user_agent: str = FIREFOX, origin: str = ORIGIN, **changes: Any
) -> Any:
    """Send contacts as journey.js does; the answer."""
    body = {"site": "shop", "sent": 5_000, "visitor": VISITOR, "session": SESSION, "language": "nl"}
    body |= {"campaign": "lente", "medium": "email", "events": list(contacts)} | changes
    headers = {"Origin": origin, "User-Agent": user_agent, "Content-Type": "text/plain;charset=UTF-8"}
    return await client.post("/journey/v1/page", data=json.dumps(body), headers=headers)


def stored(url: str) -> list[Json]:
    """The stored events in order of their coming."""
    return [json.loads(raw) for (raw,) in _rows(url, "SELECT raw FROM event ORDER BY rowid")]


def put_aside(url: str) -> list[tuple[str, str]]:
    """What lies among the dead letters: as it came, and why."""
    return _rows(url, "SELECT raw, reason FROM dead_letter ORDER BY rowid")


def _rows(url: str, query: str) -> list[Any]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query).fetchall()
