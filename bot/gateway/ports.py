"""What the public side asks of the rest of the process."""

from __future__ import annotations

from typing import Protocol


class Meters(Protocol):
    """Counts what the gateway does; labels have few values, fixed by the program."""

    def opened(self) -> None:
        """A chat connection was opened."""

    def closed(self) -> None:
        """A chat connection was closed."""

    def heard(self, kind: str) -> None:
        """A frame or request was read; `kind` is one of the protocol's types."""

    def refused(self, code: str) -> None:
        """Something was refused, with one of the protocol's error codes."""

    def resumed(self) -> None:
        """A token of a conversation that is still there was shown."""

    def answered(self, seconds: float) -> None:
        """The turn of a message was over, `seconds` after the message was stored."""
