"""How what the log keeps is written in Redis: bodies as JSON, entries as fields, ownership as two values."""

from __future__ import annotations

import json
import operator
from collections.abc import Mapping, Sequence

from bot.conversation.ports import Body, Change, Entry, Owner, Ownership, Role, Waiting


def packed(body: Body) -> str:
    """JSON of a body; raises `ValueError` or `TypeError` for what is no JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def counts(given: Mapping[str, int]) -> dict[str, int]:
    """What a turn counts; raises `TypeError` for parts of a number, on which a step would stop half-way."""
    return {name: operator.index(times) for name, times in given.items()}


def ownership(owner: str | None, epoch: str | int | None) -> Ownership:
    """Ownership from its two fields, absent at the start."""
    return Ownership(Owner(owner or Owner.BOT), int(epoch or 0))


def change(payload: str) -> Change:
    """A nudge from its payload."""
    conversation, last_seq, done_seq = payload.split(" ")
    return Change(conversation, int(last_seq), int(done_seq))


def waiting(key: str, flat: Sequence[str]) -> Waiting:
    """A waiting message from its stream entry."""
    fields = dict(zip(flat[::2], flat[1::2], strict=True))
    return Waiting(key, fields["conversation"], entry(int(fields["seq"]), fields))


def entry(seq: int, fields: Mapping[str, str]) -> Entry:
    """A message from the fields of its stream entry."""
    return Entry(
        seq=seq,
        role=Role(fields["role"]),
        body=json.loads(fields["body"]),
        at_ms=int(fields["at"]),
        client_id=fields["id"],
        re=int(fields["re"]),
    )
