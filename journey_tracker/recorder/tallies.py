"""What a road adds to the bounded counts: whole numbers, so that adding and taking away is exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from journey_tracker.events import SurveyAnswered, SurveyAsked
from journey_tracker.journey.calendar import DAY_MS, day_of
from journey_tracker.journey.cycle import LAPSED, Cycle, Placing, Road
from journey_tracker.journey.model import Outcome
from journey_tracker.journey.mood import MOOD_EDGE, Mood
from journey_tracker.journey.touchpoint import CHAT, PhaseStay, Touchpoint
from journey_tracker.recorder.contacts import OWN_ACTS, short_name
from journey_tracker.recorder.counted import (
    COHORT,
    END,
    ERRAND,
    FELT,
    LEFT,
    MOODS,
    MOST_DAYS,
    MOST_ORDERS,
    NONE,
    ORDER,
    PAIN,
    PATH,
    PRICED,
    SCORED,
    START,
    THOUSANDTHS,
    UNDONE,
    Bar,
    Label,
    PhaseDay,
    Segment,
    Tallies,
    Tally,
    Transition,
    log_bucket,
)

ASKED, ANSWERED = short_name(SurveyAsked.name), short_name(SurveyAnswered.name)


def tallies(touchpoints: Iterable[Touchpoint], road: Road) -> Tallies:
    """All counts of one person."""
    counted: Counter[Tally] = Counter()
    for touchpoint in touchpoints:
        placings = [road.placings[touchpoint.id, stay.number] for stay in touchpoint.stays]
        for stay, placing in zip(touchpoint.stays, placings, strict=True):
            _count_stay(counted, touchpoint, stay, placing)
        _count_contact(counted, touchpoint, placings[-1])
        _name_contact(counted, touchpoint, placings[-1])
    for cycle in road.cycles:
        _count_cycle(counted, cycle)
        _name_cycle(counted, cycle)
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
    if placing.undone:
        counted[key, "undone"] += 1
    if stay.phase and touchpoint.kind not in OWN_ACTS:
        counted[Transition(day, placing.before or START, phase, segment)] += 1
        if touchpoint.kind == CHAT:
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


def _name_contact(counted: Tallies, touchpoint: Touchpoint, placing: Placing) -> None:
    day, segment, offered = touchpoint.day, _segment(touchpoint, placing), touchpoint.offered
    ended = UNDONE if touchpoint.outcome is Outcome.PROGRESS and placing.undone else touchpoint.outcome.value
    if touchpoint.mood and touchpoint.phase and ended != Outcome.PROGRESS.value:
        counted[Label(day, FELT, touchpoint.phase, ended, touchpoint.mood.value, segment), "n"] += 1
    if offered.position:
        priced = Label(day, PRICED, "", offered.position, touchpoint.kind, segment)
        counted[priced, "n"] += 1
        counted[priced, "value_cents"] += offered.value_cents
        counted[priced, "list_cents"] += offered.list_cents
    if touchpoint.sentiment_model:
        counted[Label(day, SCORED, "", touchpoint.sentiment_model, "", segment), "n"] += 1
    for stay in touchpoint.stays:
        if stay.errand and stay.sentiment_min is not None:
            counted[Label(day, ERRAND, stay.phase or NONE, stay.errand, "", segment), "n"] += 1
            if stay.sentiment_min <= -MOOD_EDGE:
                counted[Label(day, PAIN, stay.phase or NONE, stay.errand, "", segment), "n"] += 1


def _name_cycle(counted: Tallies, cycle: Cycle) -> None:
    segment = Segment(cycle.channel, cycle.language, cycle.category, cycle.position)
    if cycle.path:
        counted[Label(day_of(cycle.started_ms), PATH, "", cycle.path, "", segment), "n"] += 1
    if cycle.ordered_ms is None:
        phase, day = cycle.last_phase or NONE, day_of(cycle.last_ms)
        counted[Label(day, LEFT, phase, cycle.last_errand, cycle.lost_for, segment), "n"] += 1
    elif cycle.cohort is not None and cycle.order_no is not None:
        which, month = str(min(cycle.order_no, MOST_ORDERS)), str(day_of(cycle.ordered_ms) // 100)
        order = Label(cycle.cohort * 100 + 1, COHORT, "", month, which, segment)
        counted[order, "n"] += 1
        counted[order, "value_cents"] += cycle.value_cents


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
        # Whoever never came back left on the day of the last contact, however long that was waited for.
        left_ms = cycle.last_ms if cycle.end == LAPSED else cycle.ended_ms
        counted[Transition(day_of(left_ms), cycle.last_phase, END, segment)] += 1


def _segment(touchpoint: Touchpoint, placing: Placing) -> Segment:
    return Segment(touchpoint.channel, touchpoint.language, touchpoint.category, placing.position)
