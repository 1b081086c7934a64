from __future__ import annotations

from journey_tracker.ports import EVERYTHING, Slice
from journey_tracker.reports import run
from journey_tracker.reports.table import Row
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import buys, each

AUGUST = 20260819
LIVES = [
    *each(10, buys(0), name="once"),
    *each(4, buys(0), buys(40), name="june"),
    *each(2, buys(0), buys(40), buys(70), name="thrice"),
    *each(4, buys(0), buys(70), name="july"),
    *each(6, buys(35), name="later"),
]
"""Twenty first orders on 1 May and six on 5 June; day 40 is 10 June, day 70 is 10 July."""


def cells(rows: tuple[Row, ...], cohort: int, *names: str) -> list[tuple[object, ...]]:
    """What a cohort tells, month by month."""
    return [tuple(row[name] for name in names) for row in rows if row["cohort"] == cohort]


class TestCohorts:
    def test_count_customers_by_the_month_of_their_second_order(self) -> None:
        """Of twenty, six came back after one month and four after two."""
        rows = run(Counted(LIVES), "cohorts", EVERYTHING, AUGUST).rows

        assert cells(rows, 202605, "month_no", "customers", "came_back", "came_back_by_then") == [
            (0, 20, 0, 0),
            (1, 20, 6, 6),
            (2, 20, 4, 10),
            (3, 20, 0, 10),
        ]
        assert cells(rows, 202605, "came_back_by_then_share")[-1] == (0.5,)

    def test_count_all_orders_beside_customers(self) -> None:
        """The third order of two brings no new customer back: six orders after two months, of 100 euros."""
        rows = run(Counted(LIVES), "cohorts", EVERYTHING, AUGUST).rows

        assert cells(rows, 202605, "orders", "value_cents") == [(20, 200_000), (6, 60_000), (6, 60_000), (0, 0)]

    def test_are_chosen_by_the_period_and_keep_their_later_orders(self) -> None:
        """Who ordered first in May, whenever they came back."""
        rows = run(Counted(LIVES), "cohorts", Slice(first_day=20260501, last_day=20260531), AUGUST).rows

        assert {row["cohort"] for row in rows} == {202605}
        assert cells(rows, 202605, "came_back_by_then")[-1] == (10,)

    def test_go_no_further_than_today(self) -> None:
        """The June cohort is two months old in August."""
        assert cells(run(Counted(LIVES), "cohorts", EVERYTHING, AUGUST).rows, 202606, "month_no") == [(0,), (1,), (2,)]
