"""Doorstroom: how many cycles each phase holds, and how many of them go on to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.svg import chart, tag, text

_NODE = 14.0
"""Width of the bar of a phase."""
_HEAD, _FOOT = 24.0, 18.0
"""Room for the shares above the highest bar, and for the counts under the bars."""

ROOM = _HEAD + _FOOT
"""What of the height is not for the bars."""


@dataclass(frozen=True, slots=True)
class Step:
    """A phase with its way on."""

    tone: str
    n: int
    """How many entered."""
    onward: int
    """How many of them went on."""
    label: str
    """The count in words."""
    share: str
    """The share in words, on the arrow; empty when nobody can say yet."""
    note: str = ""
    """Beside the share, such as of how many."""
    few: bool = False


def flow(steps: Sequence[Step], *, label: str, width: float, height: float, most: int) -> Markup:
    """Bars in the middle of their columns, and arrows as thick as there are cycles; `most` fills the height.

    The arrow of the last phase leaves the drawing: it leads to the next cycle.
    """
    column = width / max(len(steps), 1)
    parts: list[Markup] = []
    for i, step in enumerate(steps):
        parts += _way(step, (i + 0.5) * column, column, height - _FOOT, most, last=i == len(steps) - 1)
    for i, step in enumerate(steps):
        parts += _bar(step, (i + 0.5) * column, height - _FOOT, most)
    return chart(width, height, label, parts, "flow")


def _tall(n: int, most: int, height: float) -> float:
    return max(n / most * (height - _HEAD), 1.5) if n and most else 0.0


def _bar(step: Step, x: float, height: float, most: int) -> list[Markup]:
    tall = _tall(step.n, most, height)
    bar = tag("rect", x=x - _NODE / 2, y=height - tall, width=_NODE, height=tall, rx=2, class_=f"node {step.tone}")
    return [*([bar] if step.n else []), text(x, height + 14, step.label, "value")]


def _way(step: Step, x: float, column: float, height: float, most: int, *, last: bool) -> list[Markup]:
    thick = _tall(step.onward, most, height)
    start, end = x + _NODE / 2, x + (column / 2 if last else column) - _NODE / 2 - 2
    middle = (start + end) / 2
    parts = [tag("path", d=_arrow(start, end, height, thick), class_=f"way {step.tone}")] if thick else []
    lost = _tall(step.n, most, height)
    if lost - thick > 1:
        parts.insert(0, tag("path", d=_fading(start, column / 4, height, lost, thick), class_="lost"))
    if step.share:
        words = [step.share, tag("tspan", f" {step.note}", class_="note")] if step.note else [step.share]
        kind = "share few" if step.few else "share"
        parts.append(tag("text", *words, x=middle, y=height - thick - 7, class_=kind, text_anchor="middle"))
    return parts


def _arrow(start: float, end: float, height: float, thick: float) -> str:
    """A ribbon on the ground line that ends in a point."""
    tip = min(8.0, (end - start) / 3)
    top, half = height - thick, height - thick / 2
    return f"M{start:.1f},{top:.1f}H{end - tip:.1f}L{end:.1f},{half:.1f}L{end - tip:.1f},{height:.1f}H{start:.1f}Z"


def _fading(start: float, length: float, height: float, tall: float, thick: float) -> str:
    """What did not go on: it falls away to nothing."""
    top, bottom = height - tall, height - thick
    bend, end = start + length / 2, start + length
    return f"M{start:.1f},{top:.1f}C{bend:.1f},{top:.1f} {bend:.1f},{bottom:.1f} {end:.1f},{bottom:.1f}H{start:.1f}Z"
