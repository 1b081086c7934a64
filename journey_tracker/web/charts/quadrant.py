"""Success beside emotion: where the task is done and the customer is not happy, and the other way round."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.scale import Scale
from journey_tracker.web.charts.svg import chart, tag, text

_WIDTH, _HEIGHT, _LEFT, _FOOT = 720.0, 400.0, 46.0, 40.0
_LINE = 16.0
"""Room that a name takes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A phase: how often the task is done (0..1) and how it felt (-1..1)."""

    name: str
    tone: str
    success: float
    mood: float
    n: int
    few: bool = False


def quadrant(
    spots: Sequence[Spot], *, label: str, edge: float, axes: tuple[str, str], corners: Sequence[str]
) -> Markup:
    """Success from left to right, mood from low to high; `corners` says what the corners mean, clockwise from top left.

    The area of a spot is how many stays it is about.
    """
    across = Scale(0, 1, _LEFT, _WIDTH - 40)
    up = Scale(-edge, edge, _HEIGHT - _FOOT, 10)
    most = max((spot.n for spot in spots), default=1)
    parts = [*_ground(across, up, axes), *_corners(corners, across, up)]
    placed = [_Placed(s, across(s.success), up(s.mood), 6 + 22 * math.sqrt(s.n / most)) for s in spots]
    parts += [_circle(one) for one in sorted(placed, key=lambda one: -one.size)]
    parts += [part for side in (True, False) for part in _names([one for one in placed if one.is_right is side])]
    return chart(_WIDTH, _HEIGHT, label, parts, "quadrant")


def _ground(across: Scale, up: Scale, axes: tuple[str, str]) -> list[Markup]:
    left, right, top, bottom = across(0), across(1), up(up.high), up(up.low)
    return [
        tag("rect", x=left, y=top, width=right - left, height=bottom - top, class_="frame"),
        tag("path", d=f"M{left:g} {up(0):.1f}H{right:g}M{across(0.5):.1f} {top:g}V{bottom:g}", class_="zero"),
        text(right, bottom + 28, axes[0], "name", "end"),
        text(left, bottom + 28, axes[1], "name", "start"),
        *(text(across(share), bottom + 14, f"{share:.0%}".replace("%", " %"), "note") for share in (0, 0.5, 1)),
        text(left - 8, top + 12, "+", "name", "end"),
        text(left - 8, up(0) + 5, "0", "name", "end"),
        text(left - 8, bottom, "−", "name", "end"),
    ]


def _corners(corners: Sequence[str], across: Scale, up: Scale) -> list[Markup]:
    left, right, top, bottom = across(0) + 10, across(1) - 10, up(up.high) + 20, up(up.low) - 12
    places = ((left, top, "start"), (right, top, "end"), (right, bottom, "end"), (left, bottom, "start"))
    return [text(x, y, words, "corner", anchor) for words, (x, y, anchor) in zip(corners, places, strict=False)]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A spot at its place."""

    spot: Spot
    x: float
    y: float
    size: float

    @property
    def is_right(self) -> bool:
        """Whether its name stands to the left of it, as it lies in the right half."""
        return self.x > _WIDTH / 2


def _circle(one: _Placed) -> Markup:
    kind = f"spot {one.spot.tone}{' few' if one.spot.few else ''}"
    return tag("circle", cx=one.x, cy=one.y, r=one.size, class_=kind)


def _names(placed: Sequence[_Placed]) -> list[Markup]:
    """The names of one half from top to bottom, each moved down as far as needed to be read."""
    drawn: list[Markup] = []
    free = -math.inf
    for one in sorted(placed, key=lambda one: one.y):
        y = max(one.y + 5, free)
        free = y + _LINE
        place = one.x - one.size - 7 if one.is_right else one.x + one.size + 7
        drawn.append(text(place, y, one.spot.name, "value", "end" if one.is_right else "start"))
    return drawn
