"""Names of what the log keeps in Redis: everything of one shard lies under one hash tag."""

from __future__ import annotations

from bot.conversation.identity import shard, shard_of
from bot.conversation.ports import SHARDS

EPOCH = "kw:epoch"
WORKERS = "kw:workers"
"""Workers that live, each with the time until which it is known to."""
CHANGES = "kw:changes"
"""Channel of changes: `conversation last_seq done_seq`."""
ARRIVALS = "kw:arrivals"
"""Channel of arrivals: the shard in which a message began to wait."""


def of_shard(number: int, name: str) -> str:
    """Key of `waiting`, `lease`, `fence`, `journey` or `counters` in a shard."""
    return f"{{kw:{shard(number):02d}}}:{name}"


def some_of_shard(number: int, *names: str) -> list[str]:
    """Several keys of a shard, in that order."""
    return [of_shard(number, name) for name in names]


def of_every_shard(name: str) -> list[str]:
    """The key of that name in each shard."""
    return [of_shard(number, name) for number in range(SHARDS)]


def of_conversation(conversation: str, name: str) -> str:
    """Key of `meta`, `log` or `ids` of a conversation."""
    return f"{of_shard(shard_of(conversation), name)}:{conversation}"


def all_of_conversation(conversation: str) -> list[str]:
    """Keys of `meta`, `log` and `ids`, the order in which scripts take them."""
    return [of_conversation(conversation, name) for name in ("meta", "log", "ids")]
