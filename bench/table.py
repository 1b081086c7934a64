"""A result as a table for people."""

from __future__ import annotations

from rich import box
from rich.table import Table

from bench.goals import Goal
from bench.result import Figure, Measured, rounded

NONE = "–"
RATIO = "ratio"
"""How many times better than the peer: above 1 is better, whichever way better is."""


def table(title: str, measured: Measured, goals: dict[str, Goal]) -> Table:
    """Each figure with the peer's, the ratio to it, and the goal."""
    drawn = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    drawn.add_column("figure", no_wrap=True)
    for column in ("ours", "peer", RATIO, "goal", ""):
        drawn.add_column(column, justify="right", no_wrap=True)
    for name, figure in measured.figures.items():
        drawn.add_row(name, *_cells(figure, goals.get(name)))
    return drawn


def times_better(figure: Figure) -> float | None:
    """How many times better than the peer: above 1 is better, whichever way better is."""
    if not figure.peer or not figure.value:
        return None
    return figure.peer / figure.value if figure.better == "lower" else figure.value / figure.peer


def _cells(figure: Figure, goal: Goal | None) -> list[str]:
    better = times_better(figure)
    return [
        f"{rounded(figure.value):g} {figure.unit}",
        NONE if figure.peer is None else f"{rounded(figure.peer):g}",
        NONE if better is None else f"{rounded(better):g}",
        NONE if goal is None else str(goal),
        "" if goal is None else "met" if goal.met(figure.value) else "missed",
    ]
