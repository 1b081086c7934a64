"""Lists: the touchpoint log, what gave the sentiments since when, and the ways to take the data along."""

from __future__ import annotations

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Slice, Value
from journey_tracker.recorder.counted import SCORED
from journey_tracker.reports.days import earlier
from journey_tracker.reports.feelings import CHATTERS
from journey_tracker.reports.gathering import whole
from journey_tracker.reports.table import Answers, Column, Kind, Report, Table, always, table

NEWEST = 200
LOG_DAYS = 7
"""So many days the list goes back when no first day is given."""
NEWEST_ONLY = "newest_only"
"""Note: older ones are not in the list."""
MODEL_CHANGED = "sentiment_model_changed"
"""Note: sentiments before and after cannot simply be compared."""
LOG = (
    Column("first_ms", Kind.TIME),
    Column("id", Kind.TEXT),
    Column("day", Kind.DAY),
    Column("kind", Kind.TEXT),
    Column("channel", Kind.TEXT),
    Column("phase", Kind.PHASE),
    Column("position", Kind.TEXT),
    Column("outcome", Kind.TEXT),
    Column("sentiment_mean", Kind.SCORE),
    Column("shopper_messages", Kind.COUNT),
    Column("handoff_times", Kind.COUNT),
    Column("conversation", Kind.TEXT),
)
SENTIMENT_MODELS = (
    Column("sentiment_model", Kind.TEXT),
    Column("first_day", Kind.DAY),
    Column("last_day", Kind.DAY),
    Column("contacts", Kind.COUNT),
)
EXPORTS = (Column("format", Kind.TEXT), Column("what", Kind.TEXT))
FORMATS = {
    "csv": ("report", "export"),
    "json": ("report",),
    "jsonl": ("export",),
    "parquet": ("report", "export"),
    "sql": ("report",),
    "xes": ("cycles",),
    "cloudevents": ("events",),
    "views": ("database",),
    "read": ("dataframe",),
}
"""What can be had in each format."""


def _log_questions(_model: JourneyModel, within: Slice, as_of_day: int) -> tuple[Question, ...]:
    since = within.first_day or earlier(within.last_day or as_of_day, LOG_DAYS)
    newest = dict.fromkeys(("day", *(c.key for c in LOG)))  # as the index has them
    return (Question("touchpoint", tuple(newest), (), (("day", ">=", since),), NEWEST, descending=True),)


def _log(_model: JourneyModel, answers: Answers, _: int) -> Table:
    (rows,) = answers
    return table(LOG, rows, n=len(rows), notes=(NEWEST_ONLY,))


def _models(_model: JourneyModel, answers: Answers, _: int) -> Table:
    days: dict[Value, list[tuple[int, int]]] = {}
    for row in answers[0]:
        days.setdefault(row["label"], []).append((whole(row["day"]), whole(row["n"])))
    rows: list[dict[str, Value]] = [
        {
            "sentiment_model": name,
            "first_day": min(told)[0],
            "last_day": max(told)[0],
            "contacts": sum(n for _, n in told),
        }
        for name, told in sorted(days.items(), key=lambda item: min(item[1]))
    ]
    notes = (MODEL_CHANGED,) if len(rows) > 1 else ()
    return table(SENTIMENT_MODELS, rows, n=sum(whole(row["contacts"]) for row in rows), notes=notes)


def _exports(_model: JourneyModel, _answers: Answers, _: int) -> Table:
    rows = [{"format": name, "what": what} for name, whats in FORMATS.items() for what in whats]
    return table(EXPORTS, rows, n=len(rows))


MODELS_BY_DAY = Question("label_day", ("label", "day"), ("n",), (("kind", "=", SCORED),))
LISTINGS = (
    Report("log", _log_questions, _log),
    Report("sentiment_models", always(MODELS_BY_DAY), _models, CHATTERS),
    Report("exports", always(), _exports),
)
