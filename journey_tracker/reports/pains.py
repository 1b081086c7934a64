"""What hurts: the errands with which shoppers said something negative."""

from __future__ import annotations

from journey_tracker.journey import MOOD_EDGE, JourneyModel
from journey_tracker.ports import Question, Value
from journey_tracker.recorder.tallies import NONE
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
_BY = ("phase", "errand")


def _answer(model: JourneyModel, answers: Answers, _: int) -> Table:
    negative, stays = (sums(rows, *_BY) for rows in answers)
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


_WITH_ERRAND: tuple[tuple[str, str, Value], ...] = (("errand", "!=", ""), ("sentiment_n", ">", 0))
_NEGATIVE = Question("touchpoint_phase", _BY, ("n",), (*_WITH_ERRAND, ("sentiment_min", "<=", -MOOD_EDGE)))
_STAYS = Question("touchpoint_phase", _BY, ("n",), _WITH_ERRAND)
PAINS = Report("pains", always(_NEGATIVE, _STAYS), _answer, CHATTERS)
