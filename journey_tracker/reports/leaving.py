"""Why shoppers drop off: where cycles without an order ended, or stood still for too long."""

from __future__ import annotations

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Slice, Value
from journey_tracker.recorder.counted import LEFT
from journey_tracker.reports.days import earlier
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Table, table

MOST_ROWS = 100
REST_LEFT_OUT = "rest_left_out"
"""Note: rarer rows were left out; the shares are of all."""
COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("last_errand", Kind.TEXT),
    Column("lost_for", Kind.TEXT),
    Column("cycles", Kind.COUNT),
    Column("all_cycles", Kind.COUNT),
    *share_columns("share", hits="cycles", n="all_cycles"),
)
_BY = ("phase", "label", "beside")


def _questions(model: JourneyModel, _: Slice, as_of_day: int) -> tuple[Question, ...]:
    idle_since = earlier(as_of_day, model.lapse_days)
    return (Question("label_day", _BY, ("n",), (("kind", "=", LEFT), ("day", "<", idle_since))),)


def _answer(_model: JourneyModel, answers: Answers, _: int) -> Table:
    found = {key: counts["n"] for key, counts in sums(answers[0], *_BY).items()}
    total = sum(found.values())
    ranked = sorted(found.items(), key=lambda item: (-item[1], tuple(str(value) for value in item[0])))
    rows: list[dict[str, Value]] = [
        {
            "phase": phase,
            "last_errand": errand,
            "lost_for": lost_for,
            "cycles": n,
            "all_cycles": total,
            **share("share", n, total),
        }
        for (phase, errand, lost_for), n in ranked[:MOST_ROWS]
    ]
    return table(COLUMNS, rows, n=total, notes=(REST_LEFT_OUT,) if len(ranked) > MOST_ROWS else ())


DROPOFF = Report("dropoff", _questions, _answer)
