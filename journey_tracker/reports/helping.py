"""Where a person is asked for and how long shoppers wait; and care, in the phase during which it was needed."""

from __future__ import annotations

from collections import Counter

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question
from journey_tracker.recorder.counted import NONE, THOUSANDTHS, bucket_ms
from journey_tracker.reports.feelings import MEASURED
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import Histogram, histograms, ratio, sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

HANDOFFS = (
    Column("phase", Kind.PHASE),
    Column("stays", Kind.COUNT),
    Column("handoffs", Kind.COUNT),
    *share_columns("handoff_share", hits="handoffs", n="stays"),
    Column("asked", Kind.COUNT),
    Column("wait_p50", Kind.MS, n="asked"),
    Column("wait_p90", Kind.MS, n="asked"),
    Column("wait_mean", Kind.MS, n="asked"),
    Column("talk_mean", Kind.MS, n="asked"),
)
CARE = (
    Column("phase", Kind.PHASE),
    Column("during", Kind.PHASE),
    Column("stays", Kind.COUNT),
    Column("entered", Kind.COUNT),
    Column("care_rate", Kind.SHARE, n="entered"),
    Column("ended", Kind.COUNT),
    Column("resolved", Kind.COUNT),
    *share_columns("success", hits="resolved", n="ended"),
    Column("handoffs", Kind.COUNT),
    *share_columns("handoff_share", hits="handoffs", n="stays"),
    Column("messages", Kind.COUNT),
    Column("sentiment", Kind.SCORE, n="messages"),
)


def _handoffs(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted, waits = sums(answers[0], "phase"), histograms(answers[1], "phase")
    phases = (*(phase.key for phase in model.phases), NONE)
    rows = [_helped_in(phase, counted[phase,], waits[phase,]) for phase in phases]
    return table(HANDOFFS, rows, n=sum(int(row["stays"] or 0) for row in rows))


def _helped_in(phase: str, counts: Counter[str], waits: Histogram) -> Row:
    return {
        "phase": phase,
        "stays": counts["stays"],
        "handoffs": counts["handoffs"],
        **share("handoff_share", counts["handoffs"], counts["stays"]),
        "asked": waits.n,
        "wait_p50": waits.quantile(0.5, bucket_ms),
        "wait_p90": waits.quantile(0.9, bucket_ms),
        "wait_mean": ratio(counts["waited_ms"], waits.n),
        "talk_mean": ratio(counts["contact_ms"], waits.n),
    }


def _care(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted, entered = sums(answers[0], "phase", "during"), sums(answers[1], "phase")
    rows = [
        _cared(care.key, during, counted[care.key, during if during != NONE else ""], entered[during,]["entered"])
        for care in model.phases
        if care.transversal
        for during in (*(phase.key for phase in model.ordered), NONE)
    ]
    return table(CARE, rows, n=sum(int(row["stays"] or 0) for row in rows))


def _cared(care: str, during: str, counts: Counter[str], entered: int) -> Row:
    ended = sum(counts[name] for name in MEASURED)
    return {
        "phase": care,
        "during": during,
        "stays": counts["stays"],
        "entered": entered,
        "care_rate": ratio(counts["stays"], entered),
        "ended": ended,
        "resolved": counts["resolved"],
        **share("success", counts["resolved"], ended),
        "handoffs": counts["handoffs"],
        **share("handoff_share", counts["handoffs"], counts["stays"]),
        "messages": counts["sentiment_n"],
        "sentiment": ratio(counts["sentiment_sum"], counts["sentiment_n"] * THOUSANDTHS),
    }


_HANDOFFS = Question("phase_day", ("phase",), ("stays", "handoffs", "waited_ms", "contact_ms"))
_WAITS = Question("histogram_day", ("phase", "bucket"), ("n",), (("kind", "=", "waited"),))
_CARED = Question("phase_day", ("phase", "during"), ("stays", *MEASURED, "sentiment_sum", "sentiment_n"))
_ENTERED = Question("phase_day", ("phase",), ("entered",))
HELPING = (
    Report("handoffs", always(_HANDOFFS, _WAITS), _handoffs),
    Report("care", always(_CARED, _ENTERED), _care),
)
