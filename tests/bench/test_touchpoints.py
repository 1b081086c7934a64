from __future__ import annotations

import asyncio

from rich.progress import Progress

from bench import goals
from bench.bench import Options
from bench.progress import Bar
from bench.touchpoints import measure, year


class TestYear:
    def test_is_the_same_log_every_time_in_the_order_of_time(self) -> None:
        """So that runs can be compared."""
        events = list(year(20, seed=7))

        assert events == list(year(20, seed=7))
        assert [e.time_ms for e in events] == sorted(e.time_ms for e in events)
        assert len({(e.source, e.id) for e in events}) == len(events) > 100


class TestMeasure:
    def test_gives_every_goal_its_figure_beside_a_bare_insert(self) -> None:
        """The whole way once; whoever only inserts is faster."""
        measured = asyncio.run(measure(Options(quick=True, peer=True), Bar(Progress(disable=True))))
        single, batch = (measured.figures[name] for name in ("p50_us_single", "per_s_batch"))

        assert set(goals.read("touchpoints")) <= set(measured.figures)
        assert single.value > (single.peer or single.value) > 0
        assert 0 < batch.value < (batch.peer or 0)
        assert measured.figures["broker_p50_us"].value > 0
