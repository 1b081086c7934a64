"""Drawings of how contacts felt: the emotion curve, and success beside it."""

from __future__ import annotations

from markupsafe import Markup

from journey_tracker.journey import Mood
from journey_tracker.reports import Table
from journey_tracker.reports.table import Row
from journey_tracker.web.charts.curve import Feel, curve, reach
from journey_tracker.web.charts.quadrant import Spot, quadrant
from journey_tracker.web.pages.setting import Setting, known, number

FEW = 30
"""Means of fewer contacts are drawn open: chance moves them by a step of the scale."""


def emotion(table: Table, at: Setting) -> Markup:
    """The curve through all phases, the transversal one included, with their names."""
    feels = [feel_of(row, at, named=True) for row in table.rows]
    return curve(
        feels,
        label=at.picture(at.texts.title("emotion")),
        width=1000,
        height=280,
        edge=reach(feels),
        ends=(at.say("good"), at.say("bad")),
    )


def feel_of(row: Row, at: Setting, *, named: bool = False) -> Feel:
    """A phase of the curve, from a row with `sentiment`, its quartiles and `felt` (or `stays`) as n."""
    mean, n = known(row["sentiment"]), number(row["felt"] if "felt" in row else row["stays"])
    note = at.n(n) if n else ""
    return Feel(
        tone=at.tone(row["phase"]),
        mood=Mood.of(mean or 0).value,
        mean=mean,
        low=known(row["lower"]),
        high=known(row["upper"]),
        label=at.figures.sentiment(mean) if mean is not None else "",
        note=f"{at.phase(row['phase'])}, {note}" if named else note,
        few=n < FEW,
    )


def success(table: Table, at: Setting) -> Markup:
    """Each phase by how often the errand succeeds and how it felt."""
    spots = [spot for row in table.rows if (spot := _spot(row, at))]
    if not spots:
        return Markup("")
    edge = max(0.4, *(abs(spot.mood) * 1.3 for spot in spots))
    corners = [at.say.of("corners", str(i)) for i in range(4)]
    axes = (at.say("axis_success"), at.say("axis_open"))
    return quadrant(spots, label=at.picture(at.texts.title("success")), edge=edge, axes=axes, corners=corners)


def _spot(row: Row, at: Setting) -> Spot | None:
    share, mood, n = known(row["success"]), known(row["sentiment"]), int(number(row["ended"]))
    if share is None or mood is None:
        return None
    return Spot(at.phase(row["phase"]), at.tone(row["phase"]), share, mood, n, few=n < FEW)
