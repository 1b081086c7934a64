"""What can be measured: something that answers shoppers, in processes of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class NotAnswered(Exception):
    """A message got no answer, so that there is nothing to time."""

    def __init__(self, name: str, text: str, reason: str) -> None:
        """Say who did not answer what, and why."""
        super().__init__(f"{name} did not answer {text!r}: {reason}")


class Shopper(Protocol):
    """One conversation, seen from outside."""

    async def say(self, text: str) -> None:
        """Say something; returns once the last reply is here. Raises `NotAnswered`."""


class Subject(Protocol):
    """A running application, ours or a peer's."""

    @property
    def pids(self) -> Sequence[int]:
        """The processes that were started; their children belong to it."""

    def conversation(self, language: str) -> AbstractAsyncContextManager[Shopper]:
        """Begin a new conversation."""
