"""What came in: events as they were, how far their sources were read, and what could not be read."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from journey_tracker.events import Identified, SurveyAnswered, TrafficMarked
from journey_tracker.stores.tables.columns import KEY, METADATA, NAME, UUID

SURVEYS = text(f"type = '{SurveyAnswered.name}'")
"""Part of the events; a query says it in these words, or the index on it is not used."""
WHO = text(f"type IN ('{Identified.name}', '{TrafficMarked.name}')")
"""The same for those that only tell who is who."""

EVENT = Table(
    "event",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("type", NAME, nullable=False),
    Column("conversation", KEY, nullable=False),
    Column("alias", KEY, nullable=False, server_default=""),
    Column("seq", Integer, nullable=False),
    Column("occurred_ms", BigInteger, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
    Column("raw", Text, nullable=False),
    Column("month", Integer, nullable=False, server_default="0"),
    Index(None, "conversation", "seq"),
    Index(None, "alias"),
    Index("ix_event_survey_occurred_ms", "occurred_ms", sqlite_where=SURVEYS, postgresql_where=SURVEYS),
    Index("ix_event_who_occurred_ms", "occurred_ms", sqlite_where=WHO, postgresql_where=WHO),
)

INTAKE_POSITION = Table(
    "intake_position",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("key", KEY, nullable=False),
)

DEAD_LETTER = Table(
    "dead_letter",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
)
