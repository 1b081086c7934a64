"""How sure a figure is: 95 % intervals of shares, of means, and of their differences."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""The normal distribution leaves 2.5 % above it."""
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of `n` observations with their standard deviation."""

    value: float
    spread: float
    n: int


def wilson(hits: int, n: int) -> Interval:
    """The interval of the share `hits`/`n`, within 0..1; raises ValueError unless 0 <= hits <= n and n > 0.

    Wilson's score interval (E.B. Wilson, "Probable inference, the law of succession, and statistical inference",
    JASA 22, 1927). It holds for small n and for shares near 0 and 1, where the usual one does not.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} of {n} is no share: give 0 <= hits <= n and n > 0")
    middle = (hits + Z * Z / 2) / (n + Z * Z)
    half = Z / (n + Z * Z) * math.sqrt(hits * (n - hits) / n + Z * Z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(hits_a: int, n_a: int, hits_b: int, n_b: int) -> Interval:
    """The interval of the difference of two independent shares, b minus a, within -1..1; raises as `wilson`.

    Method 10 of R.G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics
    in Medicine 17, 1998: both Wilson intervals, put together by the squares.
    """
    (low_a, high_a), (low_b, high_b) = wilson(hits_a, n_a), wilson(hits_b, n_b)
    a, b = hits_a / n_a, hits_b / n_b
    return b - a - math.hypot(b - low_b, high_a - a), b - a + math.hypot(high_b - b, a - low_a)


def around(mean: Mean) -> Interval | None:
    """The interval of a mean by Student's t; None for fewer than two observations."""
    if mean.n < 2:
        return None
    half = t_quantile(mean.n - 1) * mean.spread / math.sqrt(mean.n)
    return mean.value - half, mean.value + half


def welch(a: Mean, b: Mean) -> Interval | None:
    """The interval of the difference of two means, b minus a; None when either has fewer than two observations.

    B.L. Welch, "The generalization of Student's problem when several different population variances are involved",
    Biometrika 34, 1947: the variances may differ.
    """
    if min(a.n, b.n) < 2:
        return None
    var_a, var_b = a.spread**2 / a.n, b.spread**2 / b.n
    apart, both = b.value - a.value, var_a + var_b
    if both == 0:
        return apart, apart
    part = var_a / both
    freedom = 1 / (part**2 / (a.n - 1) + (1 - part) ** 2 / (b.n - 1))
    half = t_quantile(freedom) * math.sqrt(both)
    return apart - half, apart + half


def t_quantile(freedom: float) -> float:
    """Where Student's t with so many degrees of freedom leaves 2.5 % above it; within 0.1 % from 4 degrees on.

    The expansion 26.7.5 of Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964.
    """
    z = Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))
