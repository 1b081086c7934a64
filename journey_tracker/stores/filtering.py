"""Which touchpoints pass a filter."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists

from journey_tracker.journey import Mood, Outcome
from journey_tracker.ports import Filter
from journey_tracker.recorder.contacts import OWN_ACTS
from journey_tracker.recorder.counted import NONE, START
from journey_tracker.reports.feelings import QUADRANTS
from journey_tracker.stores.tables import CYCLE, TOUCHPOINT, TOUCHPOINT_PHASE

Condition = ColumnElement[bool]
_PLAIN = (
    "conversation", "kind", "detail", "score", "person", "traffic", "channel", "language", "category",
    "price_position", "outcome", "sentiment_model",
)  # fmt: skip
"""Fields that are columns of a touchpoint."""
_OF_STAYS = {"phase": "phase", "before": "phase_before", "during": "during", "errand": "errand"}
"""Fields that one stay of it must have together, with their columns."""


def conditions(wanted: Filter) -> list[Condition]:
    """The conditions on a row of `TOUCHPOINT`; an empty list lets everything pass."""
    touchpoint = TOUCHPOINT.c
    found = [touchpoint[name] == value for name in _PLAIN if (value := getattr(wanted, name)) is not None]
    if wanted.mood is not None:
        found.append(touchpoint.sentiment_label == wanted.mood.value)
    if wanted.first_day is not None:
        found.append(touchpoint.day >= wanted.first_day)
    if wanted.last_day is not None:
        found.append(touchpoint.day <= wanted.last_day)
    if wanted.handoff is not None:
        found.append(touchpoint.handoff_times > 0 if wanted.handoff else touchpoint.handoff_times == 0)
    if wanted.quadrant is not None:
        found.append(_in_quadrant(wanted.quadrant))
    return [*found, *_stays(wanted), *_position(wanted)]


def _stays(wanted: Filter) -> list[Condition]:
    """That it has no phase at all, or one stay that is all that is asked for."""
    if wanted.phase == NONE:
        return [TOUCHPOINT.c.phase.is_(None)]
    stay = TOUCHPOINT_PHASE.c
    asked = [
        stay[name].is_(None) if value in (START, NONE) else stay[name] == value
        for key, name in _OF_STAYS.items()
        if (value := getattr(wanted, key)) is not None
    ]
    if wanted.before is not None:  # `transitions` counts steps, and the shop's own acts are none
        asked.append(TOUCHPOINT.c.kind.not_in(OWN_ACTS))
    if asked and wanted.position is not None:
        asked.append(_in_cycle(wanted.position))
    return [exists().where(stay.touchpoint_id == TOUCHPOINT.c.id, *asked)] if asked else []


def _position(wanted: Filter) -> list[Condition]:
    """Of a stay it is that of the cycle in which it is counted: a chat after a purchase may begin the next."""
    is_of_stay = wanted.phase != NONE and any(getattr(wanted, key) is not None for key in _OF_STAYS)
    return [] if wanted.position is None or is_of_stay else [TOUCHPOINT.c.position == wanted.position]


def _in_cycle(position: str) -> Condition:
    cycle, stay = CYCLE.c, TOUCHPOINT_PHASE.c
    return exists().where(cycle.person == TOUCHPOINT.c.person, cycle.number == stay.cycle, cycle.position == position)


def _in_quadrant(name: str) -> Condition:
    """As the report counts: what has ended, by whether it succeeded and whether it felt bad."""
    place, touchpoint = QUADRANTS.index(name), TOUCHPOINT.c
    succeeds = touchpoint.outcome == Outcome.RESOLVED.value
    fine = touchpoint.sentiment_label != Mood.NEGATIVE.value  # also leaves out what has no mood
    negative = touchpoint.sentiment_label == Mood.NEGATIVE.value
    failed = touchpoint.outcome.not_in((Outcome.RESOLVED.value, Outcome.PROGRESS.value))
    return and_(succeeds if place < 2 else failed, negative if place % 2 else fine)
