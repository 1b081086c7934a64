from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from journey_tracker.actions import Action, Cell
from journey_tracker.stores.actions import SqlActions, open_actions

CALL = Action("Bellen", "Anne", due_day=20260601, made_day=20260501, figure=0.5)
MAIL = replace(CALL, finding="Mailen", due_day=20260515, cell=Cell("funnel", "doorstroom", {"phase": "selection"}))


@pytest.fixture
def actions(url: str) -> Iterator[SqlActions]:
    """No actions yet."""
    opened = open_actions(url)
    yield opened
    opened.close()


class TestSqlActions:
    def test_keeps_an_action_as_it_is(self, actions: SqlActions) -> None:
        """With its cell and its figure, under a number of its own."""
        numbers = actions.add(CALL), actions.add(MAIL)

        assert numbers == (1, 2)
        assert actions.all() == (replace(MAIL, number=2), replace(CALL, number=1))

    def test_gives_what_is_due_first(self, actions: SqlActions) -> None:
        """Open ones by their day, then what is done."""
        for action in (CALL, MAIL, replace(CALL, finding="Klaar", due_day=20260101)):
            actions.add(action)
        actions.mark(3, 20260502)

        assert [action.finding for action in actions.all()] == ["Mailen", "Bellen", "Klaar"]

    def test_marks_only_what_there_is(self, actions: SqlActions) -> None:
        """And takes it back."""
        actions.add(CALL)

        assert actions.mark(1, 20260502)
        assert actions.mark(1, None)
        assert not actions.mark(2, 20260502)
        assert actions.all()[0].done_day is None

    def test_forgets_one_for_good(self, actions: SqlActions) -> None:
        """Only what there is."""
        for action in (CALL, MAIL):
            actions.add(action)

        assert actions.remove(1)
        assert not actions.remove(1)
        assert [action.finding for action in actions.all()] == ["Mailen"]
