"""What the conversation log refuses or cannot do, one error for each cause."""

from __future__ import annotations


class LogUnavailable(Exception):
    """The store does not answer; nothing is known to be written. Try again, with the same client id."""


class InvalidId(Exception):
    """An id given to the log has a length or characters that are not allowed; nothing was written."""

    def __init__(self, kind: str, given: object, allowed: str) -> None:
        """Say which id, what it was and what it may be."""
        super().__init__(f"{kind} is {given!r}; allowed: {allowed}. Give it in that form.")


class TooManyWaiting(Exception):
    """A shopper's message was refused because too many of the conversation wait for a turn; nothing was written."""

    def __init__(self, conversation: str, most: int) -> None:
        """Say which conversation and how many may wait."""
        super().__init__(
            f"{most} messages of conversation {conversation!r} wait for a turn, as many as may; "
            "send it again, with the same client id, when one of them was answered"
        )
        self.most = most


class OutOfOrder(Exception):
    """A turn was offered while an earlier message of its conversation still waits; nothing was written."""

    def __init__(self, conversation: str, seq: int) -> None:
        """Say which turn came too early."""
        super().__init__(
            f"message {seq} of conversation {conversation!r} got its turn while an earlier one still waits; "
            "complete the messages of a lease in their order"
        )
