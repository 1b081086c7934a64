"""The arithmetic of measured numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median


class NothingMeasured(Exception):
    """A figure was asked of no measurements."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("there is no measurement to make a figure of; let the bench run longer, without --quick")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of the values do not exceed: the nearest-rank definition.

    Raises `NothingMeasured`.
    """
    if not values:
        raise NothingMeasured
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def median_percentile(runs: Sequence[Sequence[float]], share: float) -> float:
    """The percentile of each run, and of those the median: one disturbed run does not decide.

    Raises `NothingMeasured`.
    """
    return middle([percentile(run, share) for run in runs])


def middle(values: Sequence[float]) -> float:
    """The median; raises `NothingMeasured`."""
    if not values:
        raise NothingMeasured
    return float(median(values))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median of ours ÷ theirs run by run: both sides of a pair were measured one after the other.

    Raises `NothingMeasured`.
    """
    return middle([one / other for one, other in zip(ours, theirs, strict=True)])
