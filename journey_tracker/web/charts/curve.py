"""The emotion curve: a line through the phases with the band in which half of the contacts lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from journey_tracker.web.charts.scale import Scale, between, smooth
from journey_tracker.web.charts.svg import chart, tag, text

_TOP, _BOTTOM = 26, 20
"""Room above the highest and below the lowest value, for labels."""
_SIZE = 6.5


@dataclass(frozen=True, slots=True)
class Feel:
    """How contacts felt in one phase; sentiments are -1..1."""

    tone: str
    """Class of the phase's colour."""
    mood: str
    """``negative``, ``neutral`` or ``positive``: what is told by colour is told by shape too."""
    mean: float | None
    """None when nothing was scored: the line is broken there."""
    low: float | None = None
    high: float | None = None
    """The quartiles."""
    label: str = ""
    note: str = ""
    """Below the label, such as how many were scored."""
    few: bool = False
    """Whether there are too few to lean on: drawn open."""


def reach(feels: Iterable[Feel]) -> float:
    """How far from zero a scale must go, in fifths, to hold all of them: curves drawn with one can be compared."""
    far = [abs(v) for f in feels for v in (f.mean, f.low, f.high) if v is not None]
    return min(1.0, max(0.4, -(-max(far, default=0.0) * 5 // 1) / 5))


def curve(
    feels: Sequence[Feel],
    *,
    label: str,
    width: float,
    height: float,
    edge: float,
    ends: tuple[str, str],
    other: Sequence[Feel] = (),
) -> Markup:
    """One column a phase; the scale runs from `edge` to its negative, whose meanings are `ends`.

    `other` is drawn behind it as a dashed line, to be compared with.
    """
    step = width / max(len(feels), 1)
    up = Scale(-edge, edge, height - _BOTTOM, _TOP)
    placed = [((i + 0.5) * step, feel) for i, feel in enumerate(feels)]
    parts = [*_ground(width, up, ends)]
    for run in _runs([((i + 0.5) * step, feel) for i, feel in enumerate(other)]):
        parts.append(tag("path", d=smooth([(x, up(f.mean or 0)) for x, f in run]), class_="line other"))
    for run in _runs(placed):
        parts += _line(run, up)
    parts += [part for x, feel in placed for part in _mark(x, feel, up)]
    return chart(width, height, label, parts, "curve")


def _ground(width: float, up: Scale, ends: tuple[str, str]) -> list[Markup]:
    top, bottom = up(up.high), up(up.low)
    return [
        tag("path", d=f"M0 {up(0):g}H{width:g}", class_="zero"),
        text(2, top + 4, f"+ {ends[0]}", "end", "start"),
        text(2, bottom, f"− {ends[1]}", "end", "start"),
    ]


def _runs(placed: list[tuple[float, Feel]]) -> list[list[tuple[float, Feel]]]:
    """The stretches in which every phase has a mean."""
    return [list(run) for known, run in groupby(placed, key=lambda p: p[1].mean is not None) if known]


def _line(run: list[tuple[float, Feel]], up: Scale) -> list[Markup]:
    low = [(x, up(f.low if f.low is not None else f.mean or 0)) for x, f in run]
    high = [(x, up(f.high if f.high is not None else f.mean or 0)) for x, f in run]
    mean = [(x, up(f.mean or 0)) for x, f in run]
    return [tag("path", d=between(high, low), class_="band"), tag("path", d=smooth(mean), class_="line")]


def _mark(x: float, feel: Feel, up: Scale) -> list[Markup]:
    if feel.mean is None:
        return [text(x, up(0) - 8, feel.note, "note")]
    y = up(feel.mean)
    above = y + 24 if feel.mean < 0 and y + 26 < up(up.low) else y - 13
    parts = [
        tag("path", d=_SHAPES[feel.mood].format(x=x, y=y), class_=f"dot {feel.tone}{' few' if feel.few else ''}"),
        text(x, above, feel.label, "value"),
    ]
    if feel.note:
        parts.append(text(x, up(up.low) + 16, feel.note, "note"))
    return parts


def _shape(*points: tuple[float, float]) -> str:
    """A path around the place {x},{y}, by steps from corner to corner."""
    first, *rest = points
    steps = "".join(f"l{x:g},{y:g}" for x, y in rest)
    return f"M{{x:.1f}},{{y:.1f}}m{first[0]:g},{first[1]:g}{steps}z"


_SHAPES = {
    "positive": _shape((0, -_SIZE - 1), (_SIZE + 1, 12), (-2 * _SIZE - 2, 0)),
    "negative": _shape((0, _SIZE + 1), (_SIZE + 1, -12), (-2 * _SIZE - 2, 0)),
    "neutral": (
        f"M{{x:.1f}},{{y:.1f}}m-{_SIZE},0a{_SIZE},{_SIZE} 0 1 0 {2 * _SIZE:g},0a{_SIZE},{_SIZE} 0 1 0 -{2 * _SIZE:g},0z"
    ),
}
