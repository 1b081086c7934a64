"""Bars: one figure a row, with its interval; and one bar cut into shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.svg import chart, tag, text

_ROW, _THICK = 30.0, 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One row; values are shares of the whole width, -1..1 (below zero: to the left of the middle)."""

    name: str
    value: float | None
    label: str
    tone: str = ""
    low: float | None = None
    high: float | None = None
    """The ends of the interval; None when there is none."""
    few: bool = False


def bars(rows: Sequence[Bar], *, label: str, width: float = 720, names: float = 170, figures: float = 120) -> Markup:
    """Horizontal bars under each other, names to the left and figures to the right."""
    both = any(v is not None and v < 0 for r in rows for v in (r.value, r.low))
    room = width - names - figures
    zero, reach = (names + room / 2, room / 2) if both else (names, room)
    height = len(rows) * _ROW + 4
    parts = [tag("path", d=f"M{zero:g} 0V{height:g}", class_="zero")]
    for i, row in enumerate(rows):
        parts += _bar(row, i * _ROW + _ROW / 2 + 2, zero, reach, names, width)
    return chart(width, height, label, parts, "bars")


def _bar(row: Bar, y: float, zero: float, reach: float, names: float, width: float) -> list[Markup]:
    parts = [text(names - 12, y + 5, row.name, "name", "end"), text(width, y + 5, row.label, "value", "end")]
    if row.value is not None:
        length = abs(row.value) * reach
        left = zero if row.value >= 0 else zero - length
        kind = f"bar {row.tone}{' few' if row.few else ''}"
        box = {"x": left, "y": y - _THICK / 2, "width": max(length, 1), "height": _THICK}
        parts.append(tag("rect", **box, rx=2, class_=kind))
    if row.low is not None and row.high is not None:
        a, b = zero + row.low * reach, zero + row.high * reach
        parts.append(tag("path", d=f"M{a:.1f} {y:g}H{b:.1f}M{a:.1f} {y - 4:g}v8M{b:.1f} {y - 4:g}v8", class_="whisker"))
    return parts


def strip(shares: Sequence[tuple[str, float]], *, width: float = 120, height: float = 8) -> Markup:
    """One thin bar cut into pieces of (class, share); decoration, as its figures stand beside it."""
    parts, x = [tag("rect", width=width, height=height, rx=2, class_="rest")], 0.0
    for kind, share in shares:
        piece = max(min(share, 1.0), 0.0) * width
        if piece:
            parts.append(tag("rect", x=x, width=piece, height=height, rx=2 if len(shares) == 1 else None, class_=kind))
        x += piece
    box = f"0 0 {width:g} {height:g}"
    return tag("svg", *parts, class_="strip-bar", viewBox=box, preserveAspectRatio="none", aria_hidden="true")
