"""The raw paths of people: which contact follows which, and how many walk through given steps in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from journey_tracker.exporting.steps import step
from journey_tracker.ports import Record

Steps: TypeAlias = Iterable[tuple[str, str]]
"""Person and step, person by person in the order of time."""


def steps(touchpoints: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """The steps of rows of `v_touchpoint` that come person by person."""
    return ((str(row["person"]), step(row)) for row in touchpoints)


def transitions(path: Steps) -> Counter[tuple[str, str]]:
    """How often each step is directly followed by each; one person's last is not followed by the next one's first.

    The directly-follows graph of process mining (van der Aalst, Process Mining, 2016, chapter 6).
    """
    return Counter((a[1], b[1]) for a, b in pairwise(path) if a[0] == b[0])


def funnel(path: Steps, wanted: Sequence[str]) -> tuple[int, ...]:
    """How many people reach each of the steps in order: its earliest occurrence after that of the step before it."""
    reached = [0] * len(wanted)
    for _, walked in groupby(path, key=lambda one: one[0]):
        for n in range(_depth((name for _, name in walked), wanted)):
            reached[n] += 1
    return tuple(reached)


def _depth(walked: Iterable[str], wanted: Sequence[str]) -> int:
    depth = 0
    for name in walked:
        if depth < len(wanted) and name == wanted[depth]:
            depth += 1
    return depth
