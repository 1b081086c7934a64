"""Which channel hurts in which phase, and what it costs there."""

from __future__ import annotations

from collections import Counter

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Value
from journey_tracker.recorder.counted import NONE, THOUSANDTHS
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import ratio, sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

_COUNTED = (
    "stays", "touchpoints", "sentiment_sum", "sentiment_n", "handoffs", "resolved", "contact_ms", "cost_cents",
)  # fmt: skip
COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("channel", Kind.TEXT),
    Column("role", Kind.TEXT),
    Column("contacts", Kind.COUNT),
    Column("stays", Kind.COUNT),
    Column("messages", Kind.COUNT),
    Column("sentiment", Kind.SCORE, n="messages"),
    Column("handoffs", Kind.COUNT),
    *share_columns("handoff_share", hits="handoffs", n="stays"),
    Column("contact_ms", Kind.MS),
    Column("cost_cents", Kind.CENTS),
    Column("cost_per_contact", Kind.CENTS, n="contacts"),
)


def _answer(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted = sums(answers[0], "phase", "channel")
    channels = sorted({str(channel) for _, channel in counted})
    phases = (*(phase.key for phase in model.phases), NONE)
    rows = [
        _row(model, phase, channel, counts)
        for phase in phases
        for channel in channels
        if (counts := counted[phase, channel])["stays"] or counts["touchpoints"]
    ]
    return table(COLUMNS, rows, n=sum(int(row["contacts"] or 0) for row in rows))


def _row(model: JourneyModel, phase: Value, channel: str, counts: Counter[str]) -> Row:
    feeling = ratio(counts["sentiment_sum"], counts["sentiment_n"] * THOUSANDTHS)
    return {
        "phase": phase,
        "channel": channel,
        "role": model.role_of(channel),
        "contacts": counts["touchpoints"],
        "stays": counts["stays"],
        "messages": counts["sentiment_n"],
        "sentiment": feeling,
        "handoffs": counts["handoffs"],
        **share("handoff_share", counts["handoffs"], counts["stays"]),
        "contact_ms": counts["contact_ms"],
        "cost_cents": counts["cost_cents"],
        "cost_per_contact": ratio(counts["cost_cents"], counts["touchpoints"]),
    }


CHANNELS = Report("channels", always(Question("phase_day", ("phase", "channel"), _COUNTED)), _answer)
