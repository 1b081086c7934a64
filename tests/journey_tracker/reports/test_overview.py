from __future__ import annotations

import pytest

from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from journey_tracker.reports.table import Row
from tests.journey_tracker.reports.counted import MODEL, Counted
from tests.journey_tracker.reports.lives import buys, each, looks, returns, views
from tests.journey_tracker.talk import shopper

TODAY = 20260819
LIVES = [
    *each(6, looks(0), views(2), buys(4, 12_000, cost=50), returns(6), looks(40), name="buyer"),
    *each(4, looks(0), name="looker"),
    *(shopper(1, "state_need", mood=0.4, conversation=f"c{i}") for i in range(5)),
]


def row(rows: tuple[Row, ...], phase: str, position: str) -> Row:
    """Of a phase and position."""
    return next(r for r in rows if (r["phase"], r["position"]) == (phase, position))


class TestMap:
    def test_has_a_row_for_each_phase_and_position(self) -> None:
        """Two bands of six."""
        rows = run(Counted(LIVES), "map", EVERYTHING, TODAY).rows

        assert [(r["phase"], r["position"]) for r in rows] == [
            (phase.key, position) for position in ("new", "repeat") for phase in MODEL.phases
        ]

    @pytest.mark.parametrize(
        ("report", "names"),
        [
            ("funnel", ("entered", "due", "onward", "doorstroom", "open", "care_rate")),
            ("emotion", ("sentiment", "lower", "upper", "negative_share")),
            ("success", ("success", "ended")),
            ("handoffs", ("handoffs", "stays")),
            ("between", ("stay_p50", "went_on")),
        ],
    )
    def test_tells_what_the_other_reports_tell(self, report: str, names: tuple[str, ...]) -> None:
        """The same figures for one position."""
        store = Counted([event for event in LIVES if "buyer" not in str(event)])
        told = run(store, "map", EVERYTHING, TODAY).rows
        for other in run(store, report, EVERYTHING, TODAY).rows:
            if other["phase"] in {p.key for p in MODEL.phases} and other.get("position", "new") == "new":
                found = row(told, str(other["phase"]), "new")

                assert {name: found[name] for name in names} == {name: other[name] for name in names}

    def test_tells_first_and_repeat_journeys_apart(self) -> None:
        """Six of ten came back to look round."""
        rows = run(Counted(LIVES), "map", EVERYTHING, TODAY).rows

        assert row(rows, "orientation", "new")["entered"] == 10
        assert row(rows, "orientation", "repeat")["entered"] == 6

    def test_gives_care_no_doorstroom(self) -> None:
        """It lies under all columns."""
        care = row(run(Counted(LIVES), "map", EVERYTHING, TODAY).rows, "customer_care", "new")

        assert (care["stays"], care["doorstroom"], care["next_phase"]) == (6, None, None)


class TestTotals:
    def test_are_journeys_orders_and_money(self) -> None:
        """Fifteen first journeys, six orders of 120 euros that cost half a euro each; six journeys came after."""
        first, repeat = run(Counted(LIVES), "totals", EVERYTHING, TODAY).rows

        assert (first["cycles"], first["orders"], first["conversion"]) == (15, 6, 0.4)
        assert (first["value_cents"], first["value_per_order"], first["cost_cents"]) == (72_000, 12_000, 300)
        assert (repeat["cycles"], repeat["orders"]) == (6, 0)
        assert first["contacts"] == 6 * 4 + 4 + 5
