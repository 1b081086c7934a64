"""Distributions: how many answers or durations fall in each bar, never only a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.svg import chart, tag, text

_HEIGHT, _TOP, _FOOT = 190.0, 24.0, 26.0


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar."""

    name: str
    """Under the bar; empty bars between may have none."""
    n: int
    label: str = ""
    """Above the bar."""
    tone: str = ""


def distribution(bins: Sequence[Bin], *, label: str, width: float = 720) -> Markup:
    """Bars beside each other, the highest of which fills the height."""
    step = width / max(len(bins), 1)
    most = max((b.n for b in bins), default=0)
    base = _HEIGHT - _FOOT
    parts = [tag("path", d=f"M0 {base:g}H{width:g}", class_="zero")]
    for i, one in enumerate(bins):
        parts += _bin(one, i * step, step, base, most)
    return chart(width, _HEIGHT, label, parts, "distribution")


def _bin(one: Bin, x: float, step: float, base: float, most: int) -> list[Markup]:
    tall = (base - _TOP) * one.n / most if most else 0
    gap = min(3.0, step * 0.15)
    parts = [tag("rect", x=x + gap / 2, y=base - tall, width=step - gap, height=tall, class_=f"bin {one.tone}")]
    if one.label and one.n:
        parts.append(text(x + step / 2, base - tall - 5, one.label, "note"))
    if one.name:
        parts.append(text(x + step / 2, base + 17, one.name, "name"))
    return parts if one.n else parts[1:]
