"""A conversation as staff reads it: every message as text, what was drawn beside it by its titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.conversation.ports import Body, ConversationLog, Entry, Role
from bot.desk.marking import Mark
from journey_tracker.journey import local_time

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message as the page shows it."""

    seq: int
    role: str
    name: str
    """Who of staff wrote it; empty for others."""
    text: str
    shown: tuple[str, ...]
    """Titles of cards and of compared products, an order in short."""
    offered: str
    """Answers that could be pressed."""
    at: str
    """RFC 3339 in UTC."""
    clock: str
    """Dutch time of the day."""
    mark: Mark | None
    """None where the tracker knows nothing of it yet."""


async def read_latest(log: ConversationLog, conversation: str, last_seq: int) -> list[Entry]:
    """The last 500 messages up to `last_seq`, in order; raises `LogUnavailable`."""
    return await log.read(conversation, max(0, last_seq - MOST_SHOWN), MOST_SHOWN)


def spoken(entries: Sequence[Entry], marks: Mapping[int, Mark]) -> list[Spoken]:
    """The messages, those of the shopper with their marks."""
    return [_spoken(entry, marks.get(entry.seq) if entry.role is Role.SHOPPER else None) for entry in entries]


def _spoken(entry: Entry, mark: Mark | None) -> Spoken:
    return Spoken(
        seq=entry.seq,
        role=entry.role.value,
        name=str(entry.body.get("name", "")),
        text=str(entry.body.get("text", "")),
        shown=tuple(filter(None, _shown(entry.body))),
        offered=" / ".join(_texts(entry.body.get("chips"), "label")),
        at=datetime.fromtimestamp(entry.at_ms / 1000, UTC).isoformat(timespec="seconds"),
        clock=local_time(entry.at_ms).strftime("%H:%M"),
        mark=mark,
    )


def _shown(body: Body) -> Iterator[str]:
    yield " · ".join(_texts(body.get("cards"), "title"))
    yield " ↔ ".join(_texts((body.get("table") or {}).get("products"), "title"))
    order = body.get("order") or {}
    yield " ".join(str(order[name]) for name in ("number", "status_label") if order.get(name))


def _texts(shown: Sequence[Mapping[str, Any]] | None, name: str) -> list[str]:
    return [str(one[name]) for one in shown or () if one.get(name)]
