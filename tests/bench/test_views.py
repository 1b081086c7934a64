from __future__ import annotations

import asyncio

from rich.progress import Progress

from bench.bench import Options
from bench.progress import Bar
from bench.views import measure


class TestMeasure:
    def test_quickly_asks_every_report_of_a_small_log(self) -> None:
        """The whole way once, in a process of its own."""
        measured = asyncio.run(measure(Options(quick=True, peer=False), Bar(Progress(disable=True))))

        assert set(measured.figures) == {"worst_cpu_ms_2k", "rss_mb"}
        assert all(figure.value > 0 for figure in measured.figures.values())
        assert any("the slowest report is" in note for note in measured.notes)
