"""Figures with all that judges them: a share with its count and interval, a mean with its spread."""

from __future__ import annotations

from journey_tracker.ports import Value
from journey_tracker.reports.gathering import ratio
from journey_tracker.reports.intervals import Mean, around, wilson
from journey_tracker.reports.table import Column, Kind


def share_columns(key: str, *, hits: str, n: str) -> tuple[Column, ...]:
    """Columns of the share of `hits` in `n`, with the ends of its interval."""
    low, high = f"{key}_low", f"{key}_high"
    whole = Column(key, Kind.SHARE, n=n, hits=hits, interval=(low, high))
    return whole, Column(low, Kind.SHARE, n=n), Column(high, Kind.SHARE, n=n)


def share(key: str, hits: int, n: int) -> dict[str, Value]:
    """The values of `share_columns`; without interval when there are more hits than n, as of a rate."""
    low, high = wilson(hits, n) if 0 <= hits <= n and n else (None, None)
    return {key: ratio(hits, n), f"{key}_low": low, f"{key}_high": high}


def mean_columns(key: str, kind: Kind, *, n: str) -> tuple[Column, ...]:
    """Columns of a mean of n observations, with its standard deviation and the ends of its interval."""
    low, high, spread = f"{key}_low", f"{key}_high", f"{key}_spread"
    whole = Column(key, kind, n=n, spread=spread, interval=(low, high))
    return whole, Column(spread, kind, n=n), Column(low, kind, n=n), Column(high, kind, n=n)


def mean(key: str, found: Mean | None) -> dict[str, Value]:
    """The values of `mean_columns`; all None when nothing was observed."""
    low, high = (found and around(found)) or (None, None)
    value, spread = (found.value, found.spread) if found else (None, None)
    return {key: value, f"{key}_spread": spread, f"{key}_low": low, f"{key}_high": high}
