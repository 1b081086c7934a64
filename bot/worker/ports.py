"""What the worker is given by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Warm(Protocol):
    """Makes the vectors of a text, so that the pipeline only looks them up. Runs in an executor."""

    def __call__(self, text: str) -> None:
        """Compute and keep."""


class Meters(Protocol):
    """Counts what the worker does."""

    def made(self, outcome: str, seconds: float) -> None:
        """A turn was offered: what became of it, and how long after it was begun."""

    def failed(self) -> None:
        """A turn failed; its message waits again."""

    def shares(self, count: int) -> None:
        """So many shards are this worker's share now."""


Clean = Callable[[str], str]
"""Makes a typed text safe for Rasa and the encoders: no control characters, no leading slash, capped."""

Redact = Callable[[str], str]
"""Takes personal data out of a text before it is kept for analysis."""
