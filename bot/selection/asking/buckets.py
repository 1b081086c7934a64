"""Numbers in at most seven buckets, at bounds that people would choose: 500, 750, 1.000."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MOST = 7
FEW = 12
"""So many different numbers, or fewer, that nearly all products have: the bounds are numbers that occur."""
NEARLY_ALL = 0.9
LEAST_SHARE = 0.03
"""A bucket with less of what is likely goes with its neighbour."""
APART = 0.03
"""How far a bound is from the next at least, as a share of it: nobody chooses between 58 and 59 cm."""
ROOM = 0.6
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Buckets:
    """Rising buckets; a number at a bound is in the lower one."""

    parts: tuple[float, ...]
    """What parts each from the next."""
    bounds: tuple[tuple[float | None, float | None], ...]
    """The least and the most of each, both in it; None where it is open."""

    def of(self, numbers: NDArray[np.floating]) -> NDArray[np.intp]:
        """The bucket of each number, -1 of NaN."""
        found = np.searchsorted(np.array(self.parts), numbers)
        return np.where(np.isnan(numbers), -1, found)


def buckets(
    numbers: NDArray[np.floating], shares: Floats, *, fixed: Sequence[float] = (), round_steps: bool = False
) -> Buckets | None:
    """At most seven buckets over numbers that are as likely as `shares` (any scale), or None when all are equal.

    About as likely each, with bounds at 1-2-2.5-5 steps; where few numbers occur, and `round_steps` is False, at
    those numbers. `fixed` are the shop's own bounds, used while they part what is likely.
    """
    order = np.argsort(numbers, kind="stable")
    values, weights = numbers[order].astype(np.float64), shares[order]
    begins = np.flatnonzero(np.diff(values, prepend=np.nan) != 0)
    if len(begins) < 2:
        return None
    different = values[begins]
    mass = np.add.reduceat(weights, begins)
    few = not round_steps and _usual(mass) <= FEW
    if fixed and (kept := _kept(fixed, different, mass)):
        return _between(kept, different) if few else _at(kept)
    found = None if few else _at(_merged(_apart(_round_bounds(different, mass)), different, mass))
    return found or _between(_merged(_apart(_starts(different, mass)), different, mass), different)


def _usual(mass: Floats) -> int:
    """How many different numbers nearly all products have."""
    return int(np.searchsorted(np.cumsum(np.sort(mass)[::-1]), NEARLY_ALL * mass.sum())) + 1


def _kept(fixed: Sequence[float], different: Floats, mass: Floats) -> list[float]:
    """The shop's bounds that part what is likely, at most six of them; none when they do not."""
    inside = [bound for bound in fixed if different[0] <= bound < different[-1]]
    kept = _merged(inside, different, mass)
    while len(kept) >= MOST:
        shares = _shares(kept, different, mass)
        weakest = int(np.argmin(shares[:-1] + shares[1:]))
        kept = [*kept[:weakest], *kept[weakest + 1 :]]
    return kept


def _round_bounds(different: Floats, mass: Floats) -> list[float]:
    """Round numbers near the quantiles, rising."""
    cuts = _quantiles(different, mass, MOST)
    snapped = [_snap(cut, _room(cuts, at, different)) for at, cut in enumerate(cuts)]
    return [b for b in dict.fromkeys(snapped) if different[0] <= b < different[-1]]


def _quantiles(different: Floats, mass: Floats, parts: int) -> list[float]:
    """Where each next part of the mass begins."""
    summed = np.cumsum(mass) / mass.sum()
    at = np.searchsorted(summed, np.arange(1, parts) / parts)
    return [float(different[i]) for i in np.unique(np.minimum(at, len(different) - 1))]


def _room(cuts: Sequence[float], at: int, different: Floats) -> float:
    """The step at which a bound may stand: part of the way to the nearest of the others."""
    before = cuts[at - 1] if at else float(different[0])
    after = cuts[at + 1] if at + 1 < len(cuts) else float(different[-1])
    return ROOM * max(min(cuts[at] - before, after - cuts[at]), (after - before) / 4)


def _snap(number: float, room: float) -> float:
    """The nearest multiple of the largest 1-2-2.5-5 step that fits in the room."""
    if room <= 0:
        return number
    scale = 10.0 ** math.floor(math.log10(room))
    step = max(s * scale for s in STEPS if s * scale <= room * (1 + 1e-9))
    return round(round(number / step) * step, 6)


def _apart(bounds: Sequence[float]) -> list[float]:
    """The bounds without those that are hardly above the one before."""
    kept: list[float] = []
    for bound in bounds:
        if not kept or bound - kept[-1] >= APART * abs(bound):
            kept.append(bound)
    return kept


def _merged(bounds: Sequence[float], different: Floats, mass: Floats) -> list[float]:
    """The bounds without those of buckets that are hardly likely."""
    kept = sorted(bounds)
    while kept:
        shares = _shares(kept, different, mass)
        least = int(np.argmin(shares))
        if shares[least] >= LEAST_SHARE:
            break
        goes = least - 1 if least == len(kept) or (least and shares[least - 1] < shares[least + 1]) else least
        kept = [*kept[:goes], *kept[goes + 1 :]]
    return kept


def _shares(bounds: Sequence[float], different: Floats, mass: Floats) -> Floats:
    codes = np.searchsorted(np.array(bounds), different)
    return np.asarray(np.bincount(codes, weights=mass, minlength=len(bounds) + 1) / mass.sum(), dtype=np.float64)


def _at(bounds: Sequence[float]) -> Buckets | None:
    if not bounds:
        return None
    ends = [None, *bounds, None]
    return Buckets(tuple(bounds), tuple(pairwise(ends)))


def _starts(different: Floats, mass: Floats) -> list[float]:
    """Halfway before the numbers that begin a bucket: each number its own when there are few."""
    starts = different[1:] if len(different) <= MOST else _quantiles(different, mass, MOST)
    at = np.searchsorted(different, [s for s in starts if s > different[0]])
    return [float(half) for half in (different[at - 1] + different[at]) / 2]


def _between(parts: Sequence[float], different: Floats) -> Buckets | None:
    """Buckets from the first to the last of the numbers in them that occur."""
    at = np.unique(np.searchsorted(different, np.array(parts), side="right"))
    at = at[(at > 0) & (at < len(different))]
    if not len(at):
        return None
    lasts = [*(_plain(number) for number in different[at - 1]), None]
    lows = [_plain(different[0]) if at[0] == 1 and different[0] <= 1 else None, *(_plain(n) for n in different[at])]
    halves = (different[at - 1] + different[at]) / 2
    return Buckets(tuple(float(half) for half in halves), tuple(zip(lows, lasts, strict=True)))


def _plain(number: float) -> float:
    """A float32 as it was stated: 15.6, not 15.6000004."""
    return float(f"{number:.6g}")
