from __future__ import annotations

import pytest

from journey_tracker.reports.table import SMALL_N, Column, Kind, Part, Row, always, table
from tests.journey_tracker.reports.counted import MODEL

COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("contacts", Kind.COUNT),
    Column("sentiment", Kind.SCORE, n="contacts"),
    Column("note", Kind.TEXT, beside=True),
)


class TestTable:
    def test_leaves_out_figures_about_fewer_than_five(self) -> None:
        """The count itself stays, so that one sees why."""
        rows: list[Row] = [
            {"phase": p, "contacts": n, "sentiment": 0.5} for p, n in (("selection", 5), ("delivery", 4))
        ]
        found = table(COLUMNS, rows, n=9, notes=("said",))

        assert [row["sentiment"] for row in found.rows] == [0.5, None]
        assert [found.small(i, "sentiment") for i in range(2)] == [False, True]
        assert found.rows[1]["contacts"] == 4
        assert found.notes == ("said", SMALL_N)

    def test_takes_nothing_for_small(self) -> None:
        """Nobody is not a few."""
        found = table(COLUMNS, [{"phase": "selection", "contacts": 0, "sentiment": None}], n=0)

        assert found.left_out == frozenset()
        assert found.notes == ()

    def test_gives_every_row_every_column_in_order(self) -> None:
        """What is not told is empty."""
        found = table(COLUMNS, [{"contacts": 9, "phase": "selection"}], n=9)

        assert [list(row.items()) for row in found.rows] == [
            [("phase", "selection"), ("contacts", 9), ("sentiment", None), ("note", None)]
        ]

    def test_knows_which_columns_name_a_row(self) -> None:
        """Figures, and what is said beside them, do not."""
        found = table(COLUMNS, [], n=0)

        assert [column.key for column in found.keys] == ["phase"]
        assert found.column("sentiment").n == "contacts"
        with pytest.raises(KeyError):
            found.column("mood")


class TestDefinition:
    def test_may_ask_always_the_same(self) -> None:
        """Whatever the day."""
        assert always()(MODEL, None, 20260501) == ()  # type: ignore[arg-type]  # it looks at nothing

    def test_knows_the_parts_of_a_comparison(self) -> None:
        """A whole figure is no part."""
        assert not Part.WHOLE
        assert Part("n_a") is Part.N_A
