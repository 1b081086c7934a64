"""The drawing of the weeks: what began and what was bought, how it felt and how often it succeeded."""

from __future__ import annotations

from markupsafe import Markup

from journey_tracker.reports import Kind, Table
from journey_tracker.web.charts.timeline import Panel, timeline
from journey_tracker.web.pages.setting import Setting, known

_DRAWN = ("begun", "orders", "sentiment", "success")


def weeks(table: Table, at: Setting) -> Markup:
    """A panel for each figure; a change of the sentiment model is marked on the time axis."""
    if not table.rows:
        return Markup("")
    marks = [(i, str(row["new_model"])) for i, row in enumerate(table.rows) if row["new_model"]]
    every = max(1, len(table.rows) // 8)
    days = [int(str(row["week"])) for row in table.rows]
    moments = [at.figures.day(day) if i % every == every // 2 else "" for i, day in enumerate(days)]
    panels = [_panel(table, key, at) for key in _DRAWN]
    return timeline(panels, moments, label=at.picture(at.texts.title("weeks")), marks=marks)


def _panel(table: Table, key: str, at: Setting) -> Panel:
    column = table.column(key)
    values = [known(row[key]) for row in table.rows]
    there = [value for value in values if value is not None]
    low, high = (at.figures(column.kind, end(there)) if there else "" for end in (min, max))
    return Panel(at.texts.column(column), values, low, high, zero=column.kind is Kind.COUNT)
