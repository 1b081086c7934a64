"""Lines over time: one panel a figure under each other, with marks where the measure itself changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from journey_tracker.web.charts.scale import Scale
from journey_tracker.web.charts.svg import chart, tag, text

_WIDTH, _PANEL, _HEAD, _FOOT = 1000.0, 76.0, 26.0, 22.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure through time."""

    name: str
    values: Sequence[float | None]
    """One for each moment; None where there is none: the line is broken there."""
    low: str
    high: str
    """The lowest and the highest value in words."""
    zero: bool = False
    """Whether the scale begins at zero."""


def timeline(
    panels: Sequence[Panel], moments: Sequence[str], *, label: str, marks: Sequence[tuple[int, str]] = ()
) -> Markup:
    """`moments` are named under the drawing where they are not empty; `marks` are moments, from 0, with their words."""
    height = _HEAD + len(panels) * (_PANEL + _HEAD) + _FOOT
    across = Scale(0, max(len(moments) - 1, 1), 6, _WIDTH - 6)
    parts = [part for place, words in marks for part in _mark(across(place), words, height - _FOOT)]
    for i, panel in enumerate(panels):
        parts += _panel(panel, across, _HEAD + i * (_PANEL + _HEAD) + _HEAD)
    parts += [text(across(i), height - 6, name, "note") for i, name in enumerate(moments) if name]
    return chart(_WIDTH, height, label, parts, "timeline")


def _mark(x: float, words: str, height: float) -> list[Markup]:
    anchor = "end" if x > _WIDTH / 2 else "start"
    line = tag("path", d=f"M{x:.1f} {_HEAD - 8:g}V{height:g}", class_="mark")
    return [line, text(x, _HEAD - 12, words, "note", anchor)]


def _panel(panel: Panel, across: Scale, top: float) -> list[Markup]:
    known = [value for value in panel.values if value is not None]
    least = min([0.0, *known]) if panel.zero else min(known, default=0.0)
    up = Scale(least, max(known, default=1.0), top + _PANEL - 8, top + 8)
    parts = [
        tag("path", d=f"M0 {top + _PANEL:g}H{_WIDTH:g}", class_="ground"),
        text(0, top - 4, panel.name, "value", "start"),
        text(_WIDTH, top - 4, f"{panel.low} – {panel.high}", "note", "end"),
    ]
    places = [(across(i), None if value is None else up(value)) for i, value in enumerate(panel.values)]
    for there, run in groupby(places, key=lambda place: place[1] is not None):
        if there:
            steps = "L".join(f"{x:.1f},{y:.1f}" for x, y in run)
            parts.append(tag("path", d=f"M{steps}h.01", class_="line"))
    return parts
