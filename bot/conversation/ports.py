"""The port of the conversation log: what every message passes, and nothing of how it is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

Body = Mapping[str, Any]
"""What a message says, as JSON: always `text`, and for replies of the bot `cards`, `chips` and the like."""


class Role(StrEnum):
    """Who speaks in a message."""

    SHOPPER = "shopper"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Owner(StrEnum):
    """Who answers the shopper in a conversation."""

    BOT = "bot"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a conversation, and the epoch: a number that grows by one with every change of owner."""

    owner: Owner
    epoch: int


@dataclass(frozen=True, slots=True)
class Appended:
    """Where a message landed: its seq, from 1 up; `duplicate` when the client id was seen before."""

    seq: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One message as the conversation shows it to every side, in the order of `seq`."""

    seq: int
    role: Role
    body: Body
    at_ms: int
    """Server time of the append, epoch milliseconds UTC."""
    client_id: str = ""
    """The id the sender's client chose; empty for the bot's own messages."""
    re: int = 0
    """For a reply: the seq of the message it answers; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits for its turn, with all a worker needs to answer it."""

    key: str
    """Name of the waiting message in its shard; opaque to everyone but the log."""
    conversation: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one worker to write in one shard, until it expires or a higher fence is given out."""

    worker: str
    shard: int
    fence: int
    messages: tuple[Waiting, ...] = ()
    """The oldest waiting messages of the shard, in the order in which they were appended."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A conversation between two turns: the worker's own state, who owns it, the last turn done."""

    state: str
    """What the last completed turn stored, empty at the start; opaque to the log."""
    ownership: Ownership
    done_seq: int
    """The seq of the last message whose turn was completed, 0 at the start."""
    human_until: int = 0
    """Up to this seq a person read along and answered, 0 when none ever did: no turn answers that any more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """All that one turn changes; it happens as one step or not at all."""

    message: Waiting
    owner_epoch: int
    """Epoch of the ownership the turn was made under: it is not written when that has changed."""
    state: str
    replies: Sequence[Body] = ()
    events: Sequence[str] = ()
    """Journey events as CloudEvents JSON, one string each, in order."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What to add to the counters of the log, by name."""


class Outcome(StrEnum):
    """What became of a turn that was offered for completion."""

    DONE = "done"
    STALE = "stale"
    """The owner changed while the turn was in flight; nothing was written. Make the turn again, under the new owner."""
    DUPLICATE = "duplicate"
    """This message had its turn already; nothing was written."""
    FENCED = "fenced"
    """The lease is no longer this worker's; nothing was written."""


@dataclass(frozen=True, slots=True)
class Change:
    """A nudge: something is new in a conversation. Read it with `read`; nudges may be repeated.

    `RESYNC` says that nudges may have been lost: read everything that is shown again.
    """

    conversation: str
    last_seq: int
    done_seq: int


RESYNC = Change("", 0, 0)


@dataclass(frozen=True, slots=True)
class JourneyEvent:
    """One journey event in a shard's stream: `key` to resume after, `event` as CloudEvents JSON."""

    key: str
    event: str


@dataclass(frozen=True, slots=True)
class Position:
    """How far a conversation has come: `last_seq` 0 means nothing was ever said."""

    last_seq: int
    done_seq: int
    ownership: Ownership = field(default_factory=lambda: Ownership(Owner.BOT, 0))


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the workers are behind: messages that wait for a turn, and how long the oldest has waited."""

    waiting: int
    oldest_ms: int


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


SEQ = "\x1a"
"""In a journey event: the seq of the message written with it. JSON text never has this character otherwise."""
SHARDS = 64
"""Fixed at creation: the shard of a conversation never changes."""
KEPT_DAYS = 90
"""A conversation is kept so long after its last message."""
MOST_WAITING = 20
"""Messages of one conversation that may wait for a turn; a shopper who types faster is told to wait."""
