"""The journey in pure types: phases and models, touchpoints and their stays, people and their cycles."""

from __future__ import annotations

from journey_tracker.journey.calendar import DAY_MS, ZONE, day_of, local_time
from journey_tracker.journey.choice import NO_CHOICE, Choice
from journey_tracker.journey.cycle import Cycle, CyclePhase, Placing, Road
from journey_tracker.journey.feeling import NO_FEELING, Feeling
from journey_tracker.journey.handoff import HUMAN, NO_HANDOFF, WAITING, Handoff
from journey_tracker.journey.model import LANGUAGES, JourneyModel, Outcome, Phase
from journey_tracker.journey.mood import MOOD_EDGE, Mood
from journey_tracker.journey.touchpoint import CHAT, NO_OFFER, Line, Offered, PhaseStay, Place, Touchpoint

__all__ = [
    "CHAT",
    "DAY_MS",
    "HUMAN",
    "LANGUAGES",
    "MOOD_EDGE",
    "NOT_UNDERSTOOD",
    "NO_CHOICE",
    "NO_FEELING",
    "NO_HANDOFF",
    "NO_OFFER",
    "SILENCE_MS",
    "WAITING",
    "WORDS_KEPT_DAYS",
    "ZONE",
    "Choice",
    "Cycle",
    "CyclePhase",
    "Feeling",
    "Handoff",
    "JourneyModel",
    "Line",
    "Mood",
    "Offered",
    "Outcome",
    "Phase",
    "PhaseStay",
    "Place",
    "Placing",
    "Road",
    "Touchpoint",
    "day_of",
    "local_time",
]

SILENCE_MS = 30 * 60 * 1000
"""So long nothing was said, and the next message of the shopper begins a new touchpoint."""
NOT_UNDERSTOOD = "nlu_fallback"
"""The intent of a message that was not understood."""
WORDS_KEPT_DAYS = 90
"""So long the redacted words of a touchpoint are kept."""
