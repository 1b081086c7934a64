from __future__ import annotations

import pytest

from journey_tracker.actions import Action, Cell

CELL = Cell("funnel", "doorstroom", {"phase": "selection", "position": "new"}, {"from": "2026-01-01"})


class TestCell:
    def test_survives_the_way_through_a_form(self) -> None:
        """The same cell is the same text."""
        assert Cell.from_json(CELL.to_json()) == CELL
        assert CELL.to_json() == Cell.from_json(CELL.to_json()).to_json()

    @pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"report": 1, "column": "", "row": {}, "part": {}}'])
    def test_is_not_made_of_anything_else(self, text: str) -> None:
        """A forged form does not reach a report."""
        with pytest.raises(ValueError):  # noqa: PT011 - bad JSON is one
            Cell.from_json(text)


class TestAction:
    def test_is_measured_since_it_was_done(self) -> None:
        """Before that, since it was made."""
        action = Action("Bellen", "Anne", due_day=20260601, made_day=20260501)

        assert action.since_day == 20260501
        assert Action("Bellen", "Anne", 20260601, 20260501, done_day=20260510).since_day == 20260510
