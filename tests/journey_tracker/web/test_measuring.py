from __future__ import annotations

from journey_tracker.actions import Action, Cell
from journey_tracker.model_file import built_in
from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.reports import Finding, Kind, findings, run
from journey_tracker.reports.texts import texts
from journey_tracker.web.acting import LOOKED_AT
from journey_tracker.web.figures import Figures
from journey_tracker.web.labels import labels
from journey_tracker.web.measuring import cells_of, found_cell, measure, value_of
from journey_tracker.web.pages.setting import Setting
from tests.journey_tracker.web.year import TODAY

AT = Setting(built_in(), labels("nl"), Figures(labels("nl")), texts("nl"))


class TestCells:
    def test_are_the_figures_of_a_report_by_name(self, year: JourneyStore) -> None:
        """Neither counts nor the ends of intervals, and each finds its way back."""
        table = run(year, "emotion", Slice(), TODAY)

        for column, named, words in cells_of(table, AT):
            assert not column.endswith(("_low", "_high", "_spread"))
            assert value_of(table, Cell("emotion", column, named)) is not None
            assert words.startswith(AT.phase(named["phase"]))

    def test_of_findings_hold_what_was_found(self, year: JourneyStore) -> None:
        """The action is about the figure that stood out."""
        tables = {key: run(year, key, Slice(), TODAY) for key in LOOKED_AT}
        found = [one for one in findings(tables) if one.week is None]

        assert found
        for one in found:
            assert value_of(tables[one.report], found_cell(one, {})) == one.figure

    def test_of_a_week_are_the_mood_of_that_week(self) -> None:
        """So that the weeks since can be set beside it."""
        found = Finding("worst_week", "phase_weeks", "delivery", -0.8, Kind.SCORE, 40, week=20260202)

        cell = found_cell(found, {"from": "2026-01-01", "channel": "webchat"})

        assert (cell.report, cell.column, cell.row) == ("emotion", "sentiment", {"phase": "delivery"})
        assert cell.part == {"from": "2026-02-02", "to": "2026-02-08", "channel": "webchat"}


class TestMeasure:
    def test_sets_the_figure_of_the_days_since_beside_that_of_then(self, year: JourneyStore) -> None:
        """From the day it was made until now, whatever days the first was about."""
        cell = Cell("emotion", "sentiment", {"phase": "selection"}, {"from": "2025-05-01", "to": "2025-12-31"})
        action = Action("Anders vragen", "Anne", due_day=20260601, made_day=20260101, cell=cell, figure=0.0)
        since = run(year, "emotion", Slice(first_day=20260101), TODAY)

        measured = measure(year, action, TODAY, AT)

        now = value_of(since, cell)
        assert now is not None
        assert measured.now == AT.figures.sentiment(now)
        assert (measured.then, measured.change) == ("0,00", AT.figures.sentiment(now))
        assert not measured.late

    def test_of_a_report_that_is_no_more_is_empty(self, year: JourneyStore) -> None:
        """An old action outlives the report it came from."""
        action = Action("Bellen", "Anne", due_day=20260101, made_day=20260101, cell=Cell("gone", "x"), figure=0.5)

        measured = measure(year, action, TODAY, AT)

        assert (measured.what, measured.now, measured.late) == ("", "", True)
