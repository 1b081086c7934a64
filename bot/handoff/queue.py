"""The port of the handoffs: shoppers who wait for a person, talk to one, or did."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.handoff.summary import Summary


class Stage(StrEnum):
    """How far a handoff has come; it only goes forward."""

    QUEUED = "queued"
    """Asked for, and nobody has taken it yet."""
    HUMAN = "human"
    """Somebody of staff talks with the shopper."""
    RETURNED = "returned"
    """Given back to the assistant."""
    COMPLETED = "completed"
    """Ended by staff: nothing is left to do."""
    CALLED_OFF = "called_off"
    """The shopper wants no person any more, or a call-back instead."""


LIVE = frozenset({Stage.QUEUED, Stage.HUMAN})
ENDED = frozenset({Stage.RETURNED, Stage.COMPLETED, Stage.CALLED_OFF})


def _new_id() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """One shopper who wants a person, now."""

    id: str = field(default_factory=_new_id)
    conversation: str
    asked_ms: int
    """When it was asked, epoch milliseconds UTC; so are all times."""
    reason: str
    """Name of the intent that led here, such as `request_human` or `complaint`."""
    language: str
    """`nl` or `en`."""
    summary: Summary
    stage: Stage = Stage.QUEUED
    agent: str = ""
    """Who of staff took it; empty while it is queued."""
    taken_ms: int = 0
    ended_ms: int = 0
    reviewed_by: str = ""
    reviewed_ms: int = 0
    note: str = ""
    """What the reviewer wrote."""


class UnknownHandoff(Exception):
    """There is no handoff with this id."""

    def __init__(self, handoff_id: str) -> None:
        """Say which id was asked for."""
        super().__init__(f"no handoff has id {handoff_id!r}; take one from the list of handoffs")


class NotYours(Exception):
    """The handoff is not in a stage, or not with the person, that this step asks for; `handoff` is as it stands."""

    def __init__(self, handoff: Handoff, allowed: str) -> None:
        """Say how it stands and what would be allowed."""
        held = f"{handoff.stage.value} by {handoff.agent!r}" if handoff.agent else handoff.stage.value
        super().__init__(f"handoff {handoff.id} is {held}; allowed: {allowed}. Reload the list.")
        self.handoff = handoff


class HandoffQueue(Protocol):
    """Keeps the handoffs. All methods raise `HandoffsUnavailable` of `bot.handoff.ports`."""

    async def request(self, handoff: Handoff, *, key: str) -> Handoff:
        """Put a shopper in the queue once: a `key` seen before, or the conversation's live handoff, is given back."""

    async def list(self, stages: Collection[Stage], limit: int = 200) -> Sequence[Handoff]:
        """At most `limit` handoffs in these stages: live ones from the longest waiting, ended ones from the latest."""

    async def get(self, handoff_id: str) -> Handoff:
        """The handoff; raises `UnknownHandoff`."""

    async def live(self, conversation: str) -> Handoff | None:
        """The queued or held handoff of a conversation, if there is one."""

    async def claim(self, handoff_id: str, *, by: str) -> Handoff:
        """Take a queued one, for exactly one of all who try; raises `NotYours` or `UnknownHandoff`."""

    async def end(self, handoff_id: str, *, by: str, stage: Stage) -> Handoff:
        """Give back (`RETURNED`), complete or call off a live one; once, and by whoever holds it. Raises as `claim`."""

    async def review(self, handoff_id: str, *, by: str, note: str = "") -> Handoff:
        """Mark an ended one as reviewed, with a note; later reviews replace the note. Raises as `claim`."""

    async def disconnect(self) -> None:
        """Let go of the store; it is unusable afterwards."""
