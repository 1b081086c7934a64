"""The journey map: of each phase and position all that the other reports tell, in one row; and what it all came to."""

from __future__ import annotations

from collections import Counter, defaultdict

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Slice
from journey_tracker.recorder.counted import ORDER, START, bucket_ms
from journey_tracker.reports.feelings import MEASURED, QUARTILES, bar_mood, felt
from journey_tracker.reports.figures import mean, mean_columns, share, share_columns
from journey_tracker.reports.funnel import COLUMNS as FUNNEL_COLUMNS
from journey_tracker.reports.funnel import POSITIONS, funnel_rows
from journey_tracker.reports.funnel import questions as funnel_questions
from journey_tracker.reports.gathering import Histogram, Key, histograms, ratio, sums, whole
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

MAP = (
    *FUNNEL_COLUMNS,
    Column("contacts", Kind.COUNT),
    Column("stays", Kind.COUNT),
    Column("felt", Kind.COUNT),
    *mean_columns("sentiment", Kind.SCORE, n="felt"),
    *(Column(name, Kind.SCORE, n="felt") for name in QUARTILES),
    Column("negative", Kind.COUNT),
    *share_columns("negative_share", hits="negative", n="felt"),
    Column("ended", Kind.COUNT),
    Column("resolved", Kind.COUNT),
    *share_columns("success", hits="resolved", n="ended"),
    Column("handoffs", Kind.COUNT),
    *share_columns("handoff_share", hits="handoffs", n="stays"),
    Column("timed", Kind.COUNT),
    Column("stay_p50", Kind.MS, n="timed"),
    Column("went_on", Kind.COUNT),
    Column("onward_p50", Kind.MS, n="went_on"),
    Column("waited_ms", Kind.MS),
    Column("contact_ms", Kind.MS),
    Column("cost_cents", Kind.CENTS),
)
TOTALS = (
    Column("position", Kind.TEXT),
    Column("cycles", Kind.COUNT),
    Column("orders", Kind.COUNT),
    *share_columns("conversion", hits="orders", n="cycles"),
    Column("value_cents", Kind.CENTS),
    Column("value_per_order", Kind.CENTS, n="orders"),
    Column("cost_cents", Kind.CENTS),
    Column("contacts", Kind.COUNT),
    Column("handoffs", Kind.COUNT),
    Column("contact_ms", Kind.MS),
)
_COUNTED = (
    "entered", "stays", "touchpoints", "sentiment_sum", "sentiment_n", "negative", *MEASURED, "waited_ms",
    "contact_ms", "cost_cents",
)  # fmt: skip
_BY = ("phase", "position")
_BARS = ("mood", "stay", "onward")


def _map_questions(model: JourneyModel, _: Slice, as_of_day: int) -> tuple[Question, ...]:
    bars = Question("histogram_day", ("kind", *_BY, "bucket"), ("n",), (("kind", "in", _BARS),))
    return (*funnel_questions(model, as_of_day, _COUNTED), bars)


def _map(model: JourneyModel, answers: Answers, _: int) -> Table:
    counted = sums((*answers[0], *answers[1]), *_BY)
    bars = histograms(answers[3], "kind", *_BY)
    rows_of = funnel_rows(model, answers[:3])
    funnelled: dict[Key, Row] = {(row["phase"], row["position"]): row for row in rows_of}
    rows = [
        {**_entered(funnelled, key), **_told(counted[key], *(bars[kind, *key] for kind in _BARS))}
        for position in POSITIONS
        for key in ((phase.key, position) for phase in model.phases)
    ]
    return table(MAP, rows, n=sum(whole(row["contacts"]) for row in rows))


def _entered(funnelled: dict[Key, Row], key: Key) -> Row:
    """What the funnel tells of the phase; care has no place in it."""
    phase, position = key
    return funnelled.get(key, {"position": position, "phase": phase, "next_phase": None})


def _told(counts: Counter[str], moods: Histogram, stays: Histogram, onward: Histogram) -> Row:
    ended = sum(counts[name] for name in MEASURED)
    return {
        "contacts": counts["touchpoints"],
        "felt": moods.n,
        **mean("sentiment", felt(counts, moods)),
        **{name: moods.quantile(q, bar_mood) for name, q in QUARTILES.items()},
        **share("negative_share", counts["negative"], moods.n),
        "ended": ended,
        **share("success", counts["resolved"], ended),
        **share("handoff_share", counts["handoffs"], counts["stays"]),
        "timed": stays.n,
        "stay_p50": stays.quantile(0.5, bucket_ms),
        "went_on": onward.n,
        "onward_p50": onward.quantile(0.5, bucket_ms),
        **{name: counts[name] for name in _PLAIN},
    }


_PLAIN = ("stays", "negative", "resolved", "handoffs", "waited_ms", "contact_ms", "cost_cents")


def _totals(_model: JourneyModel, answers: Answers, _: int) -> Table:
    begun = sums(answers[1], "position")
    orders: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    others: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for key, counts in sums(answers[0], "position", "phase").items():
        (orders if key[1] == ORDER else others)[key[:1]].update(counts)
    rows = [_total(position, begun[position,]["n"], orders[position,], others[position,]) for position in POSITIONS]
    return table(TOTALS, rows, n=sum(whole(row["cycles"]) for row in rows))


def _total(position: str, cycles: int, orders: Counter[str], others: Counter[str]) -> Row:
    return {
        "position": position,
        "cycles": cycles,
        "orders": orders["entered"],
        **share("conversion", orders["entered"], cycles),
        "value_cents": orders["value_cents"],
        "value_per_order": ratio(orders["value_cents"], orders["entered"]),
        "cost_cents": others["cost_cents"],
        "contacts": others["touchpoints"],
        "handoffs": others["handoffs"],
        "contact_ms": others["contact_ms"],
    }


_SUMS = Question(
    "phase_day",
    ("position", "phase"),
    ("touchpoints", "handoffs", "contact_ms", "cost_cents", "entered", "value_cents"),
)
_BEGUN = Question("transition_day", ("position",), ("n",), (("phase", "=", START),))
OVERVIEW = (Report("map", _map_questions, _map), Report("totals", always(_SUMS, _BEGUN), _totals))
