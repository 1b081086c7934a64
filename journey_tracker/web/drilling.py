"""Which contacts a figure is about: from the names of its row and its column to a filter of the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from journey_tracker.events import SHOP
from journey_tracker.journey import CHAT, Mood, Outcome
from journey_tracker.ports import Value
from journey_tracker.recorder.contacts import short_name
from journey_tracker.recorder.counted import NONE
from journey_tracker.recorder.tallies import ANSWERED, ASKED

Drill = dict[str, str]
KINDS = (CHAT, *(short_name(name) for name in SHOP))
"""Kinds of contact."""
NARROWING = (
    "before", "during", "errand", "quadrant", "detail", "score", "price_position", "handoff", "category", "language",
)  # fmt: skip
"""Filters of the log that cells lead to, beside those of its form."""
_SAME = frozenset(
    {"phase", "channel", "position", "kind", "outcome", "mood", *NARROWING} - {"before", "detail", "handoff"}
)
"""Columns that the log can be filtered by under the same name."""
_MOOD, _OUTCOME, _KIND = "mood", "outcome", "kind"
_ABOUT: Mapping[str, tuple[str, str]] = {
    "negative": (_MOOD, Mood.NEGATIVE.value),
    "negative_share": (_MOOD, Mood.NEGATIVE.value),
    "positive": (_MOOD, Mood.POSITIVE.value),
    "positive_share": (_MOOD, Mood.POSITIVE.value),
    "resolved": (_OUTCOME, Outcome.RESOLVED.value),
    "success": (_OUTCOME, Outcome.RESOLVED.value),
    "handoffs": (_OUTCOME, Outcome.HANDOFF.value),
    "handoff_share": (_OUTCOME, Outcome.HANDOFF.value),
    "orders": (_KIND, "order_placed"),
    "viewed": (_KIND, "product_viewed"),
    "basket": (_KIND, "basket_changed"),
}
"""What only some contacts of a row are about, by column; all other figures are about those of the whole row."""


def drilled(named: Mapping[str, Value], phases: frozenset[str], *, steps: bool = False) -> Drill:
    """The filter of the log for a row with these names; empty for what has no contacts, such as the end of a cycle.

    `steps`: the row is about going from `phase` to `next_phase`.
    """
    phase, next_phase = named.get("phase"), named.get("next_phase")
    if steps or "deviation" in named:
        return step(str(phase), str(next_phase)) if next_phase in phases else {}
    if phase is not None and phase not in (*phases, NONE):
        return {}
    found = {key: str(value) for key, value in named.items() if key in _SAME and value not in (None, "")}
    if (errand := named.get("last_errand")) and errand != NONE:
        found["kind" if errand in KINDS else "errand"] = str(errand)
    if instrument := named.get("instrument"):
        found |= {"kind": ANSWERED, "detail": str(instrument)}
    if isinstance(week := named.get("week"), int):
        found |= days_of_week(week)
    return found


def step(phase: str, next_phase: str) -> Drill:
    """The contacts that took somebody from one phase to the next."""
    return {"phase": next_phase, "before": phase}


def narrowed(row: Drill, column: str) -> Drill | None:
    """The filter for one figure of a row, when it is about only some of its contacts; else None."""
    if not row:
        return None
    if column == "asked":
        return {**row, _KIND: ASKED} if row.get(_KIND) == ANSWERED else {**row, "handoff": "yes"}
    if column not in _ABOUT:
        return None
    name, value = _ABOUT[column]
    return {**row, name: value}


def days_of_week(monday: int) -> Drill:
    """The days of the week that begins on a day (YYYYMMDD)."""
    first = date(monday // 10_000, monday // 100 % 100, monday % 100)
    return {"from": first.isoformat(), "to": (first + timedelta(days=6)).isoformat()}
