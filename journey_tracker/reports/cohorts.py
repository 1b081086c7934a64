"""Whether customers come back: by the month of their first order, in which month the second one followed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Condition, Question, Slice
from journey_tracker.recorder.counted import COHORT
from journey_tracker.reports.days import months_between
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import whole
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, table

THIS_MONTH = "this_month"
"""Note: the last month is not over yet."""
FIRST, SECOND = 1, 2
COLUMNS = (
    Column("cohort", Kind.MONTH),
    Column("month_no", Kind.NUMBER),
    Column("customers", Kind.COUNT),
    Column("came_back", Kind.COUNT),
    *share_columns("came_back_share", hits="came_back", n="customers"),
    Column("came_back_by_then", Kind.COUNT),
    *share_columns("came_back_by_then_share", hits="came_back_by_then", n="customers"),
    Column("orders", Kind.COUNT),
    Column("value_cents", Kind.CENTS),
)
_BY = ("month", "beside", "label")
"""Month of the first order, which order, and month of that."""
_Counts = Mapping[tuple[int, int], Counter[str]]
"""By number of the order and month, what was ordered."""


def _questions(_model: JourneyModel, within: Slice, _as_of_day: int) -> tuple[Question, ...]:
    wanted: tuple[Condition, ...] = (("kind", "=", COHORT),)
    if within.first_day:
        wanted += (("month", ">=", within.first_day // 100),)
    if within.last_day:
        wanted += (("month", "<=", within.last_day // 100),)
    return (Question("label_day", _BY, ("n", "value_cents"), wanted),)


def _answer(_model: JourneyModel, answers: Answers, as_of_day: int) -> Table:
    found: defaultdict[int, defaultdict[tuple[int, int], Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in answers[0]:
        counts = found[whole(row["month"])][whole(row["beside"]), whole(row["label"])]
        counts.update(n=whole(row["n"]), value_cents=whole(row["value_cents"]))
    now = as_of_day // 100
    rows = [row for cohort in sorted(found) for row in _cohort(cohort, found[cohort], now)]
    customers = sum(_customers(cohort, counts) for cohort, counts in found.items())
    return table(COLUMNS, rows, n=customers, notes=(THIS_MONTH,) if rows else ())


def _cohort(cohort: int, counts: _Counts, now: int) -> Iterator[Row]:
    """A row for each month from that of the first order until now."""
    customers, so_far = _customers(cohort, counts), 0
    by_age: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (order_no, month), told in counts.items():
        age = months_between(cohort, month)
        by_age[age].update(orders=told["n"], value_cents=told["value_cents"])
        by_age[age].update(back=told["n"] if order_no == SECOND else 0)
    for age in range(months_between(cohort, now) + 1):
        so_far += by_age[age]["back"]
        yield {
            "cohort": cohort,
            "month_no": age,
            "customers": customers,
            "came_back": by_age[age]["back"],
            **share("came_back_share", by_age[age]["back"], customers),
            "came_back_by_then": so_far,
            **share("came_back_by_then_share", so_far, customers),
            "orders": by_age[age]["orders"],
            "value_cents": by_age[age]["value_cents"],
        }


def _customers(cohort: int, counts: _Counts) -> int:
    return sum(told["n"] for (order_no, month), told in counts.items() if (order_no, month) == (FIRST, cohort))


COHORTS = Report("cohorts", _questions, _answer, ignores=("first_day", "last_day", "position"))
