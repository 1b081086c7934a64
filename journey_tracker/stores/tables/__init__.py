"""The tables. Times are epoch milliseconds UTC, days YYYYMMDD and months YYYYMM in Dutch time."""

from __future__ import annotations

from journey_tracker.stores.tables.columns import METADATA
from journey_tracker.stores.tables.contacts import TOUCHPOINT, TOUCHPOINT_PHASE, TRANSCRIPT
from journey_tracker.stores.tables.counts import (
    CLOSED,
    COUNTED,
    DERIVED,
    HISTOGRAM_DAY,
    KEPT_COUNT,
    LABEL_DAY,
    PHASE_DAY,
    TRANSITION_DAY,
)
from journey_tracker.stores.tables.events import DEAD_LETTER, EVENT, INTAKE_POSITION, SURVEYS, WHO
from journey_tracker.stores.tables.people import CYCLE, CYCLE_PHASE, LINK, MARK
from journey_tracker.stores.tables.privacy import ACCESS_LOG, ERASURE_LOG, FORGOTTEN, KEY_PROOF

__all__ = [
    "ACCESS_LOG",
    "CLOSED",
    "COUNTED",
    "CYCLE",
    "CYCLE_PHASE",
    "DEAD_LETTER",
    "DERIVED",
    "ERASURE_LOG",
    "EVENT",
    "FORGOTTEN",
    "HISTOGRAM_DAY",
    "INTAKE_POSITION",
    "KEPT_COUNT",
    "KEY_PROOF",
    "LABEL_DAY",
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
