from __future__ import annotations

import pytest

from journey_tracker.ports import Slice
from journey_tracker.reports import Part, Table, compare
from journey_tracker.reports.intervals import newcombe
from journey_tracker.reports.table import SMALL_N, Row
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import each, looks, views
from tests.journey_tracker.reports.test_feelings import said
from tests.journey_tracker.talk import shopper

TODAY = 20260901
MAY, JUNE = Slice(last_day=20260531), Slice(first_day=20260601)
LIVES = [
    *each(6, looks(0), views(1), name="a"),
    *each(4, looks(0), name="b"),
    *each(6, looks(40), views(41), name="c"),
    *each(2, looks(40), name="d"),
]


def row(table: Table, phase: str) -> Row:
    """Of a phase, in first journeys where these are told apart."""
    return next(r for r in table.rows if r["phase"] == phase and r.get("position") in (None, "new"))


class TestCompare:
    def test_puts_two_periods_side_by_side(self) -> None:
        """Doorstroom was six of ten in May and six of eight in June: fifteen points up, not surely so."""
        found = row(compare(Counted(LIVES), "funnel", MAY, JUNE, TODAY), "orientation")

        assert (found["doorstroom_a"], found["doorstroom_n_a"]) == (0.6, 10)
        assert (found["doorstroom_b"], found["doorstroom_n_b"]) == (0.75, 8)
        assert found["doorstroom_difference"] == pytest.approx(0.15)
        assert (found["doorstroom_low"], found["doorstroom_high"]) == newcombe(6, 10, 6, 8)

    def test_compares_means_by_their_spread(self) -> None:
        """Moods of five by language: 0.4 on average beside 0.0, with equal spreads."""
        moods = (0.2, 0.3, 0.4, 0.5, 0.6)
        events = [*said(list(moods))]
        events += [
            shopper(1, "state_need", mood=m - 0.4, language="en", conversation=f"en{i}") for i, m in enumerate(moods)
        ]
        table = compare(Counted(events), "emotion", Slice(language="en"), Slice(language="nl"), TODAY)
        found = row(table, "selection")

        assert found["sentiment_difference"] == pytest.approx(0.4)
        assert (found["sentiment_low"], found["sentiment_high"]) == pytest.approx((0.1694, 0.6306), abs=2e-3)

    def test_says_of_each_column_what_it_is_of(self) -> None:
        """So that a page can call it by the name of the figure."""
        table = compare(Counted(LIVES), "funnel", MAY, JUNE, TODAY)
        parts = [column.part for column in table.columns if column.of == "doorstroom"]

        assert parts == [Part.A, Part.N_A, Part.B, Part.N_B, Part.DIFFERENCE, Part.LOW, Part.HIGH]
        assert [column.key for column in table.keys] == ["position", "phase", "next_phase"]

    def test_leaves_out_what_is_small_on_either_side(self) -> None:
        """Four in June say nothing, so nothing is said of the difference."""
        events = [*each(9, looks(0), name="a"), *each(4, looks(40), name="b")]
        table = compare(Counted(events), "funnel", MAY, JUNE, TODAY)
        place = table.rows.index(row(table, "orientation"))

        assert table.rows[place]["doorstroom_a"] == 0.0
        assert table.rows[place]["doorstroom_difference"] is None
        assert [table.small(place, f"doorstroom_{part}") for part in ("a", "b", "difference")] == [False, True, True]
        assert SMALL_N in table.notes

    def test_keeps_rows_that_only_one_side_has(self) -> None:
        """A step that was new in June has nothing beside it."""
        table = compare(Counted(LIVES[16:]), "transitions", MAY, JUNE, TODAY)
        found = {(r["phase"], r["next_phase"]): (r["share_n_a"], r["share_b"]) for r in table.rows}

        assert found["orientation", "selection"] == (0, 1.0)


class TestIdentical:
    @pytest.mark.parametrize("key", ["funnel", "emotion", "channels", "price", "surveys", "cohorts", "map"])
    def test_parts_do_not_differ(self, key: str) -> None:
        """Each figure beside itself."""
        events = [*LIVES, *said([0.1, 0.2, -0.3, 0.4, 0.5, -0.5])]
        table = compare(Counted(events), key, MAY, MAY, TODAY)
        differences = [c.key for c in table.columns if c.part is Part.DIFFERENCE]

        assert {r[name] for r in table.rows for name in differences} <= {0, None}
