"""Cycles: each purchase, with all that led to it and came of it. A repeat purchase is a new cycle, never a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey_tracker.journey.model import Outcome

NEW, REPEAT = "new", "repeat"
"""Position of the customer: before the first order is complete, and after one."""
NEXT, LAPSED = "next", "lapsed"
"""How a cycle ends: a next one began after its order, or nothing came for too long."""

LONGEST_PATH = 12
"""Phases of a path that are told; ``…`` stands for the others."""


@dataclass(frozen=True, slots=True)
class CyclePhase:
    """What a cycle did in one phase."""

    phase: str
    first_ms: int
    """When it entered the phase first."""
    last_ms: int
    stays: int
    onward_ms: int | None = None
    """When it first went on to a later ordered phase after that, or from the last one to the next cycle."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of one person."""

    person: str
    number: int
    """From 1 within the person, in the order in which they began."""
    started_ms: int
    last_ms: int
    repeat: bool
    """Whether an order of an earlier cycle came before it."""
    channel: str
    """Of its first contact."""
    medium: str
    campaign: str
    """What led to its first contact that tells."""
    language: str
    """Of the first contact that tells."""
    category: str
    """Of the contact that told one last."""
    order: str = ""
    ordered_ms: int | None = None
    value_cents: int = 0
    order_no: int | None = None
    """Which order of the person it is, from 1; None before it has one."""
    cohort: int | None = None
    """Month of the person's first order, as the number YYYYMM; None before there is one."""
    depth: int = 0
    """Order of the furthest ordered phase; 0 before any."""
    last_phase: str | None = None
    path: str = ""
    """The ordered phases as it stayed in them, the same in succession once, joined by ``>``; at most `LONGEST_PATH`."""
    last_errand: str = ""
    """What the shopper came for last: an intent, else the kind of the last contact."""
    lost_for: str = ""
    """What spoke against products last."""
    touchpoints: int = 0
    handoffs: int = 0
    cost_cents: int = 0
    end: str = ""
    """`NEXT`, `LAPSED`, or empty while it is open."""
    ended_ms: int | None = None
    phases: tuple[CyclePhase, ...] = ()
    """In the order in which they were entered first."""

    @property
    def position(self) -> str:
        """Position of the customer in it: `NEW` or `REPEAT`."""
        return REPEAT if self.repeat else NEW


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a stay stands on the road of its person."""

    cycle: int
    """Number of the cycle."""
    position: str
    """`NEW` or `REPEAT`."""
    before: str | None
    """Phase of the stay before it in the cycle; None at the beginning."""
    during: str | None
    """Of a stay in a transversal phase, or in none: the ordered phase that the cycle was in."""
    outcome: Outcome
    """What came of it, seen from later: who came back with the same errand was not helped."""
    undone: bool = False
    """Whether the model says what makes the errand done, and that never came: a failure, though nobody said so."""


@dataclass(frozen=True, slots=True)
class Road:
    """The whole journey of one person."""

    cycles: tuple[Cycle, ...]
    placings: Mapping[tuple[str, int], Placing]
    """By id of the touchpoint and number of the stay."""
    kinds_before: Mapping[str, str]
    """By id of the touchpoint the kind of the person's contact before it, of a page also which; empty at the first."""
