from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from bench.goals import Goal
from bench.result import Figure, Measured
from bench.table import table, times_better


def drawn(measured: Measured, goals: dict[str, Goal]) -> str:
    """The table as text, on a terminal of eighty columns."""
    out = StringIO()
    Console(file=out, width=80).print(table("reply", measured, goals))
    return out.getvalue()


class TestTimesBetter:
    @pytest.mark.parametrize(
        ("figure", "times"),
        [
            (Figure(10, "ms", "lower", 30), 3),
            (Figure(30, "turns/s", "higher", 10), 3),
            (Figure(30, "ms", "lower", 10), 1 / 3),
            (Figure(30, "ms", "lower"), None),
        ],
    )
    def test_above_one_is_better_whichever_way_better_is(self, figure: Figure, times: float | None) -> None:
        """Half the waiting and twice the turns both read as 2."""
        assert times_better(figure) == times


class TestTable:
    def test_figure_peer_ratio_and_goal_stand_in_one_row(self) -> None:
        """Everything that says how good a figure is."""
        [row] = [
            line.split()
            for line in drawn(
                Measured({"p95_ms_1": Figure(20, "ms", "lower", 50)}), {"p95_ms_1": Goal(most=60)}
            ).splitlines()
            if "p95_ms_1" in line
        ]

        assert row == ["p95_ms_1", "20", "ms", "50", "2.5", "≤", "60", "met"]

    def test_a_goal_that_is_missed_is_named(self) -> None:
        """Nobody has to reckon."""
        said = drawn(
            Measured({"throughput_ratio_16_light": Figure(0.5, "×", "higher", 1)}),
            {"throughput_ratio_16_light": Goal(least=1.5)},
        )

        assert "throughput_ratio_16_light" in said
        assert "missed" in said
