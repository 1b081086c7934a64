"""What a road adds to the bounded counts: whole numbers, so that adding and taking away is exact."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from journey_tracker.events import SurveyAnswered, SurveyAsked
from journey_tracker.journey.calendar import DAY_MS, day_of
from journey_tracker.journey.cycle import Cycle, Placing, Road
from journey_tracker.journey.model import Outcome
from journey_tracker.journey.mood import Mood
from journey_tracker.journey.touchpoint import PhaseStay, Touchpoint
from journey_tracker.recorder.contacts import short_name

START, END, NONE, ORDER = "start", "end", "none", "order"
"""Before the first phase of a cycle, after the last of one that ended, no phase, and the orders of cycles."""
ASKED, ANSWERED = short_name(SurveyAsked.name), short_name(SurveyAnswered.name)
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
    "waited_ms",
    "contact_ms",
    "cost_cents",
    "value_cents",
)
"""What is counted of a phase and day. `sentiment_sum` is in thousandths; `negative` and `positive` count stays."""
Tally = tuple[PhaseDay, str] | Transition | Bar
Tallies = Counter[Tally]


def log_bucket(ms: int) -> int:
    """The bucket of a duration: eight to each doubling of one second plus it, so at most nine percent wide."""
    return round(8 * math.log2(1 + max(ms, 0) / 1000))


def bucket_ms(bucket: int) -> int:
    """The middle of a bucket, in milliseconds."""
    return round((2 ** (bucket / 8) - 1) * 1000)


def tallies(touchpoints: Iterable[Touchpoint], road: Road) -> Tallies:
    """All counts of one person."""
    counted: Counter[Tally] = Counter()
    for touchpoint in touchpoints:
        placings = [road.placings[touchpoint.id, stay.number] for stay in touchpoint.stays]
        for stay, placing in zip(touchpoint.stays, placings, strict=True):
            _count_stay(counted, touchpoint, stay, placing)
        _count_contact(counted, touchpoint, placings[-1])
    for cycle in road.cycles:
        _count_cycle(counted, cycle)
    return counted


def difference(new: Tallies, old: Tallies) -> dict[Tally, int]:
    """What to add to the stored counts so that they go from `old` to `new`; below zero: to take away."""
    return {key: n for key in new.keys() | old.keys() if (n := new[key] - old[key])}


def _count_stay(counted: Tallies, touchpoint: Touchpoint, stay: PhaseStay, placing: Placing) -> None:
    segment = _segment(touchpoint, placing)
    day, phase = day_of(stay.first_ms), stay.phase or NONE
    key = PhaseDay(day, phase, (placing.during or "") if stay.phase else "", segment)
    counted[key, "stays"] += 1
    counted[key, "messages"] += stay.shopper_messages
    if column := _OUTCOMES.get(placing.outcome):
        counted[key, column] += 1
    if stay.phase:
        counted[Transition(day, placing.before or START, phase, segment)] += 1
        counted[Bar(day, phase, "stay", log_bucket(stay.last_ms - stay.first_ms), segment)] += 1
    if stay.sentiment_mean is not None:
        _count_mood(counted, key, stay, stay.sentiment_mean)


def _count_mood(counted: Tallies, key: PhaseDay, stay: PhaseStay, mean: float) -> None:
    counted[key, "sentiment_sum"] += round(stay.sentiment_sum * THOUSANDTHS)
    counted[key, "sentiment_n"] += stay.sentiment_n
    mood = Mood.of(mean)
    if mood is not Mood.NEUTRAL:
        counted[key, mood.value] += 1
    counted[Bar(key.day, key.phase, "mood", round((mean + 1) * (MOODS - 1) / 2), key.segment)] += 1


_OUTCOMES = {
    Outcome.RESOLVED: "resolved",
    Outcome.ABANDONED: "abandoned",
    Outcome.ERROR: "errors",
    Outcome.HANDOFF: "handoffs",
}


def _count_contact(counted: Tallies, touchpoint: Touchpoint, placing: Placing) -> None:
    segment = _segment(touchpoint, placing)
    key = PhaseDay(touchpoint.day, touchpoint.phase or NONE, "", segment)
    counted[key, "touchpoints"] += 1
    for column, n in (
        ("waited_ms", touchpoint.handoff.waited_ms),
        ("contact_ms", touchpoint.handoff.held_ms),
        ("cost_cents", touchpoint.cost_cents),
    ):
        if n:
            counted[key, column] += n
    if touchpoint.handoff.times:
        counted[Bar(key.day, key.phase, "waited", log_bucket(touchpoint.handoff.waited_ms), segment)] += 1
    about = touchpoint.phase or placing.during or NONE
    if touchpoint.kind == ASKED:
        counted[Bar(key.day, about, f"asked_{touchpoint.detail}", 0, segment)] += 1
    if touchpoint.kind == ANSWERED and touchpoint.score is not None:
        counted[Bar(key.day, about, touchpoint.detail, touchpoint.score, segment)] += 1


def _count_cycle(counted: Tallies, cycle: Cycle) -> None:
    segment = Segment(cycle.channel, cycle.language, cycle.category, cycle.position)
    for visit in cycle.phases:
        day = day_of(visit.first_ms)
        key = PhaseDay(day, visit.phase, "", segment)
        counted[key, "entered"] += 1
        if visit.onward_ms is not None:
            counted[key, "onward"] += 1
            took = visit.onward_ms - visit.first_ms
            counted[Bar(day, visit.phase, "onward", log_bucket(took), segment)] += 1
            counted[Bar(day, visit.phase, "onward_days", min(took // DAY_MS, MOST_DAYS), segment)] += 1
    if cycle.ordered_ms is not None:
        key = PhaseDay(day_of(cycle.ordered_ms), ORDER, "", segment)
        counted[key, "entered"] += 1
        counted[key, "value_cents"] += cycle.value_cents
    if cycle.ended_ms is not None and cycle.last_phase:
        counted[Transition(day_of(cycle.ended_ms), cycle.last_phase, END, segment)] += 1


def _segment(touchpoint: Touchpoint, placing: Placing) -> Segment:
    return Segment(touchpoint.channel, touchpoint.language, touchpoint.category, placing.position)
