"""The tables. Times are epoch milliseconds UTC, days YYYYMMDD and months YYYYMM in Dutch time."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from journey_tracker.events import LONGEST_KEY

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
KEY = String(LONGEST_KEY)
NAME = String(64)
UUID = String(36)

EVENT = Table(
    "event",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("type", NAME, nullable=False),
    Column("conversation", KEY, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("occurred_ms", BigInteger, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
    Column("raw", Text, nullable=False),
    Index(None, "conversation", "seq"),
)

TOUCHPOINT = Table(
    "touchpoint",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("conversation", KEY, nullable=False),
    Column("number", Integer, nullable=False),
    Column("model", NAME, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("phase", NAME),
    Column("outcome", NAME, nullable=False),
    Column("shopper_messages", Integer, nullable=False),
    Column("bot_messages", Integer, nullable=False),
    Column("sentiment_start", Double),
    Column("sentiment_end", Double),
    Column("sentiment_mean", Double),
    Column("sentiment_min", Double),
    Column("sentiment_label", NAME),
    Column("last_seq", Integer, nullable=False),
    Column("last_step", SmallInteger, nullable=False),
    Column("last_n", Integer, nullable=False),
    Column("last_source", KEY, nullable=False),
    Column("last_id", KEY, nullable=False),
    Column("handoff_times", Integer, nullable=False, server_default="0"),
    Column("handoff_stage", NAME, nullable=False, server_default=""),
    Column("handoff_waited_ms", BigInteger, nullable=False, server_default="0"),
    Column("handoff_held_ms", BigInteger, nullable=False, server_default="0"),
    Column("handoff_messages", Integer, nullable=False, server_default="0"),
    Column("choice_need", NAME, nullable=False, server_default=""),
    Column("choice_asked", Integer, nullable=False, server_default="0"),
    Column("choice_answered", Integer, nullable=False, server_default="0"),
    Column("choice_chosen", Text, nullable=False, server_default=""),
    Column("choice_chosen_for", Text, nullable=False, server_default=""),
    Column("choice_lost_for", Text, nullable=False, server_default=""),
    Column("feeling_now", Double),
    Column("feeling_sure", Double, nullable=False, server_default="0"),
    Column("feeling_n", Integer, nullable=False, server_default="0"),
    UniqueConstraint("conversation", "number"),
    Index(None, "first_ms"),
    Index(None, "day"),
    Index(None, "phase", "first_ms"),
)

TOUCHPOINT_PHASE = Table(
    "touchpoint_phase",
    METADATA,
    Column("touchpoint_id", UUID, ForeignKey("touchpoint.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("phase", NAME),
    Column("first_ms", BigInteger, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("shopper_messages", Integer, nullable=False),
    Column("sentiment_sum", Double, nullable=False),
    Column("sentiment_n", Integer, nullable=False),
    Column("sentiment_min", Double),
    Column("outcome", NAME, nullable=False),
)

TRANSCRIPT = Table(
    "transcript",
    METADATA,
    Column("source", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("touchpoint_id", UUID, ForeignKey("touchpoint.id", ondelete="CASCADE"), nullable=False),
    Column("stay", Integer, nullable=False),
    Column("conversation", KEY, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("n", Integer, nullable=False),
    Column("role", NAME, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text),
    Column("intent", Text),
    Column("confidence", Double),
    Column("response", Text),
    Column("sentiment", Double),
    Column("sentiment_label", Text),
    Column("expires_ms", BigInteger, nullable=False),
    ForeignKeyConstraint(["source", "event_id"], ["event.source", "event.id"], ondelete="CASCADE"),
    Index(None, "touchpoint_id", "seq"),
    Index(None, "role", "at_ms"),
    Index(None, "expires_ms"),
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
