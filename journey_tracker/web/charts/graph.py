"""The transitions as a drawing: phases on a line, steps on as arcs above it and steps back as arcs below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from journey_tracker.web.charts.svg import chart, tag, text

_LEAST = 0.02
"""Arcs with a smaller share of all steps are left to the table."""
_WIDEST = 16.0
_LONG = 15
"""Names of more characters are written smaller."""


@dataclass(frozen=True, slots=True)
class Node:
    """A phase on the line."""

    key: str
    name: str
    tone: str
    label: str = ""
    """Under the name, such as how many contacts stood there."""


def graph(
    nodes: Sequence[Node], steps: Mapping[tuple[str, str], int], figures: Mapping[tuple[str, str], str], *, label: str
) -> Markup:
    """`steps` counts by (from, to), `figures` says them in words; arcs of fewer than 2 % of all are not drawn."""
    width, line, height = 150.0 * len(nodes), 210.0, 400.0
    places = {node.key: (i + 0.5) * 150 for i, node in enumerate(nodes)}
    tones = {node.key: node.tone for node in nodes}
    whole, most = sum(steps.values()), max(steps.values(), default=0)
    parts: list[Markup] = []
    for (a, b), n in sorted(steps.items(), key=lambda step: step[1]):
        if a in places and b in places and a != b and n >= whole * _LEAST:
            parts += _arc(places[a], places[b], line, n / most, figures.get((a, b), ""), tones[a])
    parts += [part for node in nodes for part in _node(node, places[node.key], line)]
    return chart(width, height, label, parts, "graph")


def _node(node: Node, x: float, y: float) -> list[Markup]:
    return [
        tag("rect", x=x - 64, y=y - 24, width=128, height=48, rx=4, class_=f"box {node.tone}"),
        text(x, y - (3 if node.label else -5), node.name, "name" if len(node.name) <= _LONG else "name long"),
        *([text(x, y + 14, node.label, "note")] if node.label else []),
    ]


def _arc(x0: float, x1: float, y: float, share: float, words: str, tone: str) -> list[Markup]:
    """Thickness is the share of the largest; the head stands where it arrives."""
    side = -1 if x1 > x0 else 1
    thick = max(1.0, share * _WIDEST)
    start, end = x0 - side * 22, x1 + side * 22
    edge = y + side * 26
    lift = min(150.0, 24 + abs(x1 - x0) * 0.24) * 4 / 3
    crest = edge + side * lift
    stop = edge + side * (6 + thick * 0.5)
    head = max(5.0, thick * 0.9)
    arrow = f"M{end - head:.1f},{stop:.1f}L{end:.1f},{edge:.1f}L{end + head:.1f},{stop:.1f}Z"
    path = f"M{start:.1f},{edge:.1f}C{start:.1f},{crest:.1f} {end:.1f},{crest:.1f} {end:.1f},{stop:.1f}"
    middle = edge + side * lift * 0.75
    return [
        tag("path", d=path, class_=f"arc {tone}", stroke_width=thick),
        tag("path", d=arrow, class_=f"head {tone}"),
        text((x0 + x1) / 2, middle + (-thick / 2 - 5 if side < 0 else thick / 2 + 14), words, "share"),
    ]
