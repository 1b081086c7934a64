"""The keys of the bounded counts: of what, on which day, of which segment."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

START, END, NONE, ORDER = "start", "end", "none", "order"
"""Before the first phase of a cycle, after the last of one that ended, no phase, and the orders of cycles."""
THOUSANDTHS = 1000
"""Sentiments are summed in thousandths."""
MOST_DAYS = 400
MOODS = 21
"""Bars of the distribution of moods, -1 to 1 in tenths."""


class Segment(NamedTuple):
    """By what every count can be filtered."""

    channel: str
    language: str
    category: str
    position: str


class PhaseDay(NamedTuple):
    """Key of the counts of one phase on one day."""

    day: int
    """YYYYMMDD, Dutch."""
    phase: str
    """`NONE` when there was none."""
    during: str
    """Of a transversal phase: within which; else empty."""
    segment: Segment


class Transition(NamedTuple):
    """Key of the steps from one phase to another; counted on the day of the later."""

    day: int
    phase: str
    next_phase: str
    segment: Segment


class Bar(NamedTuple):
    """Key of one bar of a distribution."""

    day: int
    phase: str
    kind: str
    """``mood``, ``stay``, ``onward``, ``waited`` (log buckets), ``onward_days``, ``nps``, ``csat``, ``ces`` (scores),
    or ``asked_nps`` and so on (how often it was asked, in bucket 0)."""
    bucket: int
    segment: Segment


class Label(NamedTuple):
    """Key of the counts of something that has a name: an errand, a path, what a customer left for."""

    day: int
    kind: str
    """One of `LABELS`."""
    phase: str
    """`NONE` when there was none; empty where it makes no difference."""
    label: str
    beside: str
    """A second name; empty where there is none."""
    segment: Segment


FELT, PRICED, SCORED, ERRAND, PAIN, PATH, LEFT, COHORT = (
    "felt", "priced", "scored", "errand", "pain", "path", "left", "cohort",
)  # fmt: skip
LABELS = {
    FELT: "contacts with a mood that ended, by headline phase: outcome or `UNDONE`, beside it the mood",
    PRICED: "contacts about a price beside a list price: where it stood, beside it the kind of contact",
    SCORED: "contacts with a mood: what measured it",
    ERRAND: "stays with a mood: the errand of the shopper",
    PAIN: "those of them in which something negative was said",
    PATH: "cycles with a phase, by the day they began: their path",
    LEFT: "cycles without an order, by their last phase and the day of their last contact: last errand, what lost",
    COHORT: "orders, by the month of the person's first (its first day): month, beside it which order, at most 3",
}
"""What is counted by name."""
UNDONE = "undone"
"""Beside the outcomes: the last errand was never done, though nobody said so."""
MOST_ORDERS = 3
LABEL_COUNTS = ("n", "value_cents", "list_cents")

PHASE_COUNTS = (
    "stays",
    "entered",
    "onward",
    "touchpoints",
    "messages",
    "sentiment_sum",
    "sentiment_n",
    "negative",
    "positive",
    "resolved",
    "abandoned",
    "errors",
    "handoffs",
    "undone",
    "waited_ms",
    "contact_ms",
    "cost_cents",
    "value_cents",
)
"""What is counted of a phase and day. `sentiment_sum` is in thousandths; `negative` and `positive` count stays."""
Tally = tuple[PhaseDay | Label, str] | Transition | Bar
Tallies = Counter[Tally]


def log_bucket(ms: int) -> int:
    """The bucket of a duration: eight to each doubling of one second plus it, so at most nine percent wide."""
    return round(8 * math.log2(1 + max(ms, 0) / 1000))


def bucket_ms(bucket: int) -> int:
    """The middle of a bucket, in milliseconds."""
    return round((2 ** (bucket / 8) - 1) * 1000)
