"""How many attempts there are, and a count in memory."""

from __future__ import annotations

from collections.abc import Collection

LIMIT = 5
"""Wrong attempts a subject has in `WINDOW_MS`."""
WINDOW_MS = 3_600_000


class MemoryAttempts:
    """`Attempts` of one process: for tests and for a shop with one worker."""

    def __init__(self) -> None:
        """Nobody has tried anything."""
        self._taken: dict[str, tuple[int, frozenset[str]]] = {}

    async def take(self, key: str, subjects: Collection[str], *, at_ms: int) -> bool:
        """See `Attempts`."""
        self._taken = {k: taken for k, taken in self._taken.items() if taken[0] > at_ms - WINDOW_MS}
        counts = [sum(s in named for _, named in self._taken.values()) for s in subjects]
        if key in self._taken:
            return True
        if max(counts, default=0) >= LIMIT:
            return False
        self._taken[key] = (at_ms, frozenset(subjects))
        return True

    async def give_back(self, key: str) -> None:
        """See `Attempts`."""
        self._taken.pop(key, None)

    async def disconnect(self) -> None:
        """See `Attempts`."""
