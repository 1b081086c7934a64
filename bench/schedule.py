"""When messages are meant to be sent: decided before the run, so that a slow answer cannot thin out the load."""

from __future__ import annotations

import random
from itertools import accumulate

SEED = 20261122


def typing(count: int, *, least: float, most: float, seed: int = SEED) -> list[float]:
    """Moments of `count` messages of one shopper, in seconds from the start: gaps evenly spread over [least, most].

    The same seed gives the same moments.
    """
    gaps = random.Random(seed)  # noqa: S311  # a schedule, not a secret
    return list(accumulate(gaps.uniform(least, most) for _ in range(count)))
