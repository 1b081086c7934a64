"""The bounded counts by day, and under which model all was made."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from journey_tracker.recorder.tallies import PHASE_COUNTS, Segment
from journey_tracker.stores.tables.columns import METADATA, NAME


def _segment() -> tuple[Column[str], ...]:
    return tuple(Column(name, NAME, primary_key=True) for name in Segment._fields)


PHASE_DAY = Table(
    "phase_day",
    METADATA,
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("during", NAME, primary_key=True),
    *_segment(),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in PHASE_COUNTS),
)

TRANSITION_DAY = Table(
    "transition_day",
    METADATA,
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("next_phase", NAME, primary_key=True),
    *_segment(),
    Column("n", BigInteger, nullable=False, server_default="0"),
)

HISTOGRAM_DAY = Table(
    "histogram_day",
    METADATA,
    Column("kind", NAME, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("phase", NAME, primary_key=True),
    Column("bucket", Integer, primary_key=True),
    *_segment(),
    Column("n", BigInteger, nullable=False, server_default="0"),
)

KEPT_COUNT = Table(
    "kept_count",
    METADATA,
    Column("model", NAME, primary_key=True),
    Column("tally", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
)
"""Shares in the counts of people whose rows are gone: what a rebuild begins with, for it cannot count them again."""

DERIVED = Table(
    "derived",
    METADATA,
    Column("what", NAME, primary_key=True),
    Column("model", NAME, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
"""Under which journey model everything but the events was made."""
