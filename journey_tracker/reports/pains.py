"""What hurts: the errands with which shoppers said something negative."""

from __future__ import annotations

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question
from journey_tracker.recorder.counted import ERRAND, NONE, PAIN
from journey_tracker.reports.feelings import CHATTERS
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import Key, sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

MOST_OF_A_PHASE = 5
COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("errand", Kind.TEXT),
    Column("negative", Kind.COUNT),
    Column("stays", Kind.COUNT),
    *share_columns("negative_share", hits="negative", n="stays"),
)
_BY = ("phase", "label")


def _answer(model: JourneyModel, answers: Answers, _: int) -> Table:
    negative, stays = (sums((row for row in answers[0] if row["kind"] == kind), *_BY) for kind in (PAIN, ERRAND))
    phases = (*(phase.key for phase in model.phases), NONE)
    rows = [
        _row(key, negative[key]["n"], stays[key]["n"])
        for phase in phases
        for key in sorted((k for k in negative if k[0] == phase), key=lambda k: (-negative[k]["n"], str(k)))[
            :MOST_OF_A_PHASE
        ]
    ]
    return table(COLUMNS, rows, n=sum(counts["n"] for counts in stays.values()))


def _row(key: Key, negative: int, stays: int) -> Row:
    told: Row = {"phase": key[0], "errand": key[1], "negative": negative, "stays": stays}
    return {**told, **share("negative_share", negative, stays)}


_STAYS = Question("label_day", ("kind", *_BY), ("n",), (("kind", "in", (ERRAND, PAIN)),))
PAINS = Report("pains", always(_STAYS), _answer, CHATTERS)
