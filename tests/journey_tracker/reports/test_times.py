from __future__ import annotations

import pytest

from journey_tracker.journey import DAY_MS
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import each, looks, views
from tests.journey_tracker.talk import shopper


class TestBetween:
    def test_is_the_time_until_a_later_phase(self) -> None:
        """Nine take two days and one takes twenty: half within two days, nine in ten too."""
        events = [*each(9, looks(0), views(2)), *each(1, looks(0), views(20), name="slow")]
        first, *_ = run(Counted(events), "between", EVERYTHING, 20260601).rows

        assert (first["phase"], first["next_phase"], first["went_on"]) == ("orientation", "selection", 10)
        assert first["onward_p50"] == pytest.approx(2 * DAY_MS, rel=0.05)
        assert first["onward_p90"] == pytest.approx(2 * DAY_MS, rel=0.05)

    def test_is_also_how_long_a_stay_takes(self) -> None:
        """Five talks of ten minutes."""
        events = [
            shopper(s, "state_need", minute=m, conversation=f"c{i}") for i in range(5) for s, m in ((1, 0), (2, 10))
        ]
        _, selection, *_ = run(Counted(events), "between", EVERYTHING, 20260601).rows

        assert selection["stays"] == 5
        assert selection["stay_p50"] == pytest.approx(600_000, rel=0.05)

    def test_leaves_out_who_is_still_under_way(self) -> None:
        """Four went on: too few to tell a time."""
        events = [*each(4, looks(0), views(2)), *each(9, looks(0), name="w")]
        table = run(Counted(events), "between", EVERYTHING, 20260601)

        assert (table.rows[0]["went_on"], table.rows[0]["onward_p50"]) == (4, None)
        assert table.small(0, "onward_p50")
