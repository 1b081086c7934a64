"""How shoppers feel in each phase, and whether the errand succeeds where they feel bad."""

from __future__ import annotations

from collections import Counter

from journey_tracker.journey import JourneyModel, Mood, Outcome
from journey_tracker.ports import Question, Value
from journey_tracker.recorder.counted import FELT, MOODS, THOUSANDTHS
from journey_tracker.reports.figures import mean, mean_columns, share, share_columns
from journey_tracker.reports.gathering import Histogram, histograms, ratio, sums, whole
from journey_tracker.reports.intervals import Mean
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

CHATTERS = "chatters"
QUARTILES = {"lower": 0.25, "middle": 0.5, "upper": 0.75}
EMOTION = (
    Column("phase", Kind.PHASE),
    Column("stays", Kind.COUNT),
    *mean_columns("sentiment", Kind.SCORE, n="stays"),
    *(Column(name, Kind.SCORE, n="stays") for name in QUARTILES),
    Column("negative", Kind.COUNT),
    *share_columns("negative_share", hits="negative", n="stays"),
    Column("positive", Kind.COUNT),
    *share_columns("positive_share", hits="positive", n="stays"),
)
MEASURED = ("resolved", "abandoned", "errors", "handoffs", "undone")
"""Stays of which it is known how they ended, or that what they came for was never done."""
SUCCESS = (
    Column("phase", Kind.PHASE),
    Column("ended", Kind.COUNT),
    Column("resolved", Kind.COUNT),
    *share_columns("success", hits="resolved", n="ended"),
    Column("messages", Kind.COUNT),
    Column("sentiment", Kind.SCORE, n="messages"),
    Column("quadrant", Kind.TEXT, n="ended"),
)
JOINT = (
    Column("phase", Kind.PHASE),
    Column("quadrant", Kind.TEXT),
    Column("contacts", Kind.COUNT),
    Column("all_contacts", Kind.COUNT),
    *share_columns("share", hits="contacts", n="all_contacts"),
)
QUADRANTS = ("good", "cold", "patient", "pain")
"""Succeeds and feels fine; succeeds but feels bad; does not succeed but feels fine; neither."""


def bar_mood(bucket: int) -> float:
    """The sentiment (-1..1) of a bar of the distribution of moods."""
    return 2 * bucket / (MOODS - 1) - 1


def felt(counts: Counter[str], moods: Histogram) -> Mean | None:
    """Mean over messages, with the spread and number of stays: messages of one stay are no separate observations."""
    stays = moods.mean(bar_mood)
    if stays is None or not counts["sentiment_n"]:
        return None
    return Mean(counts["sentiment_sum"] / counts["sentiment_n"] / THOUSANDTHS, stays.spread, stays.n)


def quadrant(*, succeeds: bool, feels_fine: bool) -> str:
    """Which of `QUADRANTS` it is."""
    return QUADRANTS[2 * (not succeeds) + (not feels_fine)]


def _emotion(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted, moods = sums(answers[0], "phase"), histograms(answers[1], "phase")
    rows = [_felt_in(phase.key, counted[phase.key,], moods[phase.key,]) for phase in model.phases]
    return table(EMOTION, rows, n=sum(moods[phase.key,].n for phase in model.phases))


def _felt_in(phase: str, counts: Counter[str], moods: Histogram) -> Row:
    return {
        "phase": phase,
        "stays": moods.n,
        **mean("sentiment", felt(counts, moods)),
        **{name: moods.quantile(q, bar_mood) for name, q in QUARTILES.items()},
        "negative": counts["negative"],
        **share("negative_share", counts["negative"], moods.n),
        "positive": counts["positive"],
        **share("positive_share", counts["positive"], moods.n),
    }


def _success(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted = sums(answers[0], "phase")
    rows = [_succeeded_in(phase.key, counted[phase.key,]) for phase in model.phases]
    return table(SUCCESS, rows, n=sum(int(row["ended"] or 0) for row in rows))


def _succeeded_in(phase: str, counts: Counter[str]) -> Row:
    ended = sum(counts[name] for name in MEASURED)
    rate, feeling = ratio(counts["resolved"], ended), ratio(counts["sentiment_sum"], counts["sentiment_n"])
    known = rate is not None and feeling is not None
    return {
        "phase": phase,
        "ended": ended,
        "resolved": counts["resolved"],
        **share("success", counts["resolved"], ended),
        "messages": counts["sentiment_n"],
        "sentiment": None if feeling is None else feeling / THOUSANDTHS,
        "quadrant": quadrant(succeeds=(rate or 0) >= 0.5, feels_fine=(feeling or 0) >= 0) if known else None,
    }


def _joint(model: JourneyModel, answers: Answers, _: int) -> Table:
    found: Counter[tuple[Value, str]] = Counter()
    for row in answers[0]:
        succeeds, fine = row["label"] == Outcome.RESOLVED.value, row["beside"] != Mood.NEGATIVE.value
        found[row["phase"], quadrant(succeeds=succeeds, feels_fine=fine)] += whole(row["n"])
    rows: list[Row] = []
    for phase in model.phases:
        total = sum(found[phase.key, name] for name in QUADRANTS)
        for name in QUADRANTS:
            n = found[phase.key, name]
            told: Row = {"phase": phase.key, "quadrant": name, "contacts": n, "all_contacts": total}
            rows.append({**told, **share("share", n, total)})
    return table(JOINT, rows, n=found.total())


_MOODS = Question("histogram_day", ("phase", "bucket"), ("n",), (("kind", "=", "mood"),))
_SUMS = Question("phase_day", ("phase",), ("sentiment_sum", "sentiment_n", "negative", "positive"))
_ENDED = Question("phase_day", ("phase",), (*MEASURED, "sentiment_sum", "sentiment_n"))
_FELT_AND_ENDED = Question("label_day", ("phase", "label", "beside"), ("n",), (("kind", "=", FELT),))
FEELINGS = (
    Report("emotion", always(_SUMS, _MOODS), _emotion, CHATTERS),
    Report("success", always(_ENDED), _success),
    Report("success_mood", always(_FELT_AND_ENDED), _joint, CHATTERS),
)
