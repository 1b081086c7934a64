"""What may be asked of a store of journeys: which touchpoints, which part of the counts, summed how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey_tracker.journey import Mood, Touchpoint


@dataclass(frozen=True, slots=True)
class Filter:
    """Which touchpoints are asked for, newest first; None means any."""

    phase: str | None = None
    """Key of a phase that it was in, as the figures count; `none` for touchpoints without a headline phase."""
    before: str | None = None
    """Phase of the stay before that in `phase`, as `transitions` counts; ``start`` when there was none."""
    during: str | None = None
    """Phase during which it was in `phase`, a transversal one; ``none`` when in none."""
    errand: str | None = None
    """What the shopper came for in `phase`, or in any."""
    mood: Mood | None = None
    first_day: int | None = None
    """First Dutch day, as the number YYYYMMDD."""
    last_day: int | None = None
    """Last Dutch day, that day included."""
    conversation: str | None = None
    kind: str | None = None
    detail: str | None = None
    """Of a survey its instrument."""
    score: int | None = None
    person: str | None = None
    """Reference of the person, as `touchpoint.person` and the exports have it."""
    traffic: str | None = None
    """``staff``, ``test`` or ``bot``; empty for shoppers, who alone are counted."""
    channel: str | None = None
    language: str | None = None
    category: str | None = None
    position: str | None = None
    price_position: str | None = None
    outcome: str | None = None
    quadrant: str | None = None
    """Of the report `success_mood`: ``good``, ``cold``, ``patient`` or ``pain``."""
    handoff: bool | None = None
    """Whether a person was asked for."""
    sentiment_model: str | None = None
    """What scored its mood, by name and version; empty for contacts without a mood."""
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of the journey is asked about; None means all of it."""

    first_day: int | None = None
    """First Dutch day, as the number YYYYMMDD."""
    last_day: int | None = None
    """Last Dutch day, that day included."""
    channel: str | None = None
    """Of the contact; for whole cycles that of their first contact."""
    language: str | None = None
    category: str | None = None
    position: str | None = None
    """``new`` or ``repeat``: the customer's position."""


Value = str | int | float | None
Record = Mapping[str, Value]
Condition = tuple[str, str, Value | tuple[Value, ...]]
"""A column, one of ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``in``, and a value (of ``in``: values)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query in the words of the tables: what is summed, by what. Times are epoch ms, days YYYYMMDD."""

    table: str
    """Counts: `phase_day`, `transition_day` (these also by `week`, its Monday), `histogram_day` or `label_day`
    (also by `month`, YYYYMM). Rows: `cycle`, `cycle_phase`, `touchpoint` or `touchpoint_phase`."""
    by: tuple[str, ...] = ()
    """Columns that the rows of the answer are told apart by, and sorted by."""
    sums: tuple[str, ...] = ()
    """Columns that are summed; `n` counts the rows of a table that has no such column. None: rows as they are."""
    where: tuple[Condition, ...] = ()
    """``=`` None: is empty. A table of counts has conditions on its keys only, not on what is counted."""
    limit: int | None = None
    descending: bool = False
    """Largest `by` first."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the touchpoints that were asked for, and whether older ones follow."""

    touchpoints: tuple[Touchpoint, ...]
    more: bool


EVERYTHING = Slice()
