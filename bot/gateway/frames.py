"""The frames of docs/protocol.md: what a client may send, read strictly; what the server sends, made in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.ports import Entry, Role

LANGUAGES = ("nl", "en")
MAX_FRAME_BYTES = 16 * 1024
MAX_ID_CHARS = 64
PAGE_FIELDS = ("product", "category", "url")
MAX_PAGE_CHARS = 300


class BadFrame(Exception):
    """A frame that the protocol does not know; `client_id` when one could be read."""

    def __init__(self, given: str, allowed: str, client_id: str = "") -> None:
        """Say what was given and what is allowed."""
        super().__init__(f"{given}; allowed: {allowed}")
        self.client_id = client_id


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame of a connection."""

    token: str
    after: int
    epoch: str
    language: str
    page: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """A typed message."""

    id: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A pressed chip."""

    id: str
    chip: str
    language: str


def parse(raw: str) -> Hello | Say | Choose:
    """Read one frame of a client; raises `BadFrame`."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadFrame("not JSON", "one JSON object a frame") from error
    if not isinstance(frame, dict):
        raise BadFrame(f"a JSON {type(frame).__name__}", "one JSON object a frame")
    match frame.get("type"):
        case "hello":
            return _hello(frame)
        case "say":
            return Say(_id(frame), _text(frame, "text", 1_000_000), _language(frame))
        case "choose":
            return Choose(_id(frame), _text(frame, "chip", MAX_ID_CHARS), _language(frame))
        case other:
            raise BadFrame(f"type {other!r:.40}", "hello, say or choose", _any_id(frame))


def message(entry: Entry) -> dict[str, Any]:
    """The `message` frame of an entry. Payloads of chips stay on the server."""
    shown: dict[str, Any] = {
        "type": "message",
        "seq": entry.seq,
        "role": entry.role.value,
        "at": entry.at_ms,
        "text": entry.body.get("text", ""),
    }
    if entry.client_id and entry.role is Role.SHOPPER:
        shown["id"] = entry.client_id
    if entry.re:
        shown["re"] = entry.re
    if cards := entry.body.get("cards"):
        shown["cards"] = cards
    if chips := entry.body.get("chips"):
        shown["chips"] = [{"id": f"{entry.seq}.{n}", "label": chip["label"]} for n, chip in enumerate(chips)]
    return shown


def chip_place(chip: str) -> tuple[int, int] | None:
    """Seq and number of the chip in an id that `message` made; None when it is no such id."""
    seq, dot, number = chip.partition(".")
    if not (dot and seq.isdecimal() and number.isdecimal() and len(chip) < 20):
        return None
    return int(seq), int(number)


def _hello(frame: Mapping[str, Any]) -> Hello:
    after = frame.get("after", 0)
    if not isinstance(after, int) or isinstance(after, bool) or after < 0:
        raise BadFrame(f"after {after!r:.40}", "a whole number from 0")
    return Hello(
        token=_text(frame, "token", 2000, needed=False),
        after=after,
        epoch=_text(frame, "epoch", 100, needed=False),
        language=_language(frame),
        page=_page(frame.get("page") or {}),
    )


def _page(page: Any) -> dict[str, str]:
    if not isinstance(page, dict):
        raise BadFrame("page is no object", "product, category, url")
    given = {k: page[k][:MAX_PAGE_CHARS] for k in PAGE_FIELDS if isinstance(page.get(k), str)}
    # Half an emoji can be in JSON and in no database.
    return {k: v.encode("utf-8", "ignore").decode() for k, v in given.items()}


def _id(frame: Mapping[str, Any]) -> str:
    given = frame.get("id")
    if not isinstance(given, str) or not 1 <= len(given) <= MAX_ID_CHARS or not given.isprintable():
        raise BadFrame("id is missing or of the wrong sort", f"1 to {MAX_ID_CHARS} printable characters")
    return given


def _any_id(frame: Mapping[str, Any]) -> str:
    given = frame.get("id")
    return given[:MAX_ID_CHARS] if isinstance(given, str) else ""


def _text(frame: Mapping[str, Any], name: str, longest: int, *, needed: bool = True) -> str:
    given = frame.get(name)
    if given is None and not needed:
        return ""
    if not isinstance(given, str) or len(given) > longest:
        raise BadFrame(f"{name} is missing or of the wrong sort", f"a string of at most {longest}", _any_id(frame))
    return given


def _language(frame: Mapping[str, Any]) -> str:
    given = frame.get("language", LANGUAGES[0])
    if given not in LANGUAGES:
        raise BadFrame(f"language {given!r:.40}", " or ".join(LANGUAGES), _any_id(frame))
    return str(given)
