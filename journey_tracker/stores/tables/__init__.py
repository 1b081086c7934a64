"""The tables. Times are epoch milliseconds UTC, days YYYYMMDD and months YYYYMM in Dutch time."""

from __future__ import annotations

from journey_tracker.stores.tables.columns import METADATA
from journey_tracker.stores.tables.contacts import TOUCHPOINT, TOUCHPOINT_PHASE, TRANSCRIPT
from journey_tracker.stores.tables.counts import DERIVED, HISTOGRAM_DAY, KEPT_COUNT, PHASE_DAY, TRANSITION_DAY
from journey_tracker.stores.tables.events import DEAD_LETTER, EVENT, INTAKE_POSITION, SURVEYS, WHO
from journey_tracker.stores.tables.people import CYCLE, CYCLE_PHASE, LINK, MARK
from journey_tracker.stores.tables.privacy import ACCESS_LOG, ERASURE_LOG

__all__ = [
    "ACCESS_LOG",
    "CYCLE",
    "CYCLE_PHASE",
    "DEAD_LETTER",
    "DERIVED",
    "ERASURE_LOG",
    "EVENT",
    "HISTOGRAM_DAY",
    "INTAKE_POSITION",
    "KEPT_COUNT",
    "LINK",
    "MARK",
    "METADATA",
    "PHASE_DAY",
    "SURVEYS",
    "TOUCHPOINT",
    "TOUCHPOINT_PHASE",
    "TRANSCRIPT",
    "TRANSITION_DAY",
    "WHO",
]
