"""From numbers to places on a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from `low`..`high` to `start`..`end`; what falls outside is drawn on the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where `value` lies."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def smooth(points: Sequence[Point]) -> str:
    """A path through points in order of x that never swings beyond them.

    Monotone cubic interpolation (Fritsch and Carlson 1980), with the three-point slopes of Fritsch and Butland 1984.
    """
    if not points:
        return ""
    slopes = _slopes(points)
    path = [f"M{_at(points[0])}"]
    for (x0, y0), (x1, y1), s0, s1 in zip(points, points[1:], slopes, slopes[1:], strict=False):
        third = (x1 - x0) / 3
        bend, arrive = (x0 + third, y0 + s0 * third), (x1 - third, y1 - s1 * third)
        path.append(f"C{_at(bend)} {_at(arrive)} {_at((x1, y1))}")
    return "".join(path)


def between(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """The area between two smooth lines over the same x."""
    if not upper:
        return ""
    back = smooth([(-x, y) for x, y in reversed(lower)])
    return smooth(upper) + "L" + _mirrored(back[1:]) + "Z"


def _mirrored(path: str) -> str:
    """The path with the sign of every x turned, as `between` turned it to run from left to right."""
    turned = []
    for piece in path.split("C"):
        pairs = [pair.split(",") for pair in piece.split()]
        turned.append(" ".join(f"{-float(x) + 0.0:g},{y}" for x, y in pairs))
    return "C".join(turned)


def _slopes(points: Sequence[Point]) -> list[float]:
    steps = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    if not steps:
        return [0.0]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(steps)]
    return [steps[0] if len(steps) == 1 else 0.0, *inner, steps[-1] if len(steps) == 1 else 0.0]


def _at(point: Point) -> str:
    x, y = point
    return f"{round(x, 1) + 0.0:g},{round(y, 1) + 0.0:g}"
