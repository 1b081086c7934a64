"""The one way in which the public side says no."""

from __future__ import annotations


class Refused(Exception):
    """Something a visitor sent was not taken now."""

    def __init__(self, code: str, **values: int | str) -> None:
        """`code` is one of docs/protocol.md; `values` (`allowed`, `retry_after` in s) go with it to the client."""
        super().__init__(code)
        self.code = code
        self.values = values
