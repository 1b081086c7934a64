"""Drawings of steps: the funnel, the graph of transitions, and where shoppers go next."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from journey_tracker.recorder.counted import END, START
from journey_tracker.reports import Table
from journey_tracker.reports.funnel import POSITIONS
from journey_tracker.reports.table import Row
from journey_tracker.web.charts.flow import ROOM, Step, flow
from journey_tracker.web.charts.graph import Node, graph
from journey_tracker.web.pages.feelings import FEW
from journey_tracker.web.pages.setting import Setting, known, number


def funnel(table: Table, at: Setting) -> Markup:
    """A drawing for each position of the customer, on one scale."""
    most = int(max((number(row["entered"]) for row in table.rows), default=0))
    return Markup("").join(_lane([row for row in table.rows if row["position"] == p], p, most, at) for p in POSITIONS)


def _lane(rows: Sequence[Row], position: str, most: int, at: Setting) -> Markup:
    title = at.say(f"lane_{position}")
    steps = [step_of(row, at, named=True) for row in rows]
    if not any(step.n for step in steps):
        return Markup("")
    return Markup("<h3>{}</h3>").format(title) + scaled(steps, most, label=at.picture(title), tallest=150)


def scaled(steps: Sequence[Step], most: int, *, label: str, tallest: float) -> Markup:
    """A funnel as high as its own bars need, on the scale of which `most` cycles are `tallest` units."""
    own = max((step.n for step in steps), default=0)
    return flow(steps, label=label, width=1000, height=ROOM + max(tallest * own / max(most, 1), 4), most=own)


def step_of(row: Row, at: Setting, *, named: bool = False) -> Step:
    """A phase of the funnel, from a row with `entered`, `due`, `onward` and `doorstroom`."""
    entered, share = int(number(row["entered"])), known(row["doorstroom"])
    label = at.figures.count(entered)
    return Step(
        tone=at.tone(row["phase"]),
        n=entered,
        # Of those who entered long enough ago; drawn as if those who entered since went on as often.
        onward=round(entered * share) if share is not None else 0,
        label=f"{at.phase(row['phase'])} {label}" if named else label,
        share=at.figures.share(share) if share is not None else "",
        note=at.n(row["due"]),
        few=number(row["due"]) < FEW,
    )


def transitions(table: Table, at: Setting) -> Markup:
    """All phases in a line with the steps between them, from the first contact to the end."""
    steps = {(str(row["phase"]), str(row["next_phase"])): int(number(row["steps"])) for row in table.rows}
    figures = {key: at.figures.count(n) for key, n in steps.items()}
    nodes = [Node(key, at.phase(key), at.tone(key), _arrived(table.rows, key, at)) for key in _keys(at)]
    return graph(nodes, steps, figures, label=at.picture(at.texts.title("transitions")))


def _keys(at: Setting) -> tuple[str, ...]:
    return (START, *(phase.key for phase in at.model.phases), END)


def _arrived(rows: Sequence[Row], key: str, at: Setting) -> str:
    n = sum(number(row["steps"]) for row in rows if key == (row["phase"] if key == START else row["next_phase"]))
    return at.figures.count(n)
