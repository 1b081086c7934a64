"""What passes through the conversation log: messages, turns, who owns and who leases, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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
