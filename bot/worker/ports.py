"""What the worker is given by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Warm(Protocol):
    """Makes the vectors of a text, so that the pipeline only looks them up. Runs in an executor."""

    def __call__(self, text: str) -> None:
        """Compute and keep."""


Clean = Callable[[str], str]
"""Makes a typed text safe for Rasa and the encoders: no control characters, no leading slash, capped."""

Redact = Callable[[str], str]
"""Takes personal data out of a text before it is kept for analysis."""
