"""The frames of docs/protocol.md: what a client may send, read strictly; what the server sends, made in one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.ports import Entry, Role

LANGUAGES = ("nl", "en")
MAX_FRAME_BYTES = 16 * 1024
MAX_ID_CHARS = 64
PAGE_FIELDS = ("product", "category", "url")
MAX_PAGE_CHARS = 300
MOST_LINES = 20
"""Lines of a basket that are told with a page."""
MOST_PIECES = 999
SHOWN_FIELDS = ("cards", "table", "order", "question", "name", "event")
"""What a body may have beside its text, passed on as it is."""
MAX_SEQ = 2**53
"""Beyond it not every client can count."""


Page = Mapping[str, Any]
"""Where the shopper is: `PAGE_FIELDS` as texts, and `basket` as lines of `product` and `quantity`."""


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
    page: Page = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """The shopper is on another page, or the basket changed."""

    page: Page


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


@dataclass(frozen=True, slots=True)
class Ping:
    """A question whether the line still is there."""


Fields = Mapping[str, Any]
Frame = Hello | Moved | Say | Choose | Ping


def parse(raw: str) -> Frame:
    """Read one frame of a client; raises `BadFrame`."""
    frame = fields(raw)
    kind = frame.get("type")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise BadFrame(f"type {kind!r:.40}", ", ".join(READERS), _any_id(frame))
    return reader(frame)


def fields(raw: str | bytes) -> Fields:
    """The fields of one JSON object; raises `BadFrame`."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadFrame("not JSON", "one JSON object") from error
    if not isinstance(frame, dict):
        raise BadFrame(f"a JSON {type(frame).__name__}", "one JSON object")
    return frame


def hello(frame: Fields) -> Hello:
    """The fields of a hello; raises `BadFrame`."""
    after = frame.get("after", 0)
    if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after <= MAX_SEQ:
        raise BadFrame(f"after {after!r:.40}", "a whole number from 0")
    return Hello(
        token=_text(frame, "token", 2000, needed=False),
        after=after,
        epoch=_text(frame, "epoch", 100, needed=False),
        language=language(frame),
        page=page(frame),
    )


def say(frame: Fields) -> Say:
    """The fields of a typed message; raises `BadFrame`."""
    return Say(_id(frame), _text(frame, "text", 1_000_000), language(frame))


def choose(frame: Fields) -> Choose:
    """The fields of a pressed chip; raises `BadFrame`."""
    return Choose(_id(frame), _text(frame, "chip", MAX_ID_CHARS), language(frame))


READERS: Mapping[str, Callable[[Fields], Frame]] = {
    "hello": hello,
    "page": lambda frame: Moved(page(frame)),
    "say": say,
    "choose": choose,
    "ping": lambda _: Ping(),
}
"""By type: all that a client may send."""


def page(frame: Fields) -> dict[str, Any]:
    """Where the shopper is, as far as it is told; raises `BadFrame`."""
    told = frame.get("page") or {}
    if not isinstance(told, dict):
        raise BadFrame("page is no object", ", ".join((*PAGE_FIELDS, "basket")), _any_id(frame))
    given: dict[str, Any] = {
        k: _storable(told[k][:MAX_PAGE_CHARS]) for k in PAGE_FIELDS if isinstance(told.get(k), str)
    }
    if lines := told.get("basket"):
        given["basket"] = _basket(lines, _any_id(frame))
    return given


def _basket(lines: Any, client_id: str) -> list[dict[str, Any]]:
    if not isinstance(lines, list) or len(lines) > MOST_LINES or not all(map(_is_line, lines)):
        allowed = f"at most {MOST_LINES} of product, 1 to {MAX_PAGE_CHARS} characters, and quantity, 1 to {MOST_PIECES}"
        raise BadFrame("basket is of the wrong sort", allowed, client_id)
    return [{"product": _storable(line["product"]), "quantity": line["quantity"]} for line in lines]


def _is_line(line: Any) -> bool:
    if not isinstance(line, dict):
        return False
    product, quantity = line.get("product"), line.get("quantity")
    named = isinstance(product, str) and len(product) <= MAX_PAGE_CHARS and _storable(product) != ""
    return named and type(quantity) is int and 1 <= quantity <= MOST_PIECES


def _storable(text: str) -> str:
    """Without halves of emoji: they can be in JSON and in no database."""
    return text.encode("utf-8", "ignore").decode()


def language(frame: Fields) -> str:
    """The language of a frame, the first of all when it has none; raises `BadFrame`."""
    given = frame.get("language", LANGUAGES[0])
    if given not in LANGUAGES:
        raise BadFrame(f"language {given!r:.40}", " or ".join(LANGUAGES), _any_id(frame))
    return str(given)


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
    shown |= {name: entry.body[name] for name in SHOWN_FIELDS if entry.body.get(name)}
    if entry.role is not Role.SHOPPER and (language := entry.body.get("language")):
        shown["language"] = language
    if chips := entry.body.get("chips"):
        shown["chips"] = [{"id": f"{entry.seq}.{n}", "label": chip["label"]} for n, chip in enumerate(chips)]
    return shown


def chip_place(chip: str) -> tuple[int, int] | None:
    """Seq and number of the chip in an id that `message` made; None when it is no such id."""
    seq, dot, number = chip.partition(".")
    if not (dot and seq.isdecimal() and number.isdecimal() and len(chip) < 20):
        return None
    return int(seq), int(number)


def _id(frame: Fields) -> str:
    given = frame.get("id")
    if not isinstance(given, str) or not 1 <= len(given) <= MAX_ID_CHARS or not given.isprintable():
        raise BadFrame("id is missing or of the wrong sort", f"1 to {MAX_ID_CHARS} printable characters")
    return given


def _any_id(frame: Fields) -> str:
    given = frame.get("id")
    return given[:MAX_ID_CHARS] if isinstance(given, str) else ""


def _text(frame: Fields, name: str, longest: int, *, needed: bool = True) -> str:
    given = frame.get(name)
    if given is None and not needed:
        return ""
    if not isinstance(given, str) or len(given) > longest:
        raise BadFrame(f"{name} is missing or of the wrong sort", f"a string of at most {longest}", _any_id(frame))
    return given
