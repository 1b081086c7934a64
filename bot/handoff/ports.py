"""The port of the call-backs: who asked to be called or written to, and who did it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Status(StrEnum):
    """Whether somebody still has to call or write back."""

    OPEN = "open"
    DONE = "done"


class ContactKind(StrEnum):
    """How a shopper can be reached."""

    PHONE = "phone"
    EMAIL = "email"


def _new_id() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRequest:
    """A shopper wants to hear from a person."""

    id: str = field(default_factory=_new_id)
    conversation: str
    asked_ms: int
    """When it was asked, epoch milliseconds UTC."""
    contact: str
    """Where to reach the shopper: `+31612345678` or an e-mail address."""
    contact_kind: ContactKind
    reason: str
    """Name of the intent that led here, such as `request_human`, or plain words."""
    language: str
    """`nl` or `en`."""
    last_words: str
    """What the shopper said last, as typed."""
    status: Status = Status.OPEN
    done_ms: int = 0
    """When it was done, epoch milliseconds UTC; 0 while it is open."""
    done_by: str = ""
    note: str = ""


class UnknownCallback(Exception):
    """There is no call-back with this id."""

    def __init__(self, callback_id: str) -> None:
        """Say which id was asked for."""
        super().__init__(f"no call-back has id {callback_id!r}; take one from the list of call-backs")


class AlreadyDone(Exception):
    """Somebody else closed this call-back first; `request` says who and when."""

    def __init__(self, request: CallbackRequest) -> None:
        """Keep the call-back as it was closed."""
        super().__init__(f"call-back {request.id} was done by {request.done_by!r} at {request.done_ms} ms")
        self.request = request


class HandoffsUnavailable(Exception):
    """The store of the call-backs does not answer; nothing is known to be written. Try again, same key."""


class Handoffs(Protocol):
    """Keeps the call-backs. All methods raise `HandoffsUnavailable`."""

    async def request_callback(self, request: CallbackRequest, *, key: str) -> CallbackRequest:
        """Write a request once: a `key` seen before in its conversation gives the first request again.

        `key` is the id of the shopper's message that led to the request.
        """

    async def callbacks(self, status: Status | None = None, limit: int = 200) -> Sequence[CallbackRequest]:
        """At most `limit` requests: open ones from the longest waiting, then done ones from the latest."""

    async def close(self, callback_id: str, *, by: str, note: str = "") -> CallbackRequest:
        """Mark a request as done, once; raises `AlreadyDone` or `UnknownCallback`."""

    async def disconnect(self) -> None:
        """Let go of the store; it is unusable afterwards."""
