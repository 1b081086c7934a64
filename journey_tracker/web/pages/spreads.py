"""Drawings of spreads: answers of surveys, and how long things take."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import groupby

from markupsafe import Markup

from journey_tracker.reports import Kind, Table
from journey_tracker.reports.table import Row
from journey_tracker.web.charts.bars import Bar, bars
from journey_tracker.web.charts.distribution import Bin, distribution
from journey_tracker.web.pages.feelings import FEW
from journey_tracker.web.pages.setting import Setting, known, number

Figure = Callable[[Table, Setting], Markup]
"""Draws what a table says."""
_MOST = 15
"""So many bars are drawn; the table has all."""
_SCALES = {"nps": range(11), "csat": range(1, 6), "ces": range(1, 8)}
_SIDES = {"nps": (7, 9), "csat": (3, 4), "ces": (4, 5)}
"""From where an answer is no longer a bad one, and from where it is a good one."""


def surveys(table: Table, at: Setting) -> Markup:
    """The answers of each survey in each phase."""
    drawn = []
    for (instrument, phase), rows in groupby(table.rows, key=lambda row: (str(row["instrument"]), row["phase"])):
        title = f"{at.word('instrument', instrument)}, {at.phase(phase)}"
        drawn.append(Markup("<div><h3>{}</h3>{}</div>").format(title, _answers(instrument, list(rows), title, at)))
    return Markup('<div class="several">{}</div>').format(Markup("").join(drawn))


def _answers(instrument: str, rows: list[Row], title: str, at: Setting) -> Markup:
    counts = {int(number(row["score"])): int(number(row["answers"])) for row in rows}
    scale = _SCALES.get(instrument) or range(min(counts), max(counts) + 1)
    low, high = _SIDES.get(instrument, (0, 0))
    bins = [
        Bin(
            str(score),
            n := counts.get(score, 0),
            at.figures.count(n),
            "low" if score < low else "mid" if score < high else "top",
        )
        for score in scale
    ]
    return distribution(bins, label=at.picture(title), width=480)


def between(table: Table, at: Setting) -> Markup:
    """Median and ninth decile of the time to the next phase, on a scale in which each step is ten times as long."""
    rows = [row for row in table.rows if known(row["onward_p50"]) is not None]
    longest = max((math.log10(1 + number(row["onward_p90"]) / 1000) for row in rows), default=1.0) or 1.0
    return bars([_took(row, at, longest) for row in rows], label=at.picture(at.texts.title("between")), names=250)


def _took(row: Row, at: Setting, longest: float) -> Bar:
    middle, late = number(row["onward_p50"]), number(row["onward_p90"])
    name = f"{at.phase(row['phase'])} → {at.phase(row['next_phase'])}"
    place, far = (math.log10(1 + ms / 1000) / longest for ms in (middle, late))
    few = number(row["went_on"]) < FEW
    return Bar(name, place, at.figures.took(middle), at.tone(row["phase"]), low=place, high=max(place, far), few=few)


def shares(key: str, *names: str) -> Figure:
    """A drawing of one share by what its rows are called, with its interval; rows that are nothing are in the table."""

    def draw(table: Table, at: Setting) -> Markup:
        column = table.column(key)
        low, high = column.interval or ("", "")
        there = [row for row in table.rows if known(row[key]) is not None]
        rows = ([row for row in there if row[key]] or there)[:_MOST]
        most = max((known(row.get(high)) or number(row[key]) for row in rows), default=1.0) or 1.0
        made = [_share(row, at, key, (low, high), names, most) for row in rows]
        if not made:
            return Markup("")
        title = at.texts.column(column)
        return Markup("<h3>{}</h3>{}").format(title, bars(made, label=at.picture(title), names=260))

    return draw


def _share(row: Row, at: Setting, key: str, ends: tuple[str, str], names: tuple[str, ...], most: float) -> Bar:
    low, high = (known(row.get(end)) for end in ends)
    name = ", ".join(at.word(column, row[column]) for column in names if row[column])
    return Bar(
        name,
        number(row[key]) / most,
        at.figures(Kind.SHARE, row[key]),
        at.tone(row.get("phase")),
        low=None if low is None else low / most,
        high=None if high is None else high / most,
    )
