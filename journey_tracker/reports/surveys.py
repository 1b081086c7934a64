"""What customers say when asked: NPS, CSAT and CES by phase, as distributions."""

from __future__ import annotations

from collections.abc import Iterator

from journey_tracker.events.shopping import INSTRUMENTS
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question
from journey_tracker.recorder.counted import NONE
from journey_tracker.reports.figures import mean, mean_columns, share, share_columns
from journey_tracker.reports.gathering import Histogram, histograms
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

PROMOTERS, PASSIVES = 9, 7
"""From so high on, of ten (F.F. Reichheld, "The one number you need to grow", Harvard Business Review, 2003)."""
CONTENT = {"nps": 7, "csat": 4, "ces": 5}
"""From this score on a customer is content; a Dutch 7 is praise."""
SEVEN_IS_PRAISE = "seven_is_praise"
ASKED = "asked_"
"""Before the name of an instrument: how often it was put before somebody."""
SCORES = (
    Column("instrument", Kind.TEXT),
    Column("phase", Kind.PHASE),
    Column("score", Kind.NUMBER),
    Column("answers", Kind.COUNT),
    Column("all_answers", Kind.COUNT),
    *share_columns("share", hits="answers", n="all_answers"),
)
SURVEYS = (
    Column("instrument", Kind.TEXT),
    Column("phase", Kind.PHASE),
    Column("asked", Kind.COUNT),
    Column("answers", Kind.COUNT),
    Column("response", Kind.SHARE, n="asked", hits="answers"),
    *mean_columns("mean", Kind.POINTS, n="answers"),
    Column("median", Kind.POINTS, n="answers"),
    Column("content", Kind.COUNT),
    *share_columns("content_share", hits="content", n="answers"),
    Column("promoters", Kind.COUNT),
    Column("passives", Kind.COUNT),
    Column("detractors", Kind.COUNT),
    *mean_columns("nps", Kind.POINTS, n="answers"),
)


def _scores(model: JourneyModel, answers: Answers, _: int) -> Table:
    found = histograms(answers[0], "kind", "phase")
    rows: list[Row] = []
    for instrument, (low, high) in INSTRUMENTS.items():
        for phase in _phases(model):
            told = found[instrument, phase]
            for score in range(low, high + 1) if told.n else ():
                n = told.counts[score]
                place: Row = {"instrument": instrument, "phase": phase, "score": score}
                rows.append({**place, "answers": n, "all_answers": told.n, **share("share", n, told.n)})
    return table(SCORES, rows, n=sum(found[name, phase].n for name in INSTRUMENTS for phase in _phases(model)))


def _surveys(model: JourneyModel, answers: Answers, _: int) -> Table:
    found = histograms(answers[0], "kind", "phase")
    rows = []
    for instrument in INSTRUMENTS:
        for phase in _phases(model):
            told, asked = found[instrument, phase], found[ASKED + instrument, phase].n
            if told.n or asked:
                rows.append({"instrument": instrument, "phase": phase, **_summary(instrument, told, asked)})
    return table(SURVEYS, rows, n=sum(int(row["answers"] or 0) for row in rows), notes=(SEVEN_IS_PRAISE,))


def _summary(instrument: str, told: Histogram, asked: int) -> Row:
    content = sum(n for score, n in told.counts.items() if score >= CONTENT[instrument])
    answered = share("response", told.n, asked)
    return {
        "asked": asked,
        "answers": told.n,
        "response": answered["response"],
        **mean("mean", told.mean()),
        "median": told.quantile(0.5, float),
        "content": content,
        **share("content_share", content, told.n),
        **(_promoted(told) if instrument == "nps" else {}),
    }


def _promoted(told: Histogram) -> Row:
    groups = Histogram()
    for score, n in told.counts.items():
        groups.counts[1 if score >= PROMOTERS else 0 if score >= PASSIVES else -1] += n
    counts = groups.counts
    score_of = groups.mean(lambda group: 100.0 * group)
    return {"promoters": counts[1], "passives": counts[0], "detractors": counts[-1], **mean("nps", score_of)}


def _phases(model: JourneyModel) -> Iterator[str]:
    yield from (phase.key for phase in model.phases)
    yield NONE


_BARS = (*INSTRUMENTS, *(ASKED + instrument for instrument in INSTRUMENTS))
_ANSWERS = always(Question("histogram_day", ("kind", "phase", "bucket"), ("n",), (("kind", "in", _BARS),)))
SURVEY_REPORTS = (Report("surveys", _ANSWERS, _surveys), Report("survey_scores", _ANSWERS, _scores))
