"""How long it takes from one phase to a later one, and how long shoppers stay in each."""

from __future__ import annotations

from itertools import zip_longest

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question
from journey_tracker.recorder.counted import bucket_ms
from journey_tracker.reports.funnel import NEXT_CYCLE
from journey_tracker.reports.gathering import histograms
from journey_tracker.reports.table import Answers, Column, Kind, Report, Table, always, table

COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("next_phase", Kind.PHASE),
    Column("went_on", Kind.COUNT),
    Column("onward_p50", Kind.MS, n="went_on"),
    Column("onward_p90", Kind.MS, n="went_on"),
    Column("stays", Kind.COUNT),
    Column("stay_p50", Kind.MS, n="stays"),
    Column("stay_p90", Kind.MS, n="stays"),
)


def _answer(model: JourneyModel, answers: Answers, _: int) -> Table:
    bars = histograms(answers[0], "kind", "phase")
    rows = []
    for phase, following in zip_longest(model.ordered, model.ordered[1:]):
        gone, stayed = bars["onward", phase.key], bars["stay", phase.key]
        rows.append(
            {
                "phase": phase.key,
                "next_phase": following.key if following else NEXT_CYCLE,
                "went_on": gone.n,
                "onward_p50": gone.quantile(0.5, bucket_ms),
                "onward_p90": gone.quantile(0.9, bucket_ms),
                "stays": stayed.n,
                "stay_p50": stayed.quantile(0.5, bucket_ms),
                "stay_p90": stayed.quantile(0.9, bucket_ms),
            }
        )
    return table(COLUMNS, rows, n=sum(bars["onward", phase.key].n for phase in model.ordered))


_BARS = Question("histogram_day", ("kind", "phase", "bucket"), ("n",), (("kind", "in", ("onward", "stay")),))
BETWEEN = Report("between", always(_BARS), _answer)
