"""The rows of an answer, added up: counts and distributions by key."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from journey_tracker.ports import Record, Value
from journey_tracker.reports.intervals import Mean

Key = tuple[Value, ...]


def whole(value: Value) -> int:
    """A count of an answer; nothing is 0."""
    return int(value or 0)


def sums(rows: Iterable[Record], *by: str) -> defaultdict[Key, Counter[str]]:
    """All other columns added up by the values of `by`; 0 for what there is not."""
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts = found[tuple(row[name] for name in by)]
        for name, value in row.items():
            if name not in by and not isinstance(value, str):
                counts[name] += whole(value)
    return found


@dataclass(slots=True)
class Histogram:
    """How often each bucket was met."""

    counts: Counter[int] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        """How many observations."""
        return self.counts.total()

    def quantile(self, share: float, of: Callable[[int], float]) -> float | None:
        """The value below which `share` (0..1) of the observations lie, by nearest rank; None without any.

        `of` gives the value of a bucket. Definition 1 of R.J. Hyndman and Y. Fan, "Sample quantiles in statistical
        packages", The American Statistician 50, 1996.
        """
        rank = max(1, math.ceil(share * self.n))
        seen = 0
        for bucket in sorted(self.counts):
            seen += self.counts[bucket]
            if seen >= rank:
                return of(bucket)
        return None

    def mean(self, of: Callable[[int], float] = float) -> Mean | None:
        """Mean and standard deviation (n-1) of the values of the buckets; None without observations."""
        if not self.n:
            return None
        middle = sum(of(b) * n for b, n in self.counts.items()) / self.n
        squares = sum((of(b) - middle) ** 2 * n for b, n in self.counts.items())
        return Mean(middle, math.sqrt(squares / (self.n - 1)) if self.n > 1 else 0.0, self.n)


def histograms(rows: Iterable[Record], *by: str) -> defaultdict[Key, Histogram]:
    """The distributions of column `bucket` by the values of `by`; an empty one for what there is not."""
    found: defaultdict[Key, Histogram] = defaultdict(Histogram)
    for row in rows:
        found[tuple(row[name] for name in by)].counts[whole(row["bucket"])] += whole(row["n"])
    return found


def ratio(part: float, of: float) -> float | None:
    """`part` of the whole; None of nothing."""
    return part / of if of else None
