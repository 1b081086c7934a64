"""How often something may happen: a bucket for each sender that fills again in a minute."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_BUCKETS = 10_000
"""So many are kept before those that are full again are let go."""


@dataclass(slots=True)
class Pace:
    """Counts in the memory of this process; several processes count each by itself."""

    per_minute: int
    """0: no limit."""
    clock: Callable[[], float] = time.monotonic
    """Seconds."""
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    """What was left, and when that was."""

    def wait(self, who: str, cost: int = 1) -> int:
        """Take `cost` of `who`: 0 when there was enough, else the seconds until there will be.

        Whoever asks for more than a whole bucket empties it.
        """
        if not self.per_minute:
            return 0
        now = self.clock()
        left, asked = self._left(who, now), min(cost, self.per_minute)
        if left < asked:
            return math.ceil((asked - left) * 60 / self.per_minute)
        self._forget(now)
        self._buckets[who] = (left - asked, now)
        return 0

    def _left(self, who: str, now: float) -> float:
        left, at = self._buckets.get(who, (float(self.per_minute), now))
        return min(self.per_minute, left + (now - at) * self.per_minute / 60)

    def _forget(self, now: float) -> None:
        if len(self._buckets) >= MOST_BUCKETS:
            full = [who for who in self._buckets if self._left(who, now) >= self.per_minute]
            for who in full:
                del self._buckets[who]
