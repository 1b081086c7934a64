"""The drawing of a comparison: by how much each row differs, and how sure that is."""

from __future__ import annotations

from markupsafe import Markup

from journey_tracker.reports import Column, Part, Table
from journey_tracker.reports.table import Row
from journey_tracker.web.charts.bars import Bar, bars
from journey_tracker.web.pages.setting import Setting, known, number

_MOST = 15
"""So many rows are drawn; the table has all."""


def differences(table: Table, at: Setting) -> Markup:
    """The first figure that has differences, B minus A, with their intervals; nothing when there is none."""
    column = next((c for c in table.columns if c.part is Part.DIFFERENCE), None)
    if column is None:
        return Markup("")
    ends = {c.part: c.key for c in table.columns if c.of == column.of}
    low, high = ends.get(Part.LOW, ""), ends.get(Part.HIGH, "")
    rows = [row for row in table.rows if known(row[column.key]) is not None][:_MOST]
    most = max((abs(number(row.get(key))) for row in rows for key in (column.key, low, high)), default=0)
    if not most:
        return Markup("")
    made = [_bar(row, table, column, (low, high), most, at) for row in rows]
    return bars(made, label=at.picture(at.texts.column(column)), names=250)


def _bar(row: Row, table: Table, column: Column, ends: tuple[str, str], most: float, at: Setting) -> Bar:
    low, high = (known(row.get(end)) for end in ends)
    value = number(row[column.key])
    return Bar(
        ", ".join(at.named(c, row[c.key]) for c in table.keys if row[c.key] is not None),
        value / most,
        at.figures.signed(column.kind, value),
        at.tone(row.get("phase")),
        low=None if low is None else low / most,
        high=None if high is None else high / most,
    )
