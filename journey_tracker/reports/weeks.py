"""How it goes over time: week by week, in all and in each phase, with every change of what measures the mood."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from journey_tracker.journey import JourneyModel
from journey_tracker.journey.calendar import week_of
from journey_tracker.ports import Question, Record
from journey_tracker.recorder.counted import ORDER, START, THOUSANDTHS
from journey_tracker.reports.feelings import MEASURED
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import ratio, sums, whole
from journey_tracker.reports.listings import MODEL_CHANGED, MODELS_BY_DAY
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

_COUNTED = ("stays", "touchpoints", "sentiment_sum", "sentiment_n", *MEASURED, "entered", "value_cents", "cost_cents")
_SEEN = (
    Column("contacts", Kind.COUNT),
    Column("messages", Kind.COUNT),
    Column("sentiment", Kind.SCORE, n="messages"),
    Column("ended", Kind.COUNT),
    Column("resolved", Kind.COUNT),
    *share_columns("success", hits="resolved", n="ended"),
    Column("stays", Kind.COUNT),
    Column("handoffs", Kind.COUNT),
    *share_columns("handoff_share", hits="handoffs", n="stays"),
)
WEEKS = (
    Column("week", Kind.DAY),
    Column("begun", Kind.COUNT),
    Column("orders", Kind.COUNT),
    Column("value_cents", Kind.CENTS),
    Column("cost_cents", Kind.CENTS),
    *_SEEN,
    Column("new_model", Kind.TEXT, beside=True),
)
PHASE_WEEKS = (Column("week", Kind.DAY), Column("phase", Kind.PHASE), Column("entered", Kind.COUNT), *_SEEN)
_Counts = defaultdict[int, Counter[str]]


def _weeks(_model: JourneyModel, answers: Answers, _: int) -> Table:
    seen, ordered, begun = _by_week(answers[0], without=ORDER), _by_week(answers[0], only=ORDER), _by_week(answers[1])
    changes = _changes(answers[2])
    rows = [
        {
            "week": week,
            "begun": begun[week]["n"],
            "orders": ordered[week]["entered"],
            "value_cents": ordered[week]["value_cents"],
            "cost_cents": seen[week]["cost_cents"],
            **_told(seen[week]),
            "new_model": changes.get(week),
        }
        for week in sorted({*seen, *ordered, *begun})
    ]
    return table(WEEKS, rows, n=sum(whole(row["contacts"]) for row in rows), notes=(MODEL_CHANGED,) if changes else ())


def _phase_weeks(model: JourneyModel, answers: Answers, _: int) -> Table:
    rows = [
        {"week": week, "phase": phase.key, "entered": counts["entered"], **_told(counts)}
        for phase in model.phases
        for week, counts in sorted(_by_week(answers[0], only=phase.key).items())
    ]
    return table(PHASE_WEEKS, rows, n=sum(whole(row["contacts"]) for row in rows))


def _by_week(rows: Iterable[Record], *, only: str = "", without: str = "") -> _Counts:
    found: _Counts = defaultdict(Counter)
    wanted = (row for row in rows if row["phase"] != without and only in ("", row["phase"]))
    for (week,), counts in sums(wanted, "week").items():
        found[whole(week)].update(counts)
    return found


def _told(counts: Counter[str]) -> Row:
    ended = sum(counts[name] for name in MEASURED)
    return {
        "contacts": counts["touchpoints"],
        "messages": counts["sentiment_n"],
        "sentiment": ratio(counts["sentiment_sum"], counts["sentiment_n"] * THOUSANDTHS),
        "ended": ended,
        "resolved": counts["resolved"],
        **share("success", counts["resolved"], ended),
        "stays": counts["stays"],
        "handoffs": counts["handoffs"],
        **share("handoff_share", counts["handoffs"], counts["stays"]),
    }


def _changes(rows: Iterable[Record]) -> Mapping[int, str]:
    """By week the models that gave moods for the first time, the very first of all excepted."""
    first: dict[str, int] = {}
    for row in rows:
        name, day = str(row["label"]), whole(row["day"])
        first[name] = min(day, first.get(name, day))
    found: dict[int, str] = {}
    for name, day in sorted(first.items(), key=lambda item: (item[1], item[0]))[1:]:
        week = week_of(day)
        found[week] = f"{found[week]} {name}" if week in found else name
    return found


_WEEKS = Question("phase_day", ("week", "phase"), _COUNTED)
_BEGUN = Question("transition_day", ("week", "phase"), ("n",), (("phase", "=", START),))
OVER_TIME = (
    Report("weeks", always(_WEEKS, _BEGUN, MODELS_BY_DAY), _weeks),
    Report("phase_weeks", always(_WEEKS), _phase_weeks),
)
