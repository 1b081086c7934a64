"""Success beside emotion: where the task is done and the customer is not happy, and the other way round."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.scale import Scale
from journey_tracker.web.charts.svg import chart, tag, text

_WIDTH, _HEIGHT, _LEFT, _FOOT = 720.0, 400.0, 46.0, 40.0


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
    for spot in sorted(spots, key=lambda s: -s.n):
        parts += _spot(spot, across(spot.success), up(spot.mood), 6 + 22 * math.sqrt(spot.n / most))
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


def _spot(spot: Spot, x: float, y: float, size: float) -> list[Markup]:
    kind = f"spot {spot.tone}{' few' if spot.few else ''}"
    right = x > _WIDTH / 2
    place, anchor = (x - size - 7, "end") if right else (x + size + 7, "start")
    return [tag("circle", cx=x, cy=y, r=size, class_=kind), text(place, y + 5, spot.name, "value", anchor)]
