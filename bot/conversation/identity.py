"""Which ids the log takes, and the shard that follows from a conversation's id."""

from __future__ import annotations

import re
import zlib

from bot.conversation.errors import InvalidId
from bot.conversation.ports import SHARDS

NAME = re.compile(r"[A-Za-z0-9._:-]{1,128}")
KEY = re.compile(r"[0-9]{1,20}-[0-9]{1,20}")
CLIENT_ID_LENGTH = 64


def shard_of(conversation: str) -> int:
    """The shard of a conversation, 0 to `SHARDS` - 1: CRC-32 of its id, the same in every process."""
    return zlib.crc32(named("conversation", conversation).encode()) % SHARDS


def named(kind: str, given: str) -> str:
    """`given` when it may name a conversation or a worker; raises `InvalidId`."""
    if not NAME.fullmatch(given):
        raise InvalidId(kind, given, "1 to 128 letters, digits and ._:-")
    return given


def client_id(given: str) -> str:
    """`given` when it may be a client id; raises `InvalidId`."""
    if not 1 <= len(given) <= CLIENT_ID_LENGTH or not given.isprintable():
        raise InvalidId("client id", given, f"1 to {CLIENT_ID_LENGTH} printable characters")
    return given


def shard(given: int) -> int:
    """`given` when it is a shard; raises `InvalidId`."""
    if not 0 <= given < SHARDS:
        raise InvalidId("shard", given, f"0 to {SHARDS - 1}")
    return given


def journey_key(given: str) -> str:
    """`given` when it is empty or the key of a journey event; raises `InvalidId`."""
    if given and not KEY.fullmatch(given):
        raise InvalidId("key of a journey event", given, "empty, or the key of an event read before")
    return given
