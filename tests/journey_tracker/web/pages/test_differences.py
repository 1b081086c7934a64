from __future__ import annotations

from journey_tracker.journey import LANGUAGES
from journey_tracker.model_file import built_in
from journey_tracker.reports import Column, Kind, Part
from journey_tracker.reports.table import Table, table
from journey_tracker.reports.texts import texts
from journey_tracker.web.figures import HARD, Figures
from journey_tracker.web.labels import labels
from journey_tracker.web.pages.differences import differences
from journey_tracker.web.pages.setting import Setting
from tests.journey_tracker.web.charts.drawn import classes, words

COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("doorstroom_difference", Kind.SHARE, part=Part.DIFFERENCE, of="doorstroom"),
    Column("doorstroom_low", Kind.SHARE, part=Part.LOW, of="doorstroom"),
    Column("doorstroom_high", Kind.SHARE, part=Part.HIGH, of="doorstroom"),
)
DUTCH = labels(LANGUAGES[0])
AT = Setting(built_in(), DUTCH, Figures(DUTCH), texts("nl"))


def compared(*rows: tuple[str, float | None]) -> Table:
    """A comparison of phases."""
    made = [
        {"phase": phase, "doorstroom_difference": by, "doorstroom_low": -0.1, "doorstroom_high": 0.2}
        for phase, by in rows
    ]
    return table(COLUMNS, made, n=100)


class TestDifferences:
    def test_are_drawn_with_how_sure_they_are(self) -> None:
        """A bar and a whisker for each row that has one."""
        drawn = differences(compared(("selection", 0.05), ("delivery", None)), AT)

        assert [word.replace(HARD, " ") for word in words(drawn)] == ["Selectie", "+5,0 punt"]
        assert classes(drawn, "path") == ["zero", "whisker"]

    def test_of_nothing_are_not_drawn(self) -> None:
        """Neither without rows nor without differences."""
        assert differences(compared(), AT) == ""
        assert differences(table(COLUMNS[:1], [{"phase": "selection"}], n=1), AT) == ""
