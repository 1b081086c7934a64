"""The port of the conversation log: what every message passes, and nothing of how it is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from bot.conversation.messages import (
    RESYNC,
    Appended,
    Body,
    Change,
    Entry,
    JourneyEvent,
    Lag,
    Lease,
    Outcome,
    Owner,
    Ownership,
    Position,
    Role,
    Snapshot,
    Turn,
    Waiting,
)

__all__ = [
    "KEPT_DAYS",
    "MOST_WAITING",
    "RESYNC",
    "SEQ",
    "SHARDS",
    "Appended",
    "Body",
    "Change",
    "ConversationLog",
    "Entry",
    "JourneyEvent",
    "Lag",
    "Lease",
    "Outcome",
    "Owner",
    "Ownership",
    "Position",
    "Role",
    "Snapshot",
    "Turn",
    "Waiting",
]

SEQ = "\x1a"
"""In a journey event: the seq of the message written with it. JSON text never has this character otherwise."""
SHARDS = 64
"""Fixed at creation: the shard of a conversation never changes."""
KEPT_DAYS = 90
"""A conversation is kept so long after its last message."""
MOST_WAITING = 20
"""Messages of one conversation that may wait for a turn; a shopper who types faster is told to wait."""


class ConversationLog(Protocol):
    """Order, locking, deduplication and commit of every conversation.

    All methods raise `LogUnavailable`, and `InvalidId` for ids outside what is allowed: conversations and
    workers 1 to 128 letters, digits and `._:-`, client ids 1 to 64 printable characters.
    """

    async def append(
        self,
        conversation: str,
        client_id: str,
        body: Body,
        role: Role = Role.SHOPPER,
        *,
        events: Sequence[str] = (),
    ) -> Appended:
        """Write a message and its journey events once: a `client_id` seen before gives the first seq again.

        Ids count by conversation, and those of shoppers apart from all others. A shopper's message then waits for
        a turn; those of other roles are only shown. `SEQ` in an event becomes the message's seq.
        Raises `TooManyWaiting`.
        """

    async def join(self, worker: str) -> tuple[str, ...]:
        """Say that `worker` lives, for as long as a lease lasts; the names of all that live, sorted."""

    async def leave(self, worker: str) -> None:
        """Say that `worker` takes no more shards; harmless when it was not there."""

    async def workers(self) -> tuple[str, ...]:
        """Names of the workers that live, sorted."""

    async def claim(self, worker: str, shard: int) -> Lease | None:
        """Take or renew the shard for `worker`, with its oldest waiting messages; None when another owns it.

        A renewed lease keeps its fence. `worker` names one running process: a restarted one has a new name.
        """

    async def release(self, lease: Lease) -> None:
        """Give the shard back before the lease expires; harmless when it is no longer this worker's."""

    async def snapshot(self, conversation: str) -> Snapshot:
        """The conversation as the last completed turn left it."""

    async def complete(self, lease: Lease, turn: Turn) -> Outcome:
        """Write done-mark, state, replies, journey events and counters and take the message off the queue, in one step.

        Raises `OutOfOrder` when an earlier message of the conversation still waits.
        """

    async def read(self, conversation: str, after_seq: int = 0, limit: int = 500) -> list[Entry]:
        """Messages after `after_seq` in order, at most `limit`."""

    async def entry(self, conversation: str, seq: int) -> Entry | None:
        """The one message at `seq`, or None."""

    async def position(self, conversation: str) -> Position:
        """How far the conversation has come and who owns it."""

    async def set_owner(
        self,
        conversation: str,
        owner: Owner,
        epoch: int,
        *,
        say: tuple[str, Body] | None = None,
        events: Sequence[str] = (),
    ) -> Ownership:
        """Change the owner when the epoch is still `epoch`; returns what holds afterwards either way.

        In the same step `say`, a client id and a body, is appended as a message of the system, with its journey
        events as in `append`. A client id seen before changes nothing: that step was taken already.
        """

    def watch(self) -> AsyncIterator[Change]:
        """Nudges of every conversation, for as long as the caller listens.

        The first is `RESYNC`, once the listening has begun; another follows whenever the connection was lost.
        """

    def arrivals(self) -> AsyncIterator[int]:
        """Shards in which messages wait: at once after an append, then every second while they do."""

    async def journey(self, shard: int, after_key: str, limit: int = 500) -> list[JourneyEvent]:
        """Journey events of a shard after `after_key` (empty: from the first), oldest first."""

    async def lag(self) -> Lag:
        """How far the workers are behind, over all shards."""

    async def counters(self) -> Mapping[str, int]:
        """What happened since the log was made, by name.

        `messages` (of shoppers), `resends` (of a known client id), `refused` (too many waited), `turns`, `replies`,
        and what turns count themselves.
        """

    async def epoch(self) -> str:
        """Identity of the stored log: another value means that what clients remember is gone."""

    async def ping(self) -> None:
        """Raise `LogUnavailable` when the store does not answer."""

    async def close(self) -> None:
        """Close connections; the log is unusable afterwards."""
