"""What the analysts of the demo decided to do: actions with the figure that each is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from journey_tracker.actions import Action, ActionStore, Cell
from journey_tracker.demo.stories import Stories
from journey_tracker.demo.texts import read
from journey_tracker.journey import LANGUAGES
from journey_tracker.ports import JourneyStore, Value
from journey_tracker.reports import run, slice_from

_A_YEAR = timedelta(days=365)


def plan(store: JourneyStore, actions: ActionStore, told: Stories, language: str) -> int:
    """Keep the actions of the demo in the place of those of another year; returns how many are new.

    Its events must be written. Those of the same year stay as they are.
    """
    planned = [_planned(store, one, told, language) for one in read("actions")]
    if {one.made_day for one in _own(actions)} == {one.made_day for one in planned}:
        return 0
    clear(actions)
    for action in planned:
        actions.add(action)
    return len(planned)


def clear(actions: ActionStore) -> int:
    """Remove the actions of the demo and nothing of others; returns how many those were."""
    return sum(actions.remove(action.number) for action in _own(actions))


def _own(actions: ActionStore) -> list[Action]:
    """The actions of the demo, in whichever language they were written."""
    written = {(one[language]["owner"], one[language]["finding"]) for one in read("actions") for language in LANGUAGES}
    return [action for action in actions.all() if (action.owner, action.finding) in written]


def _planned(store: JourneyStore, one: Mapping[str, Any], told: Stories, language: str) -> Action:
    story = told[one["story"]]
    begins = story.first if one["from"] == "start" else story.last
    made = begins + timedelta(days=one["made"])
    done = begins + timedelta(days=one["done"]) if "done" in one else None
    first, last = made - timedelta(days=one["window"]), made - timedelta(days=1)
    part = {**one["part"], "from": first.isoformat(), "to": last.isoformat()}
    cell = Cell(one["report"], one["column"], one["row"], part)
    return Action(
        finding=one[language]["finding"],
        owner=one[language]["owner"],
        due_day=_number(done or begins + _A_YEAR),
        made_day=_number(made),
        cell=cell,
        figure=_figure(store, cell, _number(made)),
        done_day=_number(done) if done else None,
    )


def _figure(store: JourneyStore, cell: Cell, as_of_day: int) -> float | None:
    """What the cell held on that day; None when it held nothing."""
    table = run(store, cell.report, slice_from(cell.part), as_of_day)
    rows = (row for row in table.rows if all(row.get(key) == value for key, value in cell.row.items()))
    return next((_known(row.get(cell.column)) for row in rows), None)


def _known(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
