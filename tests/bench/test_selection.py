from __future__ import annotations

import asyncio

from rich.progress import Progress

from bench import goals
from bench.bench import Options
from bench.progress import Bar
from bench.selection import Seen, figures, measure, peer_notes

PEERS = {"pandas": [40.0, 50.0], "DuckDB": [20.0, 30.0], "SQLite": [400.0, 500.0], "FTS5": [9.0, 8.0]}
SEEN = {
    "100k": Seen([[4.0, 8.0], [5.0, 9.0], [5.0, 99.0]], [[1.0, 2.0]], 90.0, PEERS),
    "1m": Seen([[40.0]], [], 88.0, {}),
}


class TestFigures:
    def test_every_goal_has_its_figure_beside_the_fastest_peer(self) -> None:
        """Medians of the runs; memory is that of the largest catalogue."""
        found = figures(SEEN, [30_000.0, 10_000.0, 40_000.0], [4_000.0])

        assert set(goals.read("selection")) == set(found)
        assert (found["p95_ms_100k"].value, found["p95_ms_100k"].peer) == (9.0, 30.0)
        assert (found["p95_ms_1m"].value, found["p95_ms_1m"].peer) == (40.0, None)
        assert (found["search_p95_ms_100k"].value, found["search_p95_ms_100k"].peer) == (2.0, 9.0)
        assert found["bytes_per_product"].value == 88.0
        assert found["view_products_per_s"].value == 30_000.0

    def test_each_peer_is_told_in_the_notes(self) -> None:
        """The fastest stands beside the figure; the others are no secret."""
        assert peer_notes(SEEN) == ["A decision at 100k (p95, ms): pandas 50, DuckDB 30, SQLite 500."]


class TestMeasure:
    def test_quickly_measures_small_catalogues(self) -> None:
        """The whole way once, peers aside."""
        measured = asyncio.run(measure(Options(quick=True, peer=False), Bar(Progress(disable=True))))

        assert {"p95_ms_1k", "p95_ms_10k", "search_p95_ms_10k", "feed_products_per_s"} <= set(measured.figures)
        assert all(figure.value > 0 for figure in measured.figures.values())
