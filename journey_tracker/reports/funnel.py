"""Where shoppers are lost between phases: doorstroom, of first and of repeat cycles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from journey_tracker.journey import JourneyModel
from journey_tracker.journey.cycle import NEW, REPEAT
from journey_tracker.ports import Question, Slice
from journey_tracker.recorder.counted import START
from journey_tracker.reports.days import earlier
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import ratio, sums, whole
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, table

NEXT_CYCLE = "next"
"""In the place of a phase: the next cycle of the same person."""
POSITIONS = (NEW, REPEAT)
COUNTED = ("entered", "stays")
COLUMNS = (
    Column("position", Kind.TEXT),
    Column("phase", Kind.PHASE),
    Column("next_phase", Kind.PHASE),
    Column("entered", Kind.COUNT),
    Column("due", Kind.COUNT),
    Column("onward", Kind.COUNT),
    *share_columns("doorstroom", hits="onward", n="due"),
    Column("open", Kind.COUNT),
    Column("care", Kind.COUNT),
    Column("care_rate", Kind.SHARE, n="entered"),
)


def questions(model: JourneyModel, as_of_day: int, counts: tuple[str, ...] = COUNTED) -> tuple[Question, ...]:
    """What is counted of days that are long enough ago, of days since, and who of the former went on in time.

    So each day is read once, whatever else of it is asked for in `counts`.
    """
    last_due = earlier(as_of_day, model.within_days + 1)
    by = ("phase", "during", "position")
    in_time = (("kind", "=", "onward_days"), ("bucket", "<", model.within_days), ("day", "<=", last_due))
    return (
        Question("phase_day", by, counts, (("day", "<=", last_due),)),
        Question("phase_day", by, counts, (("day", ">", last_due),)),
        Question("histogram_day", ("phase", "position"), ("n",), in_time),
    )


def funnel_rows(model: JourneyModel, answers: Answers) -> Iterator[Row]:
    """The rows of the funnel, from the answers to its questions."""
    due, young, onward = (sums(rows, "phase", "position") for rows in answers)
    care = sums((row for rows in answers[:2] for row in rows if row["during"]), "during", "position")
    for position in POSITIONS:
        for phase, following in zip_longest(model.ordered, model.ordered[1:]):
            key = phase.key, position
            n, still_open = due[key]["entered"], young[key]["entered"]
            yield {
                "position": position,
                "phase": phase.key,
                "next_phase": following.key if following else NEXT_CYCLE,
                "entered": n + still_open,
                "due": n,
                "onward": onward[key]["n"],
                **share("doorstroom", onward[key]["n"], n),
                "open": still_open,
                "care": care[key]["stays"],
                "care_rate": ratio(care[key]["stays"], n + still_open),
            }


def _questions(model: JourneyModel, _: Slice, as_of_day: int) -> tuple[Question, ...]:
    return (*questions(model, as_of_day), _BEGUN)


def _answer(model: JourneyModel, answers: Answers, _: int) -> Table:
    """A row for each ordered phase and position; n is how many cycles began."""
    return table(COLUMNS, funnel_rows(model, answers[:3]), n=sum(whole(row["n"]) for row in answers[3]))


_BEGUN = Question("transition_day", (), ("n",), (("phase", "=", START),))
FUNNEL = Report("funnel", _questions, _answer)
