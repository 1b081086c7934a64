"""What shoppers do next, and what instead: the steps between phases."""

from __future__ import annotations

from collections import Counter

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Value
from journey_tracker.recorder.counted import END, START
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import Key, sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

MATRIX = (
    Column("phase", Kind.PHASE),
    Column("next_phase", Kind.PHASE),
    Column("steps", Kind.COUNT),
    Column("all_steps", Kind.COUNT),
    *share_columns("share", hits="steps", n="all_steps"),
)
WAYS = ("forward", "care", "again", "back", "end")
NEXT_STEPS = (
    Column("phase", Kind.PHASE),
    Column("all_steps", Kind.COUNT),
    *(c for way in WAYS for c in (Column(way, Kind.COUNT), *share_columns(f"{way}_share", hits=way, n="all_steps"))),
)


def matrix(model: JourneyModel, answers: Answers, _: int) -> Table:
    """A row for each pair of phases that followed one another, in the order of the model."""
    steps = _steps(model, answers)
    left = _left(steps)
    rows = [
        {"phase": a, "next_phase": b, "steps": n, "all_steps": left[a], **share("share", n, left[a])}
        for (a, b), n in sorted(steps.items(), key=lambda item: tuple(_place(model, str(key)) for key in item[0]))
    ]
    return table(MATRIX, rows, n=left.total())


def next_steps(model: JourneyModel, answers: Answers, _: int) -> Table:
    """For each ordered phase, how often the step out of it led on, to care, to the same again, back, or nowhere."""
    steps = _steps(model, answers)
    rows = [_ways(model, phase.key, steps) for phase in model.ordered]
    return table(NEXT_STEPS, rows, n=sum(int(row["all_steps"] or 0) for row in rows))


def _steps(model: JourneyModel, answers: Answers) -> dict[Key, int]:
    """How often one was followed by the other; steps of a log that was recorded under another model are left out."""
    known = {START, END, *(phase.key for phase in model.phases)}
    found = sums(answers[0], "phase", "next_phase")
    return {(a, b): counts["n"] for (a, b), counts in found.items() if a in known and b in known}


def _left(steps: dict[Key, int]) -> Counter[object]:
    left: Counter[object] = Counter()
    for (phase, _), n in steps.items():
        left[phase] += n
    return left


def _ways(model: JourneyModel, phase: str, steps: dict[Key, int]) -> Row:
    ways: Counter[str] = Counter()
    for (before, after), n in steps.items():
        if before == phase:
            ways[_way(model, phase, str(after))] += n
    total = ways.total()
    told: dict[str, Value] = {"phase": phase, "all_steps": total}
    for way in WAYS:
        told |= {way: ways[way], **share(f"{way}_share", ways[way], total)}
    return told


def _way(model: JourneyModel, phase: str, after: str) -> str:
    if after == END:
        return "end"
    if after == phase:
        return "again"
    if model.phase(after).transversal:
        return "care"
    return "forward" if model.is_forward(phase, after) else "back"


def _place(model: JourneyModel, key: str) -> int:
    return {START: 0, END: len(model.phases) + 1, **{phase.key: phase.order for phase in model.phases}}[key]


_STEPS = always(Question("transition_day", ("phase", "next_phase"), ("n",)))
TRANSITIONS = Report("transitions", _STEPS, matrix)
STEPS = Report("next_steps", _STEPS, next_steps)
