"""What visits come down to: shares, means, and how sure a difference between two policies is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.simulating.visit import Visit

AFTER = (3, 5, 8)
"""Numbers of replies after which success is told."""
DRAWS = 2000
BOUNDS = (2.5, 97.5)
DIGITS = 4

Found = NDArray[np.int8]
"""Shopper x number of replies: 1 where what is wanted was shown."""


def figures(visits: Sequence[Visit]) -> dict[str, Any]:
    """The figures of one policy, as docs/simulate.md names them; milliseconds per decision."""
    seconds = [s for v in visits for s in v.seconds]
    claims = [v.claims[v.stop] for v in visits]
    known = [c for c in claims if c is not None]
    return {
        "success": {str(t): _share([v.found[t] for v in visits]) for t in AFTER},
        "questions": round(float(np.mean([v.questions for v in visits])), DIGITS),
        "violations": sum(v.violations for v in visits),
        "claimed": _share(known) if known else None,
        "observed": _share([v.hits[v.stop] for v in visits]),
        "success_at_stop": _share([v.found[v.stop] for v in visits]),
        "claimed_after": {str(t): _claimed(visits, t) for t in AFTER},
        "observed_after": {str(t): _share([v.hits[t] for v in visits]) for t in AFTER},
        "ms_p50": _milliseconds(seconds, 50),
        "ms_p95": _milliseconds(seconds, 95),
    }


def leads(visits: Mapping[str, Sequence[Visit]], ahead: str, seed: int) -> dict[str, dict[str, dict[str, float]]]:
    """By how much `ahead` succeeds more often than each other policy: the mean and its 95 % bounds."""
    found = {name: found_of(some) for name, some in visits.items()}
    own = found.pop(ahead, None)
    if own is None:
        return {}
    return {name: {str(t): bounds(own[:, t] - other[:, t], seed) for t in AFTER} for name, other in found.items()}


def found_of(visits: Sequence[Visit]) -> Found:
    """The successes as a matrix."""
    return np.array([v.found for v in visits], dtype=np.int8)


def bounds(differences: Found, seed: int) -> dict[str, float]:
    """Mean of paired differences with its 95 % bounds: the bootstrap of Efron (1979), percentiles of 2,000 draws."""
    rng = np.random.default_rng(seed)
    means = differences[rng.integers(0, len(differences), (DRAWS, len(differences)))].mean(axis=1)
    low, high = np.percentile(means, BOUNDS)
    return {
        "mean": round(float(differences.mean()), DIGITS),
        "low": round(float(low), DIGITS),
        "high": round(float(high), DIGITS),
    }


def _claimed(visits: Sequence[Visit], turn: int) -> float | None:
    known = [c for v in visits if (c := v.claims[turn]) is not None]
    return _share(known) if known else None


def _share(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), DIGITS)


def _milliseconds(seconds: Sequence[float], percentile: float) -> float:
    return round(float(np.percentile(seconds, percentile)) * 1000, 3)
